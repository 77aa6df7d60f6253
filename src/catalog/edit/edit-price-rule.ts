import { findThing } from "#src/db/queries/catalog-things.ts";
import {
  deletePriceRule,
  findPriceRule,
  insertPriceRules,
  listPriceRules,
  type PriceRuleRow,
  updatePriceRule,
} from "#src/db/queries/price-rules.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** What an edit may say of a price rule, by column. */
type PriceRuleFields = Omit<
  PriceRuleRow,
  "id" | "organization_id" | "version" | "created_at" | "updated_at"
>;

/** Rules are read with every look at free times. */
const mostRules = 100;

export const addPriceRule = async (
  scope: EditScope,
  fields: PriceRuleFields,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId, now, newId } = scope;
  const fault = await faultOf(scope, fields);
  if (fault) return fault;
  const known = await listPriceRules(tx, organizationId);
  if (known.length >= mostRules) return refuseEdit("too_many_price_rules", "name");
  const id = newId();
  const row = { ...written(fields), organization_id: organizationId, id, version: 1 };
  await insertPriceRules(tx, [{ ...row, created_at: now, updated_at: now }]);
  return edited(id);
};

/** Prices that were offered or confirmed stay; a new version makes those from now on. */
export const changePriceRule = async (
  scope: EditScope,
  id: string,
  change: Partial<PriceRuleFields>,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId, now } = scope;
  const before = await findPriceRule(tx, organizationId, id);
  if (!before) return refuseEdit("unknown_price_rule", "id");
  const after = { ...before, ...change };
  const fault = await faultOf(scope, after);
  if (fault) return fault;
  const version = before.version + 1;
  await updatePriceRule(tx, organizationId, id, { ...written(after), version, updated_at: now });
  return edited(id);
};

export const removePriceRule = async (
  { tx, organizationId }: EditScope,
  id: string,
): Promise<Edited | EditRefusal> =>
  (await deletePriceRule(tx, organizationId, id))
    ? edited(id)
    : refuseEdit("unknown_price_rule", "id");

const written = <Fields extends PriceRuleFields>(fields: Fields) => ({
  ...fields,
  name: JSON.stringify(fields.name),
  condition: JSON.stringify(fields.condition),
});

const faultOf = async (scope: EditScope, fields: PriceRuleFields): Promise<EditRefusal | null> =>
  shapeFault(fields) ?? (await scopeFault(scope, fields));

const shapeFault = ({ percent, amount_minor, condition }: PriceRuleFields): EditRefusal | null => {
  const change = percent ?? amount_minor;
  const hasBoth = percent !== null && amount_minor !== null;
  if (change === null || hasBoth) return refuseEdit("one_price_change", "percent");
  const field = percent === null ? "amountMinor" : "percent";
  if (change === 0) return refuseEdit("no_price_change", field);
  // Who looks before booking is not counted yet, and must not be shown less than they will pay.
  if (condition.kind === "volume" && change > 0) return refuseEdit("volume_lowers", field);
  const isUnbounded =
    condition.kind === "fill_rate" &&
    condition.atLeast === undefined &&
    condition.atMost === undefined;
  return isUnbounded ? refuseEdit("fill_rate_bounds", "condition") : null;
};

const scopeFault = async (
  { tx, organizationId }: EditScope,
  { service_id, location_id }: PriceRuleFields,
): Promise<EditRefusal | null> => {
  for (const [kind, id] of [
    ["service", service_id],
    ["location", location_id],
  ] as const) {
    if (id !== null && !(await findThing(tx, kind, { organizationId, id }))) {
      return refuseEdit(`unknown_${kind}`, `${kind}Id`);
    }
  }
  return null;
};
