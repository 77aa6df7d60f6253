import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import type { Booking } from "#src/domain/booking.ts";
import { type Actor, actors, bookingStates } from "#src/domain/booking-states.ts";
import { findTransition, legalMoves } from "#src/domain/booking-transitions.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { inconsistent, overbooked } from "./races/race.ts";
import { openWorld, type World, type WorldLead } from "./world.ts";

const runs = 20;
const commandsPerRun = 100;
const services = ["Bọc sứ thẩm mỹ", "Cấy ghép Implant", "Khám tổng quát"];

const names = [
  ...(["new", "service", "details", "propose", "confirm", "reschedule"] as const),
  ...(["cancel", "showUp", "move"] as const),
];
type Name = (typeof names)[number];

interface Command {
  /** `next`: what a conversation would do next with this booking. */
  readonly name: Name | "next";
  readonly who: number;
  readonly actor: Actor;
  readonly pick: number;
  readonly sound: boolean;
  readonly waitHours: number;
}

const commands = fc.array(
  fc.record<Command>({
    name: fc.constantFrom<Name | "next">(...names, ...names.map(() => "next" as const)),
    who: fc.nat(3),
    actor: fc.constantFrom<Actor>(...actors, "sales", "sales", "sales", "system", "system"),
    pick: fc.nat(1000),
    sound: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
    waitHours: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 20, 100),
  }),
  { minLength: commandsPerRun, maxLength: commandsPerRun },
);

const nextOf = ({ state }: Booking, pick: number): Name => {
  if (state === "INQUIRY") return "service";
  if (state === "SERVICE_SELECTED" || state === "RESCHEDULED") {
    return pick % 2 === 0 ? "details" : "propose";
  }
  if (state === "SLOT_PROPOSED") return pick % 3 === 0 ? "propose" : "confirm";
  if (state === "REMINDER_SENT") return "showUp";
  return state === "CANCELLED" ? "new" : "move";
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db
    .updateTable("organizations")
    .set({ policy: JSON.stringify({ abandonAfterDays: 2 }) })
    .execute();
});
afterAll(() => world.close());

const serviceOf = ({ pick }: Command) => world.service(services[pick % services.length] ?? "");

/** The lead's latest booking and the slots held for it. */
const lookUp = async (lead: WorldLead) => {
  const [booking] = await world.bookings.find(world.caller({ actor: "sales" }), lead.id);
  const held = await world.db
    .selectFrom("allocations")
    .select("slot_id")
    .where("booking_id", "=", booking?.id ?? lead.id)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .execute();
  return { booking, held: held.flatMap(({ slot_id }) => slot_id ?? []) };
};

const moveOf = (booking: Booking, { pick, sound }: Command) => {
  const ways = legalMoves(booking.state);
  const way = ways[pick % Math.max(1, ways.length)];
  const to = sound && way ? way.to : (bookingStates[pick % bookingStates.length] ?? "PAID");
  const received = booking.payment.amount ?? { minor: pick, currency: "VND" };
  return {
    ...{ bookingId: booking.id, to, reason: "bận" },
    ...(sound && { failure: "lost", payment: { received, verified: true, reference: "FT1" } }),
  };
};

const run = async (lead: WorldLead, command: Command): Promise<Receipt | Refusal | null> => {
  const { bookings } = world;
  const { actor, pick, sound } = command;
  const caller = world.caller({ actor, ...(actor === "lead" && { lead }) });
  const { booking, held } = await lookUp(lead);
  const bookingId = booking?.id;
  const name = booking && command.name === "next" ? nextOf(booking, pick) : command.name;
  if (!booking || !bookingId || (name === "new" && booking.state === "CANCELLED")) {
    return bookings.create(caller, { leadId: lead.id, conversationId: lead.conversationId });
  }
  switch (name) {
    case "next":
    case "new":
      return null;
    case "service":
      return bookings.selectService(caller, { bookingId, serviceId: serviceOf(command).id });
    case "details":
      return bookings.saveDetails(caller, {
        bookingId,
        answers: booking.serviceName === services[0] ? { first_visit: "yes" } : {},
      });
    case "propose":
      return bookings.proposeSlots(caller, { bookingId });
    case "confirm":
      return bookings.confirmSlot(caller, {
        bookingId,
        slotId: held[pick % Math.max(1, held.length)] ?? "none",
        consent: null,
        statedBy: sound ? "Mai" : undefined,
      });
    case "reschedule":
      return bookings.reschedule(caller, { bookingId, reason: sound ? "bận" : "" });
    case "cancel":
      return pick % 3 === 0
        ? bookings.cancel(caller, { bookingId, reason: sound ? "bận" : "", consent: null })
        : null;
    case "showUp":
      return bookings.recordShowUp(caller, { bookingId, showedUp: sound });
    case "move":
      return bookings.move(caller, moveOf(booking, command));
  }
};

/** The stored history and the allowed events are one and the same path through the table. */
const checkPath = async (booking: {
  id: string;
  state: string;
  state_history: { state: string }[];
}) => {
  const events = await listBookingEvents(world.db, world.organization.id, booking.id);
  const steps = events.filter(
    ({ event_type, validation_passed }) => event_type === "state_change" && validation_passed,
  );
  expect(booking.state_history.map(({ state }) => state)).toEqual([
    "INQUIRY",
    ...steps.map(({ to_state }) => to_state),
  ]);
  expect(booking.state_history.at(-1)?.state).toBe(booking.state);
  for (const [index, { from_state, to_state }] of steps.entries()) {
    expect(from_state).toBe(steps[index - 1]?.to_state ?? "INQUIRY");
    expect(findTransition(from_state, to_state)).toBeDefined();
  }
};

describe(`${runs * commandsPerRun} random commands on a real database`, {
  timeout: 240_000,
}, () => {
  const reached = new Set<string>();

  test("never throw, never leave the table, never give a minute twice", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const leads = [
          await world.lead(),
          await world.lead(),
          await world.lead(),
          await world.lead(),
        ];
        for (const command of list) {
          world.clock.advance({ hours: command.waitHours, minutes: 1 });
          const lead = leads[command.who];
          const answer = lead ? await run(lead, command) : null;
          if (answer?.ok) reached.add(answer.booking.state);
        }
        expect(await overbooked(world)).toEqual([]);
        expect(await inconsistent(world)).toEqual([]);
        const stored = await world.db
          .selectFrom("bookings")
          .select(["id", "state", "state_history"])
          .where(
            "lead_id",
            "in",
            leads.map(({ id }) => id),
          )
          .execute();
        for (const booking of stored) await checkPath(booking);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });

  test("are not idle: they reach most states", () => {
    expect(reached.size).toBeGreaterThanOrEqual(9);
  });
});
