import { z } from "zod";

import { RulesPatch } from "#src/catalog/rules-schema.ts";
import type { BookingRules } from "#src/domain/policy.ts";
import { Affected, AffectedServices } from "./catalog-affected.ts";
import { Id } from "./formats.ts";

const Words = z.object({ vi: z.string().optional(), en: z.string().optional() });
const ServiceWords = z.object({ name: z.string(), description: z.string() });
const Rules: z.ZodType<Partial<BookingRules>> = RulesPatch.describe(
  "Set at this level; see GET /rules for those in effect",
);

/** What lists of the catalog take. */
export const CatalogQuery = z.strictObject({
  retired: z.stringbool().default(false).describe("List what is not offered any more, too"),
});

/** A service that can be booked. Name and description follow Accept-Language where translated. */
export const ServiceRecord = z
  .object({
    service_id: Id,
    name: z.string(),
    description: z.string(),
    kind: z.enum(["fixed", "flexible", "package"]),
    duration_minutes: z.number(),
    min_duration_minutes: z.number().nullable(),
    max_duration_minutes: z.number().nullable(),
    duration_step_minutes: z.number().nullable(),
    slot_interval_minutes: z.number().describe("In effect for this service"),
    buffer_before_minutes: z.number(),
    buffer_after_minutes: z.number(),
    min_notice_hours: z.number().describe("In effect for this service"),
    max_capacity: z.number(),
    participants: z.object({
      min: z.number(),
      max: z.number(),
      below_minimum: z.enum(["keep", "cancel", "ask"]),
      minimum_deadline_minutes: z.number(),
    }),
    price: z.object({ minor: z.number(), currency: z.string() }).nullable(),
    deposit_minor: z.number().nullable(),
    deposit_percent: z.number().nullable(),
    payment_required: z.boolean(),
    payment_methods: z.array(z.string()),
    aliases: z.array(z.string()),
    translations: z.object({ vi: ServiceWords.optional(), en: ServiceWords.optional() }),
    required_skills: z.array(z.string()),
    consultation_service_id: Id.nullable(),
    seasons: z.array(z.object({ from: z.string(), to: z.string() })),
    same_provider: z.boolean(),
    travels: z.boolean(),
    travel_minutes: z.number(),
    parts: z.array(
      z.object({ service_id: Id, min_gap_minutes: z.number(), max_gap_minutes: z.number() }),
    ),
    resources: z.array(z.object({ kind: z.string(), quantity: z.number() })),
    rules: Rules,
    active: z.boolean(),
  })
  .meta({ id: "Service" });

/** In the organization's order, as the other lists of the catalog. */
export const ServiceList = z.object({
  success: z.literal(true),
  services: z.array(ServiceRecord),
});

export const ServiceAnswer = z.object({
  success: z.literal(true),
  service: ServiceRecord,
  affected: Affected,
});

/** Who gives services. `timezone` is null where the location decides it. */
export const ProviderRecord = z
  .object({
    provider_id: Id,
    name: z.string(),
    gender: z.string().nullable(),
    languages: z.array(z.string()),
    timezone: z.string().nullable(),
    email: z.string().nullable().describe("Where news of their appointments go"),
    aliases: z.array(z.string()),
    about: Words,
    specialities: Words,
    skills: z.array(z.string()),
    rating: z.number().nullable(),
    rating_count: z.number(),
    service_ids: z.array(Id).describe("The services they give"),
    rules: Rules,
    active: z.boolean(),
  })
  .meta({ id: "Provider" });

export const ProviderList = z.object({
  success: z.literal(true),
  providers: z.array(ProviderRecord),
});

export const ProviderAnswer = z.object({
  success: z.literal(true),
  provider: ProviderRecord,
  affected: Affected,
  affectedServices: AffectedServices,
});

/** A branch or an area; its clock is the one appointments there are on. */
export const LocationRecord = z
  .object({
    location_id: Id,
    name: z.string(),
    address: z.string(),
    timezone: z.string(),
    kind: z.enum(["branch", "area"]),
    aliases: z.array(z.string()),
    rules: Rules,
    active: z.boolean(),
  })
  .meta({ id: "Location" });

export const LocationList = z.object({
  success: z.literal(true),
  locations: z.array(LocationRecord),
});

export const LocationAnswer = z.object({
  success: z.literal(true),
  location: LocationRecord,
  affected: Affected,
});

/** Skills that providers have or services ask for, each once. */
export const SkillList = z.object({ success: z.literal(true), skills: z.array(z.string()) });
