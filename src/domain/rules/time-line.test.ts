import { describe, expect, test } from "vitest";

import { appointmentAt, booking, facts, later, now } from "../../../test/booking.ts";
import type { Booking } from "../booking.ts";
import type { Actor, BookingState } from "../booking-states.ts";
import type { Facts } from "../facts.ts";
import { defaultPolicy } from "../policy.ts";
import type { Rule } from "./rule.ts";
import * as rules from "./time-line.ts";

interface When {
  readonly at: Date;
  readonly actor?: Actor;
  readonly of?: Partial<Booking>;
  readonly told?: Partial<Facts>;
}

const passes = (rule: Rule, { at, actor = "lead", of = {}, told = {} }: When): boolean =>
  rule({ booking: booking(of), to: "CANCELLED", actor, facts: facts(told), now: at }).passed;

describe("the day before the appointment", () => {
  test.each([
    ["24 hours and a second before, it is too early to remind", { hours: -24, seconds: -1 }, false],
    ["exactly 24 hours before, it is time", { hours: -24 }, true],
    ["an hour before, it is time", { hours: -1 }, true],
  ])("%s", (_when, offset, due) => {
    expect(passes(rules.within24h, { at: later(appointmentAt, offset) })).toBe(due);
  });

  test("a house may remind two days ahead", () => {
    const told = { policy: { ...defaultPolicy, reminderWindowHours: 48 } };
    expect(passes(rules.within24h, { at: later(appointmentAt, { hours: -48 }), told })).toBe(true);
  });

  test("an appointment that is not known is never near", () => {
    expect(passes(rules.within24h, { at: appointmentAt, of: { appointment: null } })).toBe(false);
  });
});

describe("whether the customer came", () => {
  test.each<[Actor, { minutes?: number; seconds?: number }, boolean]>([
    ["sales", { seconds: -1 }, false],
    ["sales", {}, true],
    ["provider", {}, true],
    ["system", { minutes: 29, seconds: 59 }, false],
    ["system", { minutes: 30 }, true],
  ])("%s may record it %o after the start: %s", (actor, offset, may) => {
    const at = later(appointmentAt, offset);
    expect(passes(rules.appointmentTimePassed, { at, actor })).toBe(may);
  });

  test.each([
    [null, false, true],
    [false, false, true],
    [true, true, false],
  ])("recorded as %s: came %s, missing %s", (showUp, came, missing) => {
    const when = { at: appointmentAt, of: { showUp } };
    expect(passes(rules.showedUp, when)).toBe(came);
    expect(passes(rules.didNotShowUp, when)).toBe(missing);
  });
});

describe.each([
  ["cancelling", rules.cancellationAllowedUntil, "cancellationDeadlineMinutes"],
  ["moving", rules.rescheduleAllowedUntil, "rescheduleDeadlineMinutes"],
] as const)("the deadline for %s", (_what, rule, key) => {
  const of = { state: "SLOT_CONFIRMED" } as const;
  const policy = { ...defaultPolicy, [key]: 120 };
  const deadline = later(appointmentAt, { hours: -2 });
  const after = later(deadline, { seconds: 1 });

  test.each<[string, When, boolean]>([
    ["a second before it", { at: later(deadline, { seconds: -1 }) }, true],
    ["exactly at it", { at: deadline }, true],
    ["a second after it", { at: after }, false],
    ["sales without a name", { at: after, actor: "sales" }, false],
    ["sales by name", { at: after, actor: "sales", told: { overruledBy: "Mai" } }, true],
    ["a lead who says so", { at: after, told: { overruledBy: "Mai" } }, false],
    ["a provider", { at: after, actor: "provider" }, true],
    ["the system", { at: after, actor: "system" }, true],
  ])("%s", (_who, when, may) => {
    expect(passes(rule, { ...when, of, told: { policy, ...when.told } })).toBe(may);
  });

  test("binds until the start when the house sets none", () => {
    expect(passes(rule, { at: appointmentAt, of })).toBe(true);
    expect(passes(rule, { at: later(appointmentAt, { seconds: 1 }), of })).toBe(false);
  });

  test("an appointment that ought to stand and is not known keeps it closed", () => {
    expect(passes(rule, { at: now, of: { ...of, appointment: null } })).toBe(false);
  });
});

test.each<BookingState>([
  "INQUIRY",
  "SERVICE_SELECTED",
  "SLOT_PROPOSED",
  "RESCHEDULED",
  "ERROR",
])("a booking in %s without an appointment has no deadline for cancelling", (state) => {
  const of = { state, appointment: null };
  expect(passes(rules.cancellationAllowedUntil, { at: now, of })).toBe(true);
});

test.each<BookingState>(["NO_SHOW", "FOLLOW_UP"])("after %s there is no deadline left", (state) => {
  const at = later(appointmentAt, { hours: 100 });
  expect(passes(rules.rescheduleAllowedUntil, { at, of: { state } })).toBe(true);
});

test.each([
  ["six days, 23:59:59", { hours: -7 * 24, seconds: 1 }, false],
  ["seven days", { hours: -7 * 24 }, true],
])("after %s of silence a booking is abandoned: %s", (_time, offset, silent) => {
  const of = { lastActivityAt: later(now, offset) };
  expect(passes(rules.inactiveFor, { at: now, of })).toBe(silent);
});
