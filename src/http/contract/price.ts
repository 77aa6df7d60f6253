import { z } from "zod";

import { Id } from "./formats.ts";

export const MoneyRecord = z
  .object({ minor: z.number().describe("In minor units: 2050 is 20.50 USD"), currency: z.string() })
  .meta({ id: "Money" });

/** A text in both languages. */
export const BothLanguages = z.object({ vi: z.string(), en: z.string() });

/** A price rule as it stood when it made a price. */
export const AppliedRuleRecord = z
  .object({
    price_rule_id: Id,
    version: z.number(),
    name: BothLanguages,
    percent: z.number().nullable(),
    amount_minor: z.number().nullable(),
  })
  .meta({ id: "AppliedPriceRule" });

/** What something costs everybody it is for, what it would without rules, and which rules made it so. */
export const priced = {
  price: MoneyRecord.nullable().describe("Null where the service has no price"),
  list_price: MoneyRecord.nullable().describe("Without price rules"),
  price_rules: z.array(AppliedRuleRecord),
};
