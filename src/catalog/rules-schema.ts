import { z } from "zod";
import type { Season as Dates } from "#src/domain/availability/find-slots-input.ts";

import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import type { BookingRules, Policy } from "#src/domain/policy.ts";
import { strategyNames } from "#src/domain/proposals/strategy.ts";
import {
  type Reminder as ReminderOfHouse,
  reminderBlanks,
} from "#src/domain/reminders/reminder.ts";

const YEAR_OF_MINUTES = 366 * 24 * 60;

const Minutes = z.int().min(0).max(YEAR_OF_MINUTES);
const Hours = z.int().min(0).max(8_784);
const Days = z.int().min(1).max(366);
const Count = z.int().min(1).max(1_000);
const Weekdays = z.array(z.int().min(1).max(7)).min(1).max(7);

const blank = /\{([^{}]*)\}/g;
const known: ReadonlySet<string> = new Set(reminderBlanks);

/** Own words, in which only what a reminder knows is left blank. */
export const ReminderText = z.stringFormat(
  "reminder-text",
  (text) =>
    text.trim() !== "" &&
    text.length <= 1_000 &&
    !/[{}]/.test(text.replaceAll(blank, (whole, name: string) => (known.has(name) ? "" : whole))),
);

const OwnWords = z
  .strictObject({ vi: ReminderText.exactOptional(), en: ReminderText.exactOptional() })
  .exactOptional();

/** How far away in days of the calendar or in minutes that pass, and in which words. */
export const ReminderShown = z.union([
  z.strictObject({ days: z.int().min(0).max(3_660), text: OwnWords }),
  z.strictObject({ minutes: Minutes, text: OwnWords }),
]) satisfies z.ZodType<ReminderOfHouse>;

const Reminder = ReminderShown.nullable().exactOptional();

/** Every key a level may set; what is absent is left to a wider level, null lifts a limit. */
const rules = {
  minNoticeMinutes: Minutes.exactOptional(),
  maxAdvanceDays: z.int().min(0).max(3_660).nullable().exactOptional(),
  maxPerDay: Count.nullable().exactOptional(),
  maxPerDayPerLead: Count.nullable().exactOptional(),
  slotIntervalMinutes: z.int().min(1).max(1_440).nullable().exactOptional(),
  rescheduleDeadlineMinutes: Minutes.exactOptional(),
  cancellationDeadlineMinutes: Minutes.exactOptional(),
  minSlotsToPropose: z.int().min(1).max(20).exactOptional(),
  proposalWindowDays: Days.exactOptional(),
  proposalWeekdays: Weekdays.nullable().exactOptional(),
  confirmReminder: Reminder,
  prepareReminder: Reminder,
  dayBeforeReminder: Reminder,
  soonReminder: Reminder,
  showUpCheck: Reminder,
  missedOffer: Reminder,
  feedbackRequest: Reminder,
  recallOffer: Reminder,
  reengagement: Reminder,
} satisfies Readonly<Record<keyof BookingRules, z.ZodType>>;

/** A weekly stretch of the wall clock. */
export const PreferredTime = z
  .strictObject({
    weekdays: Weekdays.exactOptional(),
    fromMinute: z.int().min(0).max(1_439),
    toMinute: z.int().min(1).max(1_440),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    path: ["toMinute"],
    params: { sentence: "afterFrom" },
  });

const organizationOnly = {
  contactNeeded: z.enum(["any", "phone_or_email"]).exactOptional(),
  slotsPerProposal: z.int().min(1).max(20).exactOptional(),
  holdMinutes: z.int().min(1).max(10_080).exactOptional(),
  preferredTimes: z.array(PreferredTime).max(50).exactOptional(),
  proposalStrategy: z.enum(strategyNames).exactOptional(),
  proposalTrial: z
    .strictObject({
      name: z.string().trim().min(1).max(80),
      strategy: z.enum(strategyNames),
      percent: z.int().min(0).max(100),
    })
    .nullable()
    .exactOptional(),
  maxReschedules: z.int().min(0).max(1_000).exactOptional(),
  reminderWindowHours: z.int().min(1).max(720).exactOptional(),
  reminderRepeatMinutes: z.int().min(30).max(10_080).exactOptional(),
  reminderAttempts: z.int().min(1).max(10).exactOptional(),
  noShowGraceMinutes: Minutes.exactOptional(),
  abandonAfterDays: Days.exactOptional(),
  waitlistOfferMinutes: z.int().min(1).max(10_080).exactOptional(),
  waitlistDays: Days.exactOptional(),
  whenProviderUnavailable: z.enum(["ask", "move"]).exactOptional(),
  apologyHoldMinutes: z.int().min(1).max(43_200).exactOptional(),
  quietHours: z
    .strictObject({ fromMinute: z.int().min(0).max(1_439), toMinute: z.int().min(0).max(1_439) })
    .nullable()
    .exactOptional(),
  // Pages of providers stay open for a day at most.
  paymentMinutes: z.int().min(5).max(1_440).exactOptional(),
  paymentAttempts: z.int().min(1).max(20).exactOptional(),
  copies: z
    .array(z.enum(["email", "sms"]))
    .max(2)
    .exactOptional(),
  tellProviders: z.boolean().exactOptional(),
  refundSteps: z
    .array(z.strictObject({ hoursBefore: Hours, percent: z.int().min(0).max(100) }))
    .max(20)
    .nullable()
    .exactOptional(),
} satisfies Readonly<Record<Exclude<keyof Policy, keyof BookingRules>, z.ZodType>>;

/** The rules of one location, service or provider (src/domain/policy.ts). */
export const RulesPatch = z.strictObject(rules) satisfies z.ZodType<Partial<BookingRules>>;

/** What an organization sets about bookings; absent keys keep the values of `defaultPolicy`. */
export const PolicyPatch = z.strictObject({
  ...rules,
  ...organizationOnly,
}) satisfies z.ZodType<Partial<Policy>>;

const exists = (date: string): boolean => {
  try {
    // Every year has the dates a leap year has, but one; that one comes every four years.
    parseLocalDate(date.length === 5 ? `2024-${date}` : date);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const SeasonDate = z.stringFormat(
  "season-date",
  (text) => /^(\d{4}-)?\d{2}-\d{2}$/.test(text) && exists(text),
);

/**
 * Dates on which a service is given, both included: whole dates, or "MM-DD" of every year, which
 * may run over New Year.
 */
export const Season: z.ZodType<Dates> = z
  .strictObject({ from: SeasonDate, to: SeasonDate })
  .refine(({ from, to }) => from.length === to.length && (from.length === 5 || from <= to), {
    path: ["to"],
    params: { sentence: "seasonOrder" },
  });
