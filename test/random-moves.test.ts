import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Booking } from "#src/domain/booking.ts";
import {
  type Actor,
  actors,
  type BookingState,
  bookingStates,
} from "#src/domain/booking-states.ts";
import { findTransition, legalMoves } from "#src/domain/booking-transitions.ts";
import type { Facts } from "#src/domain/facts.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import {
  booking,
  chosen,
  consent,
  facts,
  later,
  nothingKnown,
  now,
  phrase,
  slot,
} from "./booking.ts";

const walks = 500;
const attemptsPerWalk = 200;
const bookingsPerWalk = 4;

/** Half-hour starts ahead that people reach for; the services of odd bookings last an hour. */
const startsAhead = 6;
const halfHour = 30 * 60_000;

interface Attempted {
  readonly who: number;
  readonly to: BookingState;
  readonly actor: Actor;
  readonly start: number;
  /** Which facts are sound; the others are unknown. */
  readonly known: readonly boolean[];
  readonly waitHours: number;
  /** Takes a way and an actor that the table has, where there are any. */
  readonly lawful: boolean;
  readonly pick: number;
}

/** Endings and errors are tried seldom: a walk that ends early shows little. */
const aim = (attempted: Attempted, from: BookingState): Attempted => {
  if (!attempted.lawful) return attempted;
  const moves = legalMoves(from);
  const goingOn = moves.filter(({ to }) => !["CANCELLED", "ABANDONED", "ERROR"].includes(to));
  const ways = attempted.pick % 10 === 0 || goingOn.length === 0 ? moves : goingOn;
  const way = ways[attempted.pick % Math.max(1, ways.length)];
  if (!way) return attempted;
  return { ...attempted, to: way.to, actor: way.by[attempted.pick % way.by.length] ?? "lead" };
};

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const attempts = fc.array(
  fc.record<Attempted>({
    who: fc.nat(bookingsPerWalk - 1),
    to: oneOf(bookingStates),
    actor: oneOf(actors),
    start: fc.nat(startsAhead - 1),
    known: fc.array(
      fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
      { minLength: 8, maxLength: 8 },
    ),
    waitHours: oneOf([0, 0, 0, 0, 1, 12, 24, 200]),
    lawful: fc.integer({ min: 0, max: 9 }).map((die) => die < 7),
    pick: fc.nat(1000),
  }),
  { minLength: attemptsPerWalk, maxLength: attemptsPerWalk },
);

interface Taken {
  readonly who: number;
  readonly from: number;
  readonly to: number;
}

interface Walker {
  booking: Booking;
  readonly path: BookingState[];
}

const spanOf = ({ who, start }: Attempted, clock: Date): Taken => {
  const from = (Math.ceil(clock.getTime() / halfHour) + 2 + start) * halfHour;
  return { who, from, to: from + (who % 2 === 0 ? 1 : 2) * halfHour };
};
const overlap = (a: Taken, b: Taken) => a.from < b.to && b.from < a.to;

