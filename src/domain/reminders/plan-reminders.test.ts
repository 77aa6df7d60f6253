import { describe, expect, test } from "vitest";

import { booking as aBooking } from "../../../test/booking.ts";
import type { Booking } from "../booking.ts";
import { defaultPolicy, type Policy } from "../policy.ts";
import { planNext, planReminders } from "./plan-reminders.ts";

const newYork = "America/New_York";
const longAgo = new Date("2025-12-01T00:00:00Z");

const appointmentAt = (start: string, zone = newYork): NonNullable<Booking["appointment"]> => ({
  start: new Date(start),
  end: new Date(Date.parse(start) + 30 * 60_000),
  zone,
  ...{ providerId: "p", providerName: "P", locationId: "l", locationName: "L" },
});

const planOf = (
  start: string,
  {
    policy = {},
    now = longAgo,
    ...of
  }: { policy?: Partial<Policy>; now?: Date } & Partial<Booking> = {},
) =>
  planReminders(aBooking({ state: "SLOT_CONFIRMED", appointment: appointmentAt(start), ...of }), {
    ...{ now, zone: newYork, policy: { ...defaultPolicy, ...policy } },
  });

const times = (plan: ReturnType<typeof planReminders>) =>
  Object.fromEntries(plan.due.map(({ kind, dueAt }) => [kind, dueAt.toISOString()]));

describe("an appointment", () => {
  test("is reminded of a week, a day and two hours before, and looked after when it is over", () => {
    expect(times(planOf("2026-02-10T15:00:00-05:00"))).toEqual({
      confirm: "2026-02-03T20:00:00.000Z",
      day_before: "2026-02-09T20:00:00.000Z",
      soon: "2026-02-10T18:00:00.000Z",
      start: "2026-02-10T20:00:00.000Z",
      show_up: "2026-02-10T20:30:00.000Z",
      no_show: "2026-02-10T20:30:00.000Z",
    });
  });

  test("across a clock change keeps the hour of days and the length of hours", () => {
    // The clock goes forward on 8 March 2026.
    const spring = planOf("2026-03-08T15:00:00-04:00", {
      policy: { prepareReminder: { days: 3, text: { en: "Eat well." } } },
    });
    expect(times(spring)).toMatchObject({
      confirm: "2026-03-01T20:00:00.000Z",
      prepare: "2026-03-05T20:00:00.000Z",
      day_before: "2026-03-07T19:00:00.000Z",
      soon: "2026-03-08T17:00:00.000Z",
    });
  });

  test("is not reminded of what is past when it is made", () => {
    const late = planOf("2026-02-10T15:00:00-05:00", {
      now: new Date("2026-02-10T12:00:00-05:00"),
    });
    expect(times(late)).not.toHaveProperty("day_before");
    expect(times(late)).toHaveProperty("soon");
  });

  test("wakes nobody: what falls into quiet hours waits, or is left out when that is too late", () => {
    expect(times(planOf("2026-02-10T09:00:00-05:00"))).toMatchObject({
      soon: "2026-02-10T13:00:00.000Z",
    });
    expect(times(planOf("2026-02-10T08:00:00-05:00"))).not.toHaveProperty("soon");
  });

  test("is useful until the next one is due, the last until the start", () => {
    const { due } = planOf("2026-02-10T15:00:00-05:00");
    expect(due.slice(0, 3).map(({ usefulUntil }) => usefulUntil?.toISOString())).toEqual([
      "2026-02-09T20:00:00.000Z",
      "2026-02-10T18:00:00.000Z",
      "2026-02-10T20:00:00.000Z",
    ]);
  });

  test("is reminded of as its business wants it", () => {
    const wanted = {
      ...{ confirmReminder: null, soonReminder: { minutes: 60 }, showUpCheck: null },
      noShowGraceMinutes: 45,
    };
    expect(times(planOf("2026-02-10T15:00:00-05:00", { policy: wanted }))).toEqual({
      day_before: "2026-02-09T20:00:00.000Z",
      soon: "2026-02-10T19:00:00.000Z",
      start: "2026-02-10T20:00:00.000Z",
      no_show: "2026-02-10T20:45:00.000Z",
    });
  });
});

describe("afterwards", () => {
  const start = "2026-02-10T15:00:00-05:00";
  const now = new Date("2026-02-10T15:40:00-05:00");

  test("a visit is asked about, and called back where its service has an interval", () => {
    const policy = { recallOffer: { days: 180 } };
    expect(times(planOf(start, { state: "COMPLETED", now, policy }))).toEqual({
      feedback: "2026-02-11T20:40:00.000Z",
      recall: "2026-08-09T19:00:00.000Z",
    });
    expect(planOf(start, { state: "FOLLOW_UP", now })).toEqual({ due: [], keeps: ["recall"] });
  });

  test("a missed one is offered anew at once, unless it is night", () => {
    expect(times(planOf(start, { state: "NO_SHOW", now }))).toEqual({ missed: now.toISOString() });
    const night = new Date("2026-02-10T23:00:00-05:00");
    expect(times(planOf(start, { state: "NO_SHOW", now: night }))).toEqual({
      missed: "2026-02-11T13:00:00.000Z",
    });
  });

  test("a cancelled one is left alone, and so is one that is being moved", () => {
    for (const state of ["CANCELLED", "RESCHEDULED", "SLOT_PROPOSED", "ERROR"] as const) {
      expect(planOf(start, { state, now })).toEqual({ due: [], keeps: [] });
    }
  });
});

describe("a question that nobody answers", () => {
  const next = (attempt: number, now: string, policy: Partial<Policy> = {}) => {
    const appointment = appointmentAt("2026-02-10T15:00:00-05:00");
    const asked = { attempt, policy: { ...defaultPolicy, ...policy }, now: new Date(now) };
    const { kind, dueAt, attempt: which } = planNext(appointment, asked);
    return [kind, which, dueAt.toISOString()];
  };

  test("is asked three times, six hours apart, and then left to people", () => {
    const asked = "2026-02-09T15:00:00-05:00";
    expect(next(1, asked)).toEqual(["day_before", 2, "2026-02-10T02:00:00.000Z"]);
    expect(next(2, "2026-02-09T21:00:00-05:00")).toEqual([
      ...["day_before", 3],
      "2026-02-10T13:00:00.000Z",
    ]);
    expect(next(3, "2026-02-10T08:00:00-05:00")).toEqual([
      ...["unanswered", 1],
      "2026-02-10T18:00:00.000Z",
    ]);
  });

  test("is not asked again too near to the start", () => {
    expect(next(1, "2026-02-10T08:00:00-05:00")).toEqual([
      ...["unanswered", 1],
      "2026-02-10T18:00:00.000Z",
    ]);
  });

  test("is asked as often as the business says", () => {
    expect(next(1, "2026-02-09T15:00:00-05:00", { reminderAttempts: 1 })[0]).toBe("unanswered");
    const soon = { reminderRepeatMinutes: 60 };
    expect(next(1, "2026-02-09T15:00:00-05:00", soon)[2]).toBe("2026-02-09T21:00:00.000Z");
  });
});
