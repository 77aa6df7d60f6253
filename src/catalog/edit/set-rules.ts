import { lockThing, type ThingKind } from "#src/db/queries/catalog-things.ts";
import type { BookingRules } from "#src/domain/policy.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** What can have rules of its own below the organization, with its table. */
const tables = { location: "locations", service: "services", provider: "providers" } as const;

/** The levels below the organization, the widest first. */
export type RuleLevel = keyof typeof tables & ThingKind;

/** Replaces all rules of one level; a key that is absent is left to a wider level. */
export const setRules = async (
  { tx, organizationId }: EditScope,
  level: RuleLevel,
  id: string,
  rules: Partial<BookingRules>,
): Promise<Edited | EditRefusal> => {
  if (!(await lockThing(tx, level, { organizationId, id }))) {
    return refuseEdit(`unknown_${level}`, "id");
  }
  await tx
    .updateTable(tables[level])
    .set({ rules: JSON.stringify(rules) })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  return edited(id);
};
