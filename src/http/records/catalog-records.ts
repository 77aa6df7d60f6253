import type { z } from "zod";

import type { Location, Organization, Provider, Service } from "#src/db/queries/catalog.ts";
import type { Language } from "#src/domain/facts.ts";
import type { LocationRecord, ProviderRecord, ServiceRecord } from "../contract/catalog.ts";

/** A service in the caller's language where it has been translated. */
export const toServiceRecord = (
  service: Service,
  { currency }: Organization,
  language: Language,
): z.output<typeof ServiceRecord> => {
  const words = service.translations[language] ?? service;
  return {
    service_id: service.id,
    name: words.name,
    description: words.description,
    duration_minutes: service.duration_minutes,
    slot_interval_minutes: service.slot_interval_minutes,
    buffer_before_minutes: service.buffer_before_minutes,
    buffer_after_minutes: service.buffer_after_minutes,
    min_notice_hours: service.min_notice_minutes / 60,
    max_capacity: service.capacity,
    price: service.price_minor === null ? null : { minor: service.price_minor, currency },
    payment_required: service.payment_required,
    payment_methods: service.payment_methods,
  };
};

export const toProviderRecord = ({
  id,
  name,
  gender,
  languages,
  timezone,
}: Provider): z.output<typeof ProviderRecord> => ({
  provider_id: id,
  name,
  gender,
  languages,
  timezone,
});

export const toLocationRecord = ({
  id,
  name,
  address,
  timezone,
}: Location): z.output<typeof LocationRecord> => ({ location_id: id, name, address, timezone });
