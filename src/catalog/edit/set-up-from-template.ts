import type { Tx } from "#src/db/connect.ts";
import { getOrganization } from "#src/db/queries/catalog.ts";
import { listThings } from "#src/db/queries/catalog-things.ts";
import { listPriceRules } from "#src/db/queries/price-rules.ts";
import { listStandingSops } from "#src/db/queries/sops.ts";
import { exampleOf } from "../example-of.ts";
import { fillOrganization } from "../fill-organization.ts";
import type { Template } from "../template.ts";
import { freshIds } from "../template-ids.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { isNameTaken } from "./name-taken.ts";

/**
 * Fills an organization that offers nothing yet with what a template offers. It takes over language,
 * timezone and currency, in which the template's words and prices are; its own policy stays where it
 * has one.
 */
export const setUpFromTemplate = async (
  scope: EditScope,
  template: Template,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId, now, newId } = scope;
  if (await offersSomething(tx, organizationId)) return refuseEdit("already_set_up", "template");
  if (await clashes(tx, organizationId, template)) return refuseEdit("template_names", "template");
  const { name, policy } = await getOrganization(tx, organizationId);
  const { locale, timezone, currency } = template;
  await tx
    .updateTable("organizations")
    .set({ locale, timezone, currency, policy: JSON.stringify({ ...template.policy, ...policy }) })
    .where("id", "=", organizationId)
    .execute();
  const example = exampleOf(template, name);
  await fillOrganization({ tx, template: example, organizationId, newId: freshIds(newId), now });
  return edited(organizationId);
};

/** Anything that a template's services, questions or prices could contradict. */
const offersSomething = async (tx: Tx, organizationId: string): Promise<boolean> => {
  const [services, sops, rules] = [
    await listThings(tx, "service", organizationId),
    await listStandingSops(tx, organizationId),
    await listPriceRules(tx, organizationId),
  ];
  return services.length + sops.length + rules.length > 0;
};

/** Whether leads could not tell a place or person of the template from one there is. */
const clashes = async (
  tx: Tx,
  organizationId: string,
  { locations, providers }: Template,
): Promise<boolean> => {
  const [places, people] = [
    await listThings(tx, "location", organizationId),
    await listThings(tx, "provider", organizationId),
  ];
  const isTaken = (others: typeof places | typeof people, name: string): boolean =>
    isNameTaken(others, { id: "", name, active: true });
  return (
    locations.some(({ name }) => isTaken(places, name)) ||
    providers.some(({ name }) => isTaken(people, name))
  );
};
