import { z } from "zod";

import { ReminderShown, RulesPatch } from "#src/catalog/rules-schema.ts";
import type { BookingRules } from "#src/domain/policy.ts";
import { Id } from "./formats.ts";

/** Where rules are asked about; what is not named says nothing. */
export const RulesQuery = z.strictObject({
  serviceId: Id.optional(),
  locationId: Id.optional(),
  providerId: Id.optional(),
});

const Rules: z.ZodType<Partial<BookingRules>> = RulesPatch;

const levels = ["default", "organization", "location", "service", "provider"] as const;

/** By key: what is in effect, and the level that says so. */
export const EffectiveRules = z.object({
  success: z.literal(true),
  rules: z.record(
    z.string(),
    z.object({
      value: z.union([z.number(), z.null(), z.array(z.number()).readonly(), ReminderShown]),
      from: z.enum(levels),
    }),
  ),
});

/** The rules of one level as they were written. */
export const RulesAnswer = z.object({
  success: z.literal(true),
  rules: Rules,
});
