import { z } from "zod";
import { type FieldSentence, saying } from "./field-sentences.ts";
import { DateOrInstant, Id, LocalDate, Timezone } from "./formats.ts";
import { SlotRecord } from "./slot.ts";

/** Either one day, or a range of at most 31 days. */
export const AvailabilityQuestion = z
  .strictObject({
    serviceId: Id,
    date: LocalDate.optional().describe("One day of the answered timezone"),
    from: DateOrInstant.optional(),
    to: DateOrInstant.optional().describe("A date is included whole, an instant is the end"),
    providerId: Id.optional(),
    locationId: Id.optional(),
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