/** A house in memory: it believes the validator and nobody else. */
const openHouse = () => {
  const walkers: Walker[] = Array.from({ length: bookingsPerWalk }, (_, who) => ({
    booking: booking({ id: `b${who}`, leadId: `lead-${who}`, serviceId: null, appointment: null }),
    path: ["INQUIRY"],
  }));
  let calendar: Taken[] = [];
  let clock = now;

  const factsFor = (attempted: Attempted): Facts => {
    const { who, known } = attempted;
    const [lead, service, sop, free, picked, said, told, paid] = known;
    const span = spanOf(attempted, clock);
    const sound = facts();
    const offered = calendar.some((one) => one.who === who && overlap(one, span));
    const taken = calendar.some((one) => one.who !== who && overlap(one, span));
    const walker = walkers[who]?.booking;
    return {
      ...nothingKnown,
      ...(lead && { lead: sound.lead }),
      ...(service && { service: sound.service }),
      ...(sop && { sop: [] }),
      ...(free && { slotsAvailable: taken ? 0 : 2 }),
      ...(picked && {
        duplicate: "none" as const,
        chosen: chosen({
          slot: slot({ start: new Date(span.from), end: new Date(span.to) }),
          offered,
          offeredAt: later(clock, { minutes: -2 }),
          free: !taken,
        }),
      }),
      ...(said && {
        consent: consent({ leadId: `lead-${who}`, at: later(clock, { minutes: -1 }) }),
      }),
      ...(told && { reason: "bận", failure: "lost", reopenedByMessageId: "m", overruledBy: "Mai" }),
      ...(paid && {
        payment: { received: walker?.payment.amount ?? null, verified: true, reference: "FT1" },
      }),
    };
  };

  const apply = (walker: Walker, attempted: Attempted): void => {
    const { who, to } = attempted;
    const { state } = walker.booking;
    const span = spanOf(attempted, clock);
    const gone = ["RESCHEDULED", "CANCELLED", "ABANDONED"].includes(to);
    if (gone || to === "SLOT_PROPOSED" || to === "SLOT_CONFIRMED") {
      const stays = state === "PAID" || state === "ERROR";
      if (!stays || gone) calendar = calendar.filter((one) => one.who !== who);
      if (!stays && !gone) calendar = [...calendar, span];
    }
    const confirmed = to === "SLOT_CONFIRMED" && state === "SLOT_PROPOSED";
    const end = new Date(span.to);
    const appointment = { ...slot(), start: new Date(span.from), end };
    walker.booking = {
      ...walker.booking,
      state: to,
      stateBeforeError: to === "ERROR" ? state : null,
      lastActivityAt: clock,
      missed: to === "NO_SHOW" || (walker.booking.missed && (to === "FOLLOW_UP" || to === "ERROR")),
      ...(to === "SERVICE_SELECTED" && { serviceId: "boc-su" }),
      ...(confirmed && { appointment }),
      ...((gone || to === "SLOT_PROPOSED") && state !== "ERROR" && { appointment: null }),
      ...(to === "PAID" && { payment: { ...walker.booking.payment, status: "received" as const } }),
      ...(to === "INQUIRY" && { payment: unpaidAtRandom(walker) }),
    };
    walker.path.push(to);
  };

  return {
    walkers,
    calendar: () => calendar,
    attempt: (drawn: Attempted) => {
      const walker = walkers[drawn.who];
      if (!walker) throw new Error("nobody there");
      const attempted = aim(drawn, walker.booking.state);
      clock = later(clock, { hours: attempted.waitHours });
      const showUp = attempted.to === "COMPLETED" ? true : walker.booking.showUp;
      const judged = { ...walker.booking, showUp };
      const { to, actor } = attempted;
      const verdict = validateTransition(judged, to, actor, factsFor(attempted), clock, phrase);
      if (verdict.allowed) apply(walker, attempted);
      return { from: judged.state, to, actor, verdict };
    },
  };
};

/** Every second service is paid in advance. */
const unpaidAtRandom = ({ path }: Walker): Booking["payment"] =>
  path.length % 2 === 0
    ? { required: false, amount: null, method: null, status: null }
    : {
        required: true,
        amount: { minor: 2_000_000, currency: "VND" },
        method: "card",
        status: "pending",
      };

const isPath = (path: readonly BookingState[]): boolean =>
  path.slice(1).every((to, index) => findTransition(path[index] ?? "CANCELLED", to) !== undefined);

describe(`${walks * attemptsPerWalk} random attempts`, { timeout: 120_000 }, () => {
  const reached = new Set<string>();

  test("never leave the table, and never give a minute of a provider twice", () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const house = openHouse();
        for (const one of tries) {
          const { from, to, actor, verdict } = house.attempt(one);
          const row = findTransition(from, to);
          if (verdict.allowed) {
            reached.add(`${from}>${to}`);
            expect(row?.by).toContain(actor);
          }
          expect(verdict.allowed).toBe(verdict.blocking.length === 0);
          expect(verdict.allowed).toBe(verdict.checks.every(({ passed }) => passed));
          const codes = verdict.blocking.map(({ rule }) => rule);
          expect(codes.includes("no_such_transition")).toBe(row === undefined);
        }
        for (const { path } of house.walkers) expect(isPath(path), path.join(" > ")).toBe(true);
        const calendar = house.calendar();
        for (const [index, one] of calendar.entries()) {
          expect(calendar.slice(index + 1).some((other) => overlap(one, other))).toBe(false);
        }
      }),
      { numRuns: walks },
    );
  });

  test("are not idle: they go most ways there are", () => {
    expect(reached.size).toBeGreaterThan(35);
  });
});
