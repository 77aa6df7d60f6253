import type { Loading } from "./loading.ts";

export const insertServices = async ({
  tx,
  template,
  organizationId,
  newId,
}: Loading): Promise<void> => {
  await tx
    .insertInto("services")
    .values(
      template.services.map(
        ({ key, price, payment, providers: _, questions: __, ...service }, position) => ({
          ...{ organization_id: organizationId, id: newId("service", key) },
          ...{ ...service, position },
          translations: JSON.stringify(service.translations),
          slot_interval_minutes: service.slot_interval_minutes ?? service.duration_minutes,
          price_minor: price,
          payment_required: payment !== undefined,
          payment_methods: payment?.methods ?? [],
        }),
      ),
    )
    .execute();
  await tx
    .insertInto("provider_services")
    .values(
      template.services.flatMap(({ key, providers }) =>
        providers.map((provider) => ({
          organization_id: organizationId,
          provider_id: newId("provider", provider),
          service_id: newId("service", key),
        })),
      ),
    )
    .execute();
};
