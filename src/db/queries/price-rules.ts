import type { Insertable, Selectable, Updateable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { PriceRulesTable } from "../tables/catalog.ts";

export type PriceRuleRow = Selectable<PriceRulesTable>;

/** All of them, the highest priority first, as they are asked. */
export const listPriceRules = (db: Db | Tx, organizationId: string): Promise<PriceRuleRow[]> =>
  db
    .selectFrom("price_rules")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("priority", "desc")
    .orderBy("id")
    .execute();

export const findPriceRule = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<PriceRuleRow | undefined> =>
  db
    .selectFrom("price_rules")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

export const insertPriceRules = async (
  tx: Tx,
  rows: readonly Insertable<PriceRulesTable>[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tx
    .insertInto("price_rules")
    .values([...rows])
    .execute();
};

export const updatePriceRule = async (
  tx: Tx,
  organizationId: string,
  id: string,
  change: Updateable<PriceRulesTable>,
): Promise<void> => {
  await tx
    .updateTable("price_rules")
    .set(change)
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
};

/** False when there is none. */
export const deletePriceRule = async (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const gone = await tx
    .deleteFrom("price_rules")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
};
