import { z } from "zod";

import { PriceConditionInput, priceRuleFields } from "#src/catalog/price-rule-schema.ts";
import { Id, Instant } from "./formats.ts";
import { BothLanguages } from "./price.ts";

const { name, priority, combines, condition, active } = priceRuleFields;
const { percent, amountMinor, floorMinor, ceilingMinor } = priceRuleFields;

/** A rule needs one of percent and amountMinor. Without a scope it is for every service and place. */
export const NewPriceRule = z.strictObject({
  ...{ name, condition },
  priority: priority.default(0),
  combines: combines.default(false),
  percent: percent.nullable().default(null),
  amountMinor: amountMinor.nullable().default(null),
  floorMinor: floorMinor.nullable().default(null),
  ceilingMinor: ceilingMinor.nullable().default(null),
  serviceId: Id.nullable().default(null),
  locationId: Id.nullable().default(null),
  active: active.default(true),
});

/** What is offered or booked keeps the price it was shown with. */
export const PriceRuleChange = z.strictObject({
  name: name.exactOptional(),
  priority: priority.exactOptional(),
  combines: combines.exactOptional(),
  condition: condition.exactOptional(),
  percent: percent.nullable().exactOptional(),
  amountMinor: amountMinor.nullable().exactOptional(),
  floorMinor: floorMinor.nullable().exactOptional(),
  ceilingMinor: ceilingMinor.nullable().exactOptional(),
  serviceId: Id.nullable().exactOptional(),
  locationId: Id.nullable().exactOptional(),
  active: active.exactOptional(),
});

const PriceRuleRecord = z
  .object({
    price_rule_id: Id,
    version: z.number().describe("Raised by every edit; prices name the version that made them"),
    active: z.boolean(),
    name: BothLanguages,
    priority: z.number(),
    combines: z.boolean(),
    condition: PriceConditionInput,
    percent: z.number().nullable(),
    amount_minor: z.number().nullable(),
    floor_minor: z.number().nullable(),
    ceiling_minor: z.number().nullable(),
    service_id: Id.nullable(),
    location_id: Id.nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: "PriceRule" });

export const PriceRuleAnswer = z.object({
  success: z.literal(true),
  price_rule: PriceRuleRecord,
});

export const PriceRuleList = z.object({
  success: z.literal(true),
  price_rules: z.array(PriceRuleRecord).describe("The highest priority first"),
});
