import type { z } from "zod";

import type { Resource } from "#src/db/queries/calendars.ts";
import type { Location, Organization, Provider, Service } from "#src/db/queries/catalog.ts";
import type { CatalogLinks } from "#src/db/queries/catalog-links.ts";
import type { StandingAppointment } from "#src/db/queries/standing-appointments.ts";
import type { UngivenService } from "#src/db/queries/ungiven-services.ts";
import type { Language } from "#src/domain/facts.ts";
import { policyAt } from "#src/domain/policy.ts";
import type { LocationRecord, ProviderRecord, ServiceRecord } from "../contract/catalog.ts";
import type { Affected, AffectedServices } from "../contract/catalog-affected.ts";
import type { ResourceAnswer } from "../contract/resources.ts";

/** Whose service it is, what it is made of and the language it is told in. */
interface ServiceContext {
  readonly organization: Organization;
  readonly links: Pick<CatalogLinks, "parts" | "needs">;
  readonly language: Language;
}

/** A service in the caller's language where it has been translated. */
export const toServiceRecord = (
  service: Service,
  { organization, links, language }: ServiceContext,
): z.output<typeof ServiceRecord> => {
  const words = service.translations[language] ?? service;
  const policy = policyAt(organization.policy, service.rules);
  return {
    service_id: service.id,
    name: words.name,
    description: words.description,
    ...lengthOf(service),
    slot_interval_minutes: policy.slotIntervalMinutes ?? service.duration_minutes,
    min_notice_hours: policy.minNoticeMinutes / 60,
    ...peopleOf(service),
    ...paymentOf(service, organization),
    aliases: service.aliases,
    translations: service.translations,
    required_skills: service.required_skills,
    consultation_service_id: service.consultation_service_id,
    seasons: service.seasons.map(({ from, to }) => ({ from, to })),
    same_provider: service.same_provider,
    travels: service.travels,
    travel_minutes: service.travel_minutes,
    parts: links.parts
      .filter(({ package_id }) => package_id === service.id)
      .map(({ service_id, min_gap_minutes, max_gap_minutes }) => ({
        ...{ service_id, min_gap_minutes, max_gap_minutes },
      })),
    resources: links.needs
      .filter(({ service_id }) => service_id === service.id)
      .map(({ kind, quantity }) => ({ kind, quantity })),
    rules: service.rules,
    active: service.active,
  };
};

const lengthOf = (service: Service) => ({
  kind: service.kind,
  duration_minutes: service.duration_minutes,
  min_duration_minutes: service.min_duration_minutes,
  max_duration_minutes: service.max_duration_minutes,
  duration_step_minutes: service.duration_step_minutes,
  buffer_before_minutes: service.buffer_before_minutes,
  buffer_after_minutes: service.buffer_after_minutes,
});

const peopleOf = (service: Service) => ({
  max_capacity: service.capacity,
  participants: {
    min: service.min_participants,
    max: service.max_participants,
    below_minimum: service.below_minimum,
    minimum_deadline_minutes: service.minimum_deadline_minutes,
  },
});

const paymentOf = (service: Service, { currency }: Organization) => ({
  price: service.price_minor === null ? null : { minor: service.price_minor, currency },
  deposit_minor: service.deposit_minor,
  deposit_percent: service.deposit_percent,
  payment_required: service.payment_required,
  payment_methods: service.payment_methods,
});

export const toProviderRecord = (
  { id, organization_id: _, position: __, ...shown }: Provider,
  { given }: Pick<CatalogLinks, "given">,
): z.output<typeof ProviderRecord> => ({
  provider_id: id,
  ...shown,
  service_ids: given.filter((one) => one.provider_id === id).map(({ service_id }) => service_id),
});

export const toLocationRecord = ({
  id,
  organization_id: _,
  position: __,
  ...shown
}: Location): z.output<typeof LocationRecord> => ({ location_id: id, ...shown });

export const toResourceRecord = ({
  id,
  organization_id: _,
  position: __,
  ...shown
}: Resource): z.output<typeof ResourceAnswer>["resource"] => ({ resource_id: id, ...shown });

/** The appointments an edit leaves standing; absent where there are none. */
export const toAffected = (
  appointments: readonly StandingAppointment[],
): { affected?: z.output<typeof Affected> } =>
  appointments.length === 0
    ? {}
    : {
        affected: appointments.map(({ id, starts_at, ends_at, ...appointment }) => ({
          booking_id: id,
          ...appointment,
          starts_at: starts_at.toISOString(),
          ends_at: ends_at.toISOString(),
        })),
      };

/** The services an edit leaves to nobody; absent where there are none. */
export const toAffectedServices = (
  services: readonly UngivenService[],
): { affectedServices?: z.output<typeof AffectedServices> } =>
  services.length === 0
    ? {}
    : { affectedServices: services.map(({ id, name }) => ({ service_id: id, name })) };
