import { sql } from "kysely";

import type { Db } from "#src/db/connect.ts";

/** A column as TypeScript sees it, or as PostgreSQL has it in the same words. */
interface Column {
  readonly kind: string;
  readonly null: boolean;
  readonly insert: string;
}

/** Columns by table and name. */
export type Tables = Record<string, Record<string, Column>>;

interface Row {
  readonly table_name: string;
  readonly column_name: string;
  /** The name in pg_type; arrays begin with an underscore. */
  readonly udt_name: string;
  readonly labels: string | null;
  readonly nullable: boolean;
  readonly has_default: boolean;
  readonly always: boolean;
}

/** How src/db/column-types.ts hands each type over. */
const KINDS: Record<string, readonly string[]> = {
  number: ["int2", "int4", "int8", "float4", "float8"],
  string: [
    "text",
    "varchar",
    "bpchar",
    "uuid",
    "numeric",
    "date",
    "time",
    "tstzrange",
    "citext",
    "xid8",
  ],
  boolean: ["bool"],
  Date: ["timestamptz"],
  json: ["json", "jsonb"],
  Buffer: ["bytea"],
};

/** The columns of a migrated database's tables, without kysely's own. */
export const actualColumns = async (db: Db): Promise<Tables> => {
  const { rows } = await sql<Row>`
    select c.table_name, c.column_name, c.udt_name,
      (select string_agg(enumlabel, ',') from pg_enum
        where enumtypid = to_regtype(quote_ident(c.udt_name))) as labels,
      c.is_nullable = 'YES' as nullable,
      c.column_default is not null or c.is_identity = 'YES' as has_default,
      c.is_generated = 'ALWAYS' or coalesce(c.identity_generation = 'ALWAYS', false) as always
    from information_schema.columns c join information_schema.tables using (table_schema, table_name)
    where c.table_schema = 'public' and table_type = 'BASE TABLE'
      and c.table_name not like 'kysely\\_%'`.execute(db);
  const tables: Tables = {};
  for (const row of rows) {
    const columns = tables[row.table_name] ?? {};
    tables[row.table_name] = { ...columns, [row.column_name]: describe(row) };
  }
  return tables;
};

const describe = (row: Row): Column => {
  const optional = row.nullable || row.has_default;
  return {
    kind: kindOf(row),
    null: row.nullable,
    insert: row.always ? "never" : optional ? "optional" : "required",
  };
};

const kindOf = ({ udt_name, labels, table_name, column_name }: Row): string => {
  const item = udt_name.replace(/^_/, "");
  const kind = Object.entries(KINDS).find(([, names]) => names.includes(item))?.[0];
  const known = kind ?? (labels === null ? undefined : "string");
  if (known === undefined) {
    throw new Error(`${table_name}.${column_name} is ${udt_name}: give it a kind in this file`);
  }
  return item === udt_name ? known : `${known}[]`;
};
