import type { PreferredTime } from "./availability/rank-slots.ts";
import type { RefundStep } from "./payment.ts";
import type { StrategyName, StrategyTrial } from "./proposals/strategy.ts";
import type { QuietHours } from "./quiet-hours.ts";
import { defaultReminders, type ReminderRules } from "./reminders/reminder.ts";

/**
 * What may be set at four levels: organization, location, service, provider. The nearest level that
 * says something wins, key by key; null where it is allowed means "no limit".
 */
export interface BookingRules extends ReminderRules {
  /** Elapsed minutes between now and the start. */
  readonly minNoticeMinutes: number;
  /** Last bookable date, in days from today. */
  readonly maxAdvanceDays: number | null;
  /** Bookings that may start on one local date with one provider. */
  readonly maxPerDay: number | null;
  /** Appointments one lead may have on one local date. */
  readonly maxPerDayPerLead: number | null;
  /** Minutes between two starts; the length of the service when null. */
  readonly slotIntervalMinutes: number | null;
  /** Minutes before the start until which a lead may move or cancel. */
  readonly rescheduleDeadlineMinutes: number;
  readonly cancellationDeadlineMinutes: number;
  /** The fewest free slots that make a proposal (000 §3.1). */
  readonly minSlotsToPropose: number;
  readonly proposalWindowDays: number;
  /** Weekdays on which times are proposed unless others are asked for; 1 = Monday, null for all. */
  readonly proposalWeekdays: readonly number[] | null;
}

/** What an organization may set about bookings. Stored per organization; absent keys take these values. */
export interface Policy extends BookingRules {
  /** What counts as a way to reach the lead: any channel they wrote from, or a phone number or e-mail. */
  readonly contactNeeded: "any" | "phone_or_email";
  /** Slots offered in one proposal (000 §6.2). */
  readonly slotsPerProposal: number;
  readonly holdMinutes: number;
  readonly preferredTimes: readonly PreferredTime[];
  /** How free times are chosen for a lead who has not said which. */
  readonly proposalStrategy: StrategyName;
  /** Another strategy that some leads are served by, to be compared; null: none. */
  readonly proposalTrial: StrategyTrial | null;
  /** More reschedules than this mark the lead as unstable (000 §8.1). */
  readonly maxReschedules: number;
  readonly reminderWindowHours: number;
  /** Elapsed minutes after which a reminder that nobody answered is said again. */
  readonly reminderRepeatMinutes: number;
  /** How often it is said at most before people are told. */
  readonly reminderAttempts: number;
  readonly noShowGraceMinutes: number;
  readonly abandonAfterDays: number;
  /** How long a time freed by somebody is kept for the next on the waitlist. */
  readonly waitlistOfferMinutes: number;
  readonly waitlistDays: number;
  /** Whether an appointment whose provider falls away waits for the lead's yes or moves at once. */
  readonly whenProviderUnavailable: "ask" | "move";
  /** How long other times are kept for a lead whose provider fell away. */
  readonly apologyHoldMinutes: number;
  /** When nobody is reminded of anything and offered nothing; null: never. */
  readonly quietHours: QuietHours | null;
  /** How long an appointment waits for its payment by link. */
  readonly paymentMinutes: number;
  /** Failed attempts after which other ways to pay are offered. */
  readonly paymentAttempts: number;
  /** Where a lead is sent a confirmation to keep beside the chat, if that is known. */
  readonly copies: readonly ("email" | "sms")[];
  /** Whether who gives a service is written of appointments made, moved and cancelled. */
  readonly tellProviders: boolean;
  /** What a cancellation gives back; null: people decide. */
  readonly refundSteps: readonly RefundStep[] | null;
}

export const defaultPolicy: Policy = {
  ...defaultReminders,
  minNoticeMinutes: 0,
  maxAdvanceDays: null,
  maxPerDay: null,
  maxPerDayPerLead: null,
  slotIntervalMinutes: null,
  rescheduleDeadlineMinutes: 0,
  cancellationDeadlineMinutes: 0,
  minSlotsToPropose: 2,
  proposalWindowDays: 7,
  proposalWeekdays: null,
  contactNeeded: "any",
  slotsPerProposal: 3,
  holdMinutes: 30,
  preferredTimes: [],
  proposalStrategy: "soonest",
  proposalTrial: null,
  maxReschedules: 3,
  reminderWindowHours: 24,
  reminderRepeatMinutes: 6 * 60,
  reminderAttempts: 3,
  noShowGraceMinutes: 30,
  abandonAfterDays: 7,
  waitlistOfferMinutes: 30,
  waitlistDays: 30,
  whenProviderUnavailable: "ask",
  apologyHoldMinutes: 24 * 60,
  quietHours: { fromMinute: 21.5 * 60, toMinute: 8 * 60 },
  paymentMinutes: 12 * 60,
  paymentAttempts: 3,
  copies: ["email", "sms"],
  tellProviders: true,
  refundSteps: null,
};

/** The policy where these levels meet, the widest first; a level that is not known says nothing. */
export const policyAt = (
  organization: Partial<Policy>,
  ...levels: readonly (Partial<BookingRules> | null | undefined)[]
): Policy => Object.assign({ ...defaultPolicy }, organization, ...levels);
