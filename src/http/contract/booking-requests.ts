import { z } from "zod";

import { bookingStates } from "#src/domain/booking-states.ts";
import { type FieldSentence, saying } from "./field-sentences.ts";
import { Id, LocalDate, LocalTime, Page, Reason, Text, Timezone } from "./formats.ts";
import { NewLead } from "./lead.ts";

/** The newest first; without a state, all of them. */
export const ListBookings = Page.extend({ state: z.enum(bookingStates).optional() });

const SlotId = z.string().min(1).max(200).describe("slot_id of a slot this API has shown");
const Overrule = z
  .boolean()
  .default(false)
  .describe("Set a deadline of the policy aside; recorded under the name of the key");

type Complain = z.core.ParsePayload["issues"];

const complain = (
  issues: Complain,
  input: unknown,
  field: string,
  sentence: FieldSentence,
): void => {
  issues.push({ code: "custom", input, path: [field], params: saying(sentence) });
};

/** Books a time for a lead who said yes to it elsewhere. */
export const NewBooking = z
  .strictObject({
    leadId: Id.optional(),
    lead: NewLead.optional(),
    serviceId: Id,
    slotId: SlotId.optional(),
    date: LocalDate.optional(),
    time: LocalTime.optional(),
    duration: z.number().int().positive().optional().describe("Minutes; the service decides them"),
    timezone: Timezone.optional().describe(
      "Whose clock date and time are on. Without it: the lead's, else the provider's or location's, else the organization's",
    ),
    providerId: Id.optional(),
    locationId: Id.optional(),
    notes: Text.optional(),
    answers: z
      .record(z.string().max(100), z.string().max(500))
      .optional()
      .describe("Answers to the questions of the service, by field"),
    statedBy: z.string().trim().min(1).max(200).optional().describe("Who heard the lead's yes"),
    hold: z.boolean().default(false).describe("Only hold the time, for the lead to say yes to"),
  })
  .check(({ value, issues }) => {
    const { leadId, lead, slotId, date, time } = value;
    if (leadId === undefined && lead === undefined)
      complain(issues, value, "leadId", "leadOrLeadId");
    if (leadId !== undefined && lead !== undefined) complain(issues, value, "lead", "oneLead");
    if (slotId !== undefined && date !== undefined) complain(issues, value, "date", "slotAndTime");
    if (slotId === undefined && date === undefined && time === undefined) {
      complain(issues, value, "date", "slotOrTime");
    }
    if (date === undefined && time !== undefined) complain(issues, value, "date", "timeNeedsDate");
    if (date !== undefined && time === undefined) complain(issues, value, "time", "dateNeedsTime");
  });

export type BookingInput = z.output<typeof NewBooking>;

/** Changes what people note of a booking; its state and time have actions of their own. */
export const EditBooking = z.strictObject({
  notes: Text.optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(20).optional(),
  custom_fields: z
    .record(z.string().min(1).max(100), z.string().max(500).nullable())
    .optional()
    .describe("Merged into the fields there are; null removes one"),
});

export type BookingEdit = z.output<typeof EditBooking>;

/** Ends a booking for its lead. The reason stays with the record. */
export const CancelBooking = z.strictObject({ reason: Reason, overrule: Overrule });

/** As `CancelBooking`; a DELETE may say it in the body or in the address. */
export const DeleteBooking = z.strictObject({
  reason: Reason.optional(),
  overrule: z.boolean().optional(),
});
export const DeleteBookingQuery = z.strictObject({
  reason: Reason.optional(),
  overrule: z.stringbool().optional(),
});

const Wishes = z.strictObject({
  slotIds: z.array(SlotId).min(1).max(10).optional().describe("Offer exactly these, if free"),
  date: LocalDate.optional(),
  time: LocalTime.optional(),
  timezone: Timezone.optional(),
  providerId: Id.optional(),
  locationId: Id.optional(),
});

const timeOfDate = ({ value, issues }: z.core.ParsePayload<z.output<typeof Wishes>>): void => {
  const { date, time } = value;
  if (date === undefined && time !== undefined) complain(issues, value, "date", "timeNeedsDate");
};

/** Which slots to offer. Without a wish, the best of the days ahead; a time that is taken, its nearest. */
export const ProposeSlots = Wishes.check(timeOfDate);

export type SlotWishes = z.output<typeof ProposeSlots>;

/** As `ProposeSlots`, after the appointment is given up. When nothing is free, it is kept. */
export const Reschedule = Wishes.extend({ reason: Reason, overrule: Overrule }).check(timeOfDate);

/** Sales state the lead's yes; the name of the key answers for it when no person is named. */
export const ConfirmSlot = z.strictObject({
  slotId: SlotId,
  statedBy: z.string().trim().min(1).max(200).optional().describe("Who heard the lead's yes"),
});

/** What staff saw at the appointment. */
export const ShowUp = z.strictObject({ showedUp: z.boolean(), notes: Text.optional() });

/** What the move needs beside its target; what is missing comes back as blocking. */
export const MoveBooking = z.strictObject({
  reason: Reason.optional(),
  serviceId: Id.optional(),
  slotIds: Wishes.shape.slotIds,
  slotId: SlotId.optional(),
  statedBy: ConfirmSlot.shape.statedBy,
  showUpNotes: Text.optional(),
  overrule: Overrule,
  payment: z
    .strictObject({
      amountMinor: z.number().int().nonnegative(),
      currency: z.string().length(3),
      reference: z.string().trim().min(1).max(200),
    })
    .optional()
    .describe("A payment that came another way, with the reference that proves it"),
});

export type MoveInput = z.output<typeof MoveBooking>;
