import { z } from "zod";

import { strategyNames } from "#src/domain/proposals/strategy.ts";
import { Instant, LocalDate } from "./formats.ts";

/** Dates of the organization's calendar, both included; the last 90 days when absent. */
export const ProposalsQuery = z.strictObject({
  from: LocalDate.optional(),
  to: LocalDate.optional(),
});

const RateRecord = z
  .object({
    count: z.number(),
    of: z.number(),
    rate: z.number().nullable().describe("Null where nothing was counted"),
    interval: z.object({ from: z.number(), to: z.number() }).nullable().describe("Wilson's, 95 %"),
  })
  .meta({ id: "Rate" });

const ComparisonRecord = z.object({
  difference: z.number().describe("Of learned from soonest"),
  interval: z.object({ from: z.number(), to: z.number() }).describe("Newcombe's, 95 %"),
  significant: z.boolean().describe("False: chance alone may explain the difference"),
  says: z.string(),
});

/** Of every booking its first proposal in the period in which no time was named. */
export const ProposalFigures = z.object({
  success: z.literal(true),
  from: Instant,
  to: Instant,
  strategies: z.array(
    z.object({
      strategy: z.enum(strategyNames),
      proposals: z.number(),
      confirmed: RateRecord.describe("Bookings that took one of the times of the proposal"),
      shown_up: RateRecord.describe("Of those, visits that took place, where that was recorded"),
    }),
  ),
  confirmed: ComparisonRecord.nullable().describe("Null without proposals of both"),
  shown_up: ComparisonRecord.nullable(),
});
