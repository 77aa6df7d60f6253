import type { Loading } from "./loading.ts";
import type { Template } from "./template.ts";

type TemplateService = Template["services"][number];

export const insertServices = async (loading: Loading): Promise<void> => {
  const { tx, template, organizationId, newId } = loading;
  await tx
    .insertInto("services")
    .values(template.services.map((service) => serviceRow(loading, service)))
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
  await insertParts(loading);
  await insertNeeds(loading);
};

const serviceRow = (loading: Loading, service: TemplateService) => {
  const { template, organizationId, newId } = loading;
  const { payment, consultation, travels } = service;
  return {
    organization_id: organizationId,
    id: newId("service", service.key),
    name: service.name,
    aliases: service.aliases,
    description: service.description,
    translations: JSON.stringify(service.translations),
    ...kindOf(service),
    duration_minutes: minutesOf(template, service),
    same_provider: service.same_provider,
    buffer_before_minutes: service.buffer_before_minutes,
    buffer_after_minutes: service.buffer_after_minutes,
    capacity: service.capacity,
    ...groupOf(service),
    required_skills: service.required_skills,
    consultation_service_id: consultation === undefined ? null : newId("service", consultation),
    seasons: JSON.stringify(service.seasons),
    travels: travels !== undefined,
    travel_minutes: travels?.minutes ?? 0,
    rules: JSON.stringify(service.rules),
    price_minor: service.price,
    ...depositOf(payment),
    payment_required: payment !== undefined,
    payment_methods: payment?.methods ?? [],
    position: template.services.indexOf(service),
  };
};

const depositOf = (payment: TemplateService["payment"]) => ({
  deposit_minor: null,
  deposit_percent: null,
  ...(payment?.deposit && "minor" in payment.deposit && { deposit_minor: payment.deposit.minor }),
  ...(payment?.deposit &&
    "percent" in payment.deposit && { deposit_percent: payment.deposit.percent }),
});

const kindOf = ({ parts, lengths }: TemplateService) => ({
  kind: parts ? ("package" as const) : lengths ? ("flexible" as const) : ("fixed" as const),
  min_duration_minutes: lengths?.least ?? null,
  max_duration_minutes: lengths?.most ?? null,
  duration_step_minutes: lengths?.step ?? null,
});

const alone = { least: 1, most: 1, below_minimum: "keep", deadline_minutes: 1440 } as const;

const groupOf = ({ participants = alone }: TemplateService) => ({
  min_participants: participants.least,
  max_participants: participants.most,
  below_minimum: participants.below_minimum,
  minimum_deadline_minutes: participants.deadline_minutes,
});

/** What a template leaves out is the sum of the parts and the waits between them. */
const minutesOf = ({ services }: Template, { parts = [], duration_minutes }: TemplateService) =>
  duration_minutes ??
  parts.reduce((sum, { service, min_gap }) => {
    const part = services.find(({ key }) => key === service);
    return sum + min_gap + (part?.duration_minutes ?? 0);
  }, 0);

const insertParts = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  const rows = template.services.flatMap(({ key, parts = [] }) =>
    parts.map(({ service, min_gap, max_gap }, position) => ({
      organization_id: organizationId,
      package_id: newId("service", key),
      position,
      service_id: newId("service", service),
      min_gap_minutes: min_gap,
      max_gap_minutes: max_gap,
    })),
  );
  if (rows.length > 0) await tx.insertInto("service_parts").values(rows).execute();
};

const insertNeeds = async ({ tx, template, organizationId, newId }: Loading): Promise<void> => {
  const rows = template.services.flatMap(({ key, resources }) =>
    resources.map(({ kind, quantity }) => ({
      organization_id: organizationId,
      service_id: newId("service", key),
      kind,
      quantity,
    })),
  );
  if (rows.length > 0) await tx.insertInto("service_resources").values(rows).execute();
};
