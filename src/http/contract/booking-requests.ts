import { z } from "zod";

import { bookingStates } from "#src/domain/booking-states.ts";
import { type FieldSentence, saying } from "./field-sentences.ts";
import {
  DurationMinutes,
  Id,
  LocalDate,
  LocalTime,
  OffsetInstant,
  Page,
  Participants,
  Reason,
  ReasonCode,
  Text,
  Timezone,
} from "./formats.ts";
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

const named = {
  participants: Participants.optional(),
  participantDetails: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        phone: z.string().trim().min(1).max(40).optional(),
        email: z.email().max(254).optional(),
      }),
    )
    .max(500)
    .optional()
    .describe("Who comes, the lead among them or not; no more than participants"),
  durationMinutes: DurationMinutes.optional().describe("Where the service lets the lead choose"),
};

interface Party {
  readonly participants?: number | undefined;
  readonly participantDetails?: readonly unknown[] | undefined;
}

const isOvernamed = ({ participants, participantDetails = [] }: Party): boolean =>
  participants !== undefined && participantDetails.length > participants;

interface WhoAndWhen extends Party {
  readonly leadId?: string | undefined;
  readonly lead?: object | undefined;
  readonly slotId?: string | undefined;
  readonly date?: string | undefined;
  readonly time?: string | undefined;
  readonly start?: string | undefined;
}

/** What cannot be, the field it is said of, and the sentence. */
const contradictions = (
  asked: WhoAndWhen,
): readonly (readonly [boolean, string, FieldSentence])[] => {
  const { leadId, lead, slotId, date, time, start } = asked;
  const has = (value: unknown) => value !== undefined;
  return [
    [!has(leadId) && !has(lead), "leadId", "leadOrLeadId"],
    [has(leadId) && has(lead), "lead", "oneLead"],
    [has(slotId) && has(date), "date", "slotAndTime"],
    [has(start) && has(slotId ?? date ?? time), "start", "startAlone"],
    [!has(slotId ?? date ?? time ?? start), "date", "slotOrTime"],
    [!has(date) && has(time), "date", "timeNeedsDate"],
    [has(date) && !has(time), "time", "dateNeedsTime"],
    [isOvernamed(asked), "participantDetails", "overnamed"],
  ];
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
    start: OffsetInstant.optional().describe("In place of date and time"),
    duration: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("Minutes; as durationMinutes, or else as the service has it"),
    ...named,
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
    shownPriceMinor: z
      .int()
      .min(0)
      .optional()
      .describe("What the lead was shown; a time that costs more is refused"),
    hold: z.boolean().default(false).describe("Only hold the time, for the lead to say yes to"),
  })
  .check(({ value, issues }) => {
    for (const [isWrong, field, sentence] of contradictions(value)) {
      if (isWrong) complain(issues, value, field, sentence);
    }
  });

export type BookingInput = z.output<typeof NewBooking>;

/** As many requests to book as a campaign has leads; each stands for itself. */
export const BulkBookings = z.strictObject({ bookings: z.array(NewBooking).min(1).max(500) });

/**
 * Changes what people note of a booking, and until it is confirmed who comes and for how long. Its
 * state and time have actions of their own.
 */
export const EditBooking = z.strictObject({
  ...named,
  notes: Text.optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(20).optional(),
  custom_fields: z
    .record(z.string().min(1).max(100), z.string().max(500).nullable())
    .optional()
    .describe("Merged into the fields there are; null removes one"),
});

/** Ends a booking for its lead. The reason stays with the record. */
export const CancelBooking = z.strictObject({
  reason: Reason,
  reasonCode: ReasonCode.optional(),
  overrule: Overrule,
});

/** As `CancelBooking`; a DELETE may say it in the body or in the address. */
export const DeleteBooking = z.strictObject({
  reason: Reason.optional(),
  reasonCode: ReasonCode.optional(),
  overrule: z.boolean().optional(),
});
export const DeleteBookingQuery = z.strictObject({
  reason: Reason.optional(),
  reasonCode: ReasonCode.optional(),
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
export const Reschedule = Wishes.extend({
  reason: Reason,
  reasonCode: ReasonCode.optional(),
  overrule: Overrule,
}).check(timeOfDate);

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
  reasonCode: ReasonCode.optional(),
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
