import { z } from "zod";
import { type FieldSentence, saying } from "./field-sentences.ts";
import {
  DateOrInstant,
  DurationMinutes,
  Id,
  Instant,
  LocalDate,
  Participants,
  Timezone,
} from "./formats.ts";
import { SlotRecord } from "./slot.ts";

const demand = {
  participants: Participants.optional().describe("People who come together; 1 without it"),
  durationMinutes: DurationMinutes.optional().describe("Where the service lets the lead choose"),
  gender: z.enum(["female", "male"]).optional().describe("Of whoever gives the service"),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/))
    .max(5)
    .optional()
    .describe("ISO 639-1 codes, all of which the provider speaks"),
};

/** Either one day, or a range of at most 31 days. */
export const AvailabilityQuestion = z
  .strictObject({
    serviceId: Id,
    date: LocalDate.optional().describe("One day of the answered timezone"),
    from: DateOrInstant.optional(),
    to: DateOrInstant.optional().describe("A date is included whole, an instant is the end"),
    providerId: Id.optional(),
    locationId: Id.optional(),
    ...demand,
    timezone: Timezone.optional(),
    leadId: Id.optional().describe("Whose timezone to answer in when none is named"),
  })
  .check(({ value, issues }) => {
    const { date, from, to } = value;
    const say = (field: string, sentence: FieldSentence) =>
      issues.push({ code: "custom", input: value, path: [field], params: saying(sentence) });
    if (date !== undefined && from !== undefined) say("from", "dayAndRange");
    if (date !== undefined && to !== undefined) say("to", "dayAndRange");
    if (date !== undefined) return;
    if (from === undefined) say(to === undefined ? "date" : "from", "dayOrRange");
    else if (to === undefined) say("to", "dayOrRange");
  });

export type AvailabilityInput = z.output<typeof AvailabilityQuestion>;

const ReasonRecord = z
  .object({
    code: z.string().describe("past, closed, time_off, break, busy, notice, …"),
    provider_name: z.string(),
    whose: z.enum(["provider", "location"]).optional(),
    date: z.string().optional(),
    from: z.string().optional().describe("Local date and time of the answered timezone"),
    to: z.string().optional(),
    kind: z.string().optional().describe("The kind of resource that is lacking"),
  })
  .meta({ id: "NoSlotReason" });

/** 004's answer; its slots in the shape of 000 §6.1, on the clock of `timezone`. */
export const AvailabilityAnswer = z.object({
  success: z.literal(true),
  available: z.boolean(),
  timezone: z.string(),
  slots: z.array(SlotRecord),
  reasons: z.array(ReasonRecord).describe("Why there is none; empty when there are some"),
  nearest: z.array(SlotRecord).describe("Free slots nearest to the range when it has none"),
});

const EachOf = z.union([z.literal("each"), z.array(Id).min(1).max(50)]);

/** Many services at once, over at most 62 days. */
export const BatchQuestion = z.strictObject({
  serviceIds: z.array(Id).min(1).max(50),
  from: DateOrInstant,
  to: DateOrInstant.describe("A date is included whole, an instant is the end"),
  providers: EachOf.optional().describe("A row for each of these, or for each who gives a service"),
  locations: EachOf.optional().describe("A row for each of these, or for each location"),
  ...demand,
  timezone: Timezone.optional().describe("Whose dates are told; the organization's without it"),
  detail: z
    .enum(["count", "starts", "slots"])
    .default("starts")
    .describe("How much is told of each date"),
});

export type BatchInput = z.output<typeof BatchQuestion>;

const BatchDayRecord = z.object({
  date: z.string().describe("On the calendar of the answered timezone"),
  count: z.number().describe("Free slots; two people free at one time are two"),
  starts: z.array(Instant).optional().describe("Each time once; not with detail count"),
  slots: z.array(SlotRecord).optional().describe("Only with detail slots"),
  reasons: z.array(z.string()).describe("Why there is none, the most telling first"),
});

/** A row for each service, and for each provider and location where these were asked for. */
export const BatchAnswer = z.object({
  success: z.literal(true),
  timezone: z.string(),
  rows: z.array(
    z.object({
      service_id: Id,
      provider_id: Id.nullable(),
      location_id: Id.nullable(),
      days: z.array(BatchDayRecord),
    }),
  ),
});
