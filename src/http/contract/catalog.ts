import { z } from "zod";

import { Id } from "./formats.ts";

/** A service that can be booked. Name and description follow Accept-Language where translated. */
export const ServiceRecord = z
  .object({
    service_id: Id,
    name: z.string(),
    description: z.string(),
    duration_minutes: z.number(),
    slot_interval_minutes: z.number(),
    buffer_before_minutes: z.number(),
    buffer_after_minutes: z.number(),
    min_notice_hours: z.number(),
    max_capacity: z.number(),
    price: z.object({ minor: z.number(), currency: z.string() }).nullable(),
    payment_required: z.boolean(),
    payment_methods: z.array(z.string()),
  })
  .meta({ id: "Service" });

/** In the organization's order, as the other lists of the catalog. */
export const ServiceList = z.object({
  success: z.literal(true),
  services: z.array(ServiceRecord),
});

/** Who gives services. `timezone` is null where the location decides it. */
export const ProviderRecord = z
  .object({
    provider_id: Id,
    name: z.string(),
    gender: z.string().nullable(),
    languages: z.array(z.string()),
    timezone: z.string().nullable(),
  })
  .meta({ id: "Provider" });

export const ProviderList = z.object({
  success: z.literal(true),
  providers: z.array(ProviderRecord),
});

/** A branch; its clock is the one appointments there are on. */
export const LocationRecord = z
  .object({ location_id: Id, name: z.string(), address: z.string(), timezone: z.string() })
  .meta({ id: "Location" });

export const LocationList = z.object({
  success: z.literal(true),
  locations: z.array(LocationRecord),
});
