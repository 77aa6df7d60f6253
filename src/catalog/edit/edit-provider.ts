import type { Provider } from "#src/db/queries/catalog.ts";
import { listThings, lockThing, nextPosition } from "#src/db/queries/catalog-things.ts";
import { listUngivenServices } from "#src/db/queries/ungiven-services.ts";
import { isTimezone } from "#src/domain/is-timezone.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { isNameTaken } from "./name-taken.ts";
import { mayRetire } from "./retire-thing.ts";

/** What an edit may say of a provider, by column. */
type ProviderFields = Partial<Omit<Provider, "id" | "organization_id" | "position">>;

/** The services they give; absent leaves them as they are. */
interface Gives {
  readonly serviceIds?: readonly string[];
}

const isNew = {
  ...{ about: {}, specialities: {}, rules: {}, gender: null, timezone: null },
  ...{ email: null, rating: null, rating_count: 0, active: true },
};

export const addProvider = async (
  scope: EditScope,
  fields: ProviderFields & Pick<Provider, "name">,
  gives: Gives,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId: organization_id, newId } = scope;
  const position = await nextPosition(tx, "provider", organization_id);
  const lists = { aliases: [], languages: [], skills: [] };
  const provider = { ...isNew, ...lists, ...fields, organization_id, id: newId(), position };
  const fault = await faultOf(scope, provider, gives);
  if (fault) return fault;
  await tx.insertInto("providers").values(toRow(provider)).execute();
  await giveServices(scope, provider.id, gives);
  return edited(provider.id);
};

export const changeProvider = async (
  scope: EditScope,
  id: string,
  { force, ...fields }: ProviderFields & { readonly force: boolean },
  gives: Gives,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId } = scope;
  const before = await lockThing(tx, "provider", { organizationId, id });
  if (!before) return refuseEdit("unknown_provider", "id");
  const after = { ...before, ...fields };
  const fault = await faultOf(scope, after, gives);
  if (fault) return fault;
  const retired = await mayRetire(scope, "provider", { before, after, force });
  if (!retired.ok) return retired;
  const ungivenBefore = new Set((await listUngivenServices(tx, organizationId)).map(toId));
  await tx
    .updateTable("providers")
    .set(toRow(after))
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  await giveServices(scope, id, gives);
  const ungiven = await listUngivenServices(tx, organizationId);
  const lost = ungiven.filter((service) => !ungivenBefore.has(service.id));
  return edited(id, retired.affected, lost);
};

const toId = ({ id }: { readonly id: string }): string => id;

const toRow = (provider: Provider) => ({
  ...provider,
  about: JSON.stringify(provider.about),
  specialities: JSON.stringify(provider.specialities),
  rules: JSON.stringify(provider.rules),
});

const faultOf = async (
  { tx, organizationId }: EditScope,
  provider: Provider,
  { serviceIds = [] }: Gives,
): Promise<EditRefusal | null> => {
  if (provider.timezone !== null && !isTimezone(provider.timezone)) {
    return refuseEdit("invalid_timezone", "timezone");
  }
  const services = new Set((await listThings(tx, "service", organizationId)).map(({ id }) => id));
  const unknown = serviceIds.findIndex((id) => !services.has(id));
  if (unknown >= 0) return refuseEdit("unknown_service", `serviceIds.${unknown}`);
  const others = await listThings(tx, "provider", organizationId);
  return isNameTaken(others, provider) ? refuseEdit("duplicate_name", "name") : null;
};

const giveServices = async (
  { tx, organizationId: organization_id }: EditScope,
  provider_id: string,
  { serviceIds }: Gives,
): Promise<void> => {
  if (serviceIds === undefined) return;
  await tx
    .deleteFrom("provider_services")
    .where("organization_id", "=", organization_id)
    .where("provider_id", "=", provider_id)
    .execute();
  const rows = [...new Set(serviceIds)].map((service_id) => ({
    ...{ organization_id, provider_id, service_id },
  }));
  if (rows.length > 0) await tx.insertInto("provider_services").values(rows).execute();
};
