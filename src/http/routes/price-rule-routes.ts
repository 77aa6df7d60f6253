import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  addPriceRule,
  changePriceRule,
  removePriceRule,
} from "#src/catalog/edit/edit-price-rule.ts";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { findPriceRule, listPriceRules, type PriceRuleRow } from "#src/db/queries/price-rules.ts";
import { desk, managers } from "../access.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { columnsOf } from "../columns-of.ts";
import { CatalogQuery } from "../contract/catalog.ts";
import { Id } from "../contract/formats.ts";
import {
  NewPriceRule,
  PriceRuleAnswer,
  PriceRuleChange,
  PriceRuleList,
} from "../contract/price-rules.ts";
import { editCatalog, editRefused } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

const tag = "Prices";
const url = "/price-rules";
const params = z.object({ id: Id });

/** What makes the price of a time differ from the list; an organization has none at first. */
export const mountPriceRules = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url,
    tag,
    access: managers,
    summary: "Add a price rule",
    body: NewPriceRule,
    answers: { 201: PriceRuleAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => addPriceRule(scope, columnsOf(asked.body)),
        show,
        answer: created,
      }),
  });

  mountRoute(http, {
    method: "PATCH",
    url: `${url}/:id`,
    tag,
    access: managers,
    summary: "Change or retire a price rule; prices that were shown stay",
    params,
    body: PriceRuleChange,
    answers: { 200: PriceRuleAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => changePriceRule(scope, asked.params.id, columnsOf(asked.body)),
        show,
      }),
  });

  mountRemoval(http, deps, {
    url: `${url}/:id`,
    tag,
    access: managers,
    summary: "Delete a price rule; prices that were shown stay",
    remove: removePriceRule,
  });
};

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url,
    tag,
    access: desk,
    summary: "Price rules, in the order in which they are looked at",
    query: CatalogQuery,
    answers: { 200: PriceRuleList },
    run: async ({ call, query: { retired } }) => {
      const rows = await listPriceRules(deps.db, call.organization.id);
      const shown = rows.filter(({ active }) => active || retired);
      return ok({ success: true, price_rules: shown.map(toPriceRuleRecord) });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: `${url}/:id`,
    tag,
    access: desk,
    summary: "A price rule",
    params,
    answers: { 200: PriceRuleAnswer },
    run: async ({ call, params: { id } }) => {
      const found = await findShown(deps.db, call, id);
      return found ? ok(found) : editRefused(refuseEdit("unknown_price_rule", "id"), call);
    },
  });
};

const findShown = async (db: Db | Tx, { organization }: ApiCall, id: string) => {
  const row = await findPriceRule(db, organization.id, id);
  return row && ({ success: true, price_rule: toPriceRuleRecord(row) } as const);
};

const show = async (tx: Tx, { id }: Edited, call: ApiCall) => {
  const shown = await findShown(tx, call, id);
  if (!shown) throw new Error(`price rule ${id} vanished after it was written`);
  return shown;
};

const toPriceRuleRecord = ({
  id,
  organization_id: _,
  created_at,
  updated_at,
  ...rule
}: PriceRuleRow): z.output<typeof PriceRuleAnswer>["price_rule"] => ({
  price_rule_id: id,
  ...rule,
  created_at: created_at.toISOString(),
  updated_at: updated_at.toISOString(),
});
