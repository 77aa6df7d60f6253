import * as path from "node:path";
import ts from "typescript";

import type { Tables } from "./schema-columns.ts";

const VIEWS = path.join(import.meta.dirname, "schema-views.ts");

/** What kysely makes of a `Database`, table by table. */
const viewsOf = (declaration: string): string => `
  import type { Generated, GeneratedAlways, Insertable, Selectable } from "kysely";
  ${declaration}
  export type Read = { [Table in keyof Database]: Selectable<Database[Table]> };
  export type Written = { [Table in keyof Database]: Insertable<Database[Table]> };
`;

/** The columns a `Database` type declares; by default those of src/db/schema.ts. */
export const declaredColumns = (
  declaration = 'import type { Database } from "#src/db/schema.ts";',
): Tables => {
  const { checker, views } = compile(viewsOf(declaration));
  const [read, written] = ["Read", "Written"].map((name) => propertiesOf(checker, views, name));
  if (read === undefined || written === undefined) throw new Error("The views did not compile");
  return Object.fromEntries(
    [...read].map(([table, type]) => {
      const inserted = columnsOf(written.get(table));
      const columns = [...columnsOf(type)].map(([column, symbol]) => [
        column,
        describe(checker, symbol, inserted.get(column)),
      ]);
      return [table, Object.fromEntries(columns)];
    }),
  );
};

const compile = (text: string) => {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    lib: ["lib.esnext.d.ts"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === VIEWS || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === VIEWS
      ? ts.createSourceFile(file, text, ts.ScriptTarget.ESNext)
      : getSourceFile(file, ...rest);
  const program = ts.createProgram([VIEWS], options, host);
  const views = program.getSourceFile(VIEWS);
  if (views === undefined) throw new Error("The views were not read");
  const [error] = program.getSemanticDiagnostics(views);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, " "));
  return { checker: program.getTypeChecker(), views };
};

const propertiesOf = (checker: ts.TypeChecker, views: ts.SourceFile, name: string) => {
  const alias = views.statements
    .filter(ts.isTypeAliasDeclaration)
    .find((statement) => statement.name.text === name);
  if (alias === undefined) throw new Error(`No type ${name}`);
  const tables = checker.getTypeAtLocation(alias).getProperties();
  return new Map(tables.map((table) => [table.name, checker.getTypeOfSymbol(table)]));
};

const columnsOf = (type: ts.Type | undefined): Map<string, ts.Symbol> =>
  new Map(type?.getProperties().map((column) => [column.name, column]));

const describe = (checker: ts.TypeChecker, read: ts.Symbol, written: ts.Symbol | undefined) => {
  const type = checker.getTypeOfSymbol(read);
  const input = written && checker.getTypeOfSymbol(written);
  const kind = kindOf(checker, type);
  const inserted = input && kindOf(checker, input);
  // pg turns an array into a PostgreSQL one, so JSON is written as text.
  const json = kind === "json" || (kind.endsWith("[]") && inserted === "string");
  return {
    kind: json ? (inserted === "string" ? "json" : "json not written as text") : kind,
    // `unknown` reads null as well; then what may be written tells.
    null: input && type.flags & ts.TypeFlags.Unknown ? allowsNull(input) : allowsNull(type),
    insert: written === undefined ? "never" : isOptional(written) ? "optional" : "required",
  };
};

const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

const partsOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);

const allowsNull = (type: ts.Type): boolean =>
  partsOf(type).some(({ flags }) => flags & ts.TypeFlags.Null);

const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined;

const kindOf = (checker: ts.TypeChecker, type: ts.Type): string => {
  const parts = partsOf(type).filter(({ flags }) => !(flags & NOTHING));
  return [...new Set(parts.map((part) => kindOfPart(checker, part)))].sort().join(" or ");
};

const PRIMITIVES = [
  [ts.TypeFlags.StringLike, "string"],
  [ts.TypeFlags.NumberLike, "number"],
  [ts.TypeFlags.BooleanLike, "boolean"],
] as const;

const kindOfPart = (checker: ts.TypeChecker, type: ts.Type): string => {
  const base = type.isIntersection() ? (type.types[0] ?? type) : type;
  const primitive = PRIMITIVES.find(([flag]) => base.flags & flag);
  if (primitive !== undefined) return primitive[1];
  const name = type.symbol?.name;
  if (name === "Date" || name === "Buffer") return name;
  if (!checker.isArrayType(type)) return "json";
  const [item] = checker.getTypeArguments(type as ts.TypeReference);
  return `${item === undefined ? "unknown" : kindOf(checker, item)}[]`;
};
