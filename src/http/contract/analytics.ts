import { z } from "zod";

import { changeReasons } from "#src/domain/change-reason.ts";
import { Id, LocalDate, Timezone } from "./formats.ts";

/** The tables behind the charts; each can be had as CSV. */
export const analyticsTables = [
  "summary",
  "course",
  "reasons",
  "demand",
  "popular_times",
  "channels",
  "utilisation",
] as const;

/** Whole days of the organization's zone, both included; at most two years. */
export const AnalyticsQuery = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  locationId: Id.optional(),
  serviceId: Id.optional(),
});

export const AnalyticsTable = z.object({ table: z.enum(analyticsTables) });

const Count = z.int().min(0);
const Seconds = z.number().nullable();

/** Sums over a period. */
export const AnalyticsFigures = z.object({
  inquiries: Count.describe(
    "Bookings begun in the period; the next four: how many of them came so far",
  ),
  selected: Count,
  proposed: Count,
  won: Count.describe("Confirmed, whenever that was"),
  served: Count.describe("Completed, whenever that was"),
  seconds_to_confirmation: Seconds.describe("Mean from inquiry to first confirmation, of `won`"),
  slots_offered: Count.describe("Slots held for those bookings"),
  slots_confirmed: Count,
  slots_wasted: Count,
  confirmed: Count.describe("Confirmations made in the period; so with the next five"),
  completed: Count,
  no_show: Count,
  cancelled: Count.describe("After a confirmation"),
  withdrawn: Count.describe("Cancelled before anything was confirmed"),
  rescheduled: Count,
  lead_seconds: Seconds.describe("Mean from a confirmation to its appointment"),
  appointments: Count.describe("Appointments that begin in the period and stand, or were due"),
  booked_minutes: z.number().describe("Of people, in all services; so with the next two"),
  open_minutes: z.number().describe("By the hours stored now"),
  double_booked: Count.describe("Times of a person or a thing that overlap; counted, not assumed"),
  conversations: Count.describe(
    "Begun in the period, of all places and services; so with the next",
  ),
  alone: Count.describe("Answered by the AI alone"),
  assisted: Count.describe("A person decided about a suggestion or wrote"),
  handed_over: Count.describe("With a person, or waiting for one"),
  durable: Count.describe("Alone, quiet for seven days, and nobody came back within them"),
  reopened: Count.describe("Alone, and the lead came back after 12 hours and within seven days"),
  approved: Count.describe("Suggestions sent unchanged; decided in the period"),
  edited: Count,
  rejected: Count,
});

const Step = z.object({
  start: LocalDate.describe("First day: of the day, the ISO week or the month"),
  inquiries: Count,
  confirmed: Count,
  completed: Count,
  no_show: Count,
  cancelled: Count,
  rescheduled: Count,
});

export const AnalyticsAnswer = z.object({
  success: z.literal(true),
  from: LocalDate,
  to: LocalDate,
  timezone: Timezone,
  grain: z.enum(["day", "week", "month"]),
  stale_days: Count.describe(
    "Days of the period known to have changed and not counted anew yet; what happened within the last half minute may not be known",
  ),
  figures: AnalyticsFigures,
  before: z.object({ from: LocalDate, to: LocalDate, figures: AnalyticsFigures }),
  course: z.array(Step),
  reasons: z.array(
    z.object({
      kind: z.enum(["cancelled", "withdrawn", "rescheduled"]),
      reason: z.enum([...changeReasons, "unrecorded"]),
      count: Count,
    }),
  ),
  demand: z.array(
    z.object({
      service_id: Id.nullable().describe("Null: none was chosen"),
      name: z.string().nullable(),
      inquiries: Count,
      won: Count,
      appointments: Count,
    }),
  ),
  popular_times: z.array(
    z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), appointments: Count }),
  ),
  channels: z.array(
    z.object({
      channel: z.string(),
      inquiries: Count,
      won: Count,
      conversations: Count,
      alone: Count,
      assisted: Count,
      handed_over: Count,
    }),
  ),
  utilisation: z.array(
    z.object({
      provider_id: Id,
      name: z.string(),
      booked_minutes: z.number(),
      open_minutes: z.number().nullable().describe("Null: they no longer work here"),
    }),
  ),
});
