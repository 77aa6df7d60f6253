import { z } from "zod";

import type { PriceCondition } from "#src/domain/pricing/price-rule.ts";
import { PreferredTime } from "./rules-schema.ts";

const Percent = z.number().min(0).max(100);
const Days = z.int().min(1).max(3_660);

/** When a price rule holds (src/domain/pricing/price-rule.ts). */
export const PriceConditionInput: z.ZodType<PriceCondition, PriceCondition> = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("off_peak"),
      times: z.array(PreferredTime).min(1).max(50).describe("On the clock of the location"),
    }),
    z.strictObject({
      kind: z.literal("fill_rate"),
      of: z.enum(["provider", "location"]).describe("Whose day is counted"),
      atLeast: Percent.exactOptional().describe("Percent of the open time that is booked"),
      atMost: Percent.exactOptional(),
      withinDays: Days.exactOptional().describe("Only for slots that start so soon"),
    }),
    z.strictObject({
      kind: z.literal("volume"),
      of: z.enum(["series", "lead"]).describe("What visits are counted of"),
      from: z.int().min(2).max(1_000).describe("The first visit it holds for"),
      withinDays: Days.exactOptional().describe("With lead: counts visits so long before the slot"),
    }),
  ],
);

/** What a rule does, and what ends it. Minor units are of one person. */
export const priceRuleFields = {
  name: z
    .strictObject({ vi: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) })
    .describe("As leads are told of it, after what it changes: 10% off, evening hours"),
  priority: z.int().min(-1_000).max(1_000).describe("The highest one that holds decides"),
  combines: z.boolean().describe("Counts together with others that combine; else it stands alone"),
  condition: PriceConditionInput,
  percent: z.int().min(-100).max(500).describe("Of the list price; below 0 it lowers the price"),
  amountMinor: z.int().min(-1_000_000_000_000).max(1_000_000_000_000),
  floorMinor: z.int().min(0).max(1_000_000_000_000).describe("A lowered price ends here"),
  ceilingMinor: z.int().min(0).max(1_000_000_000_000).describe("A raised price ends here"),
  active: z.boolean(),
};
