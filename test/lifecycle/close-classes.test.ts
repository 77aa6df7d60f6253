import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { closeClasses } from "#src/lifecycle/close-classes.ts";
import { granted } from "../appointments.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";
import { lastSaid } from "./waiting.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ template: "driving-school", now: "2026-03-02T09:00:00-06:00" });
});
afterAll(() => world.close());
beforeEach(() => world.clock.set("2026-03-02T09:00:00-06:00"));

const theory = () => world.service("Theory class");
const look = () => closeClasses(turnDepsOf(world))();

interface Seat {
  readonly lead: WorldLead;
  readonly id: string;
}

const seat = async (start: string, participants = 1): Promise<Seat> => {
  const lead = await world.lead();
  const { booking } = granted(
    await world.bookings.bookTime(world.caller({ actor: "sales", lead }), {
      leadId: lead.id,
      conversationId: lead.conversationId,
      serviceId: theory().id,
      start: new Date(start),
      participants,
      details: { phone: "+15125550100" },
      statedBy: "Mai",
    }),
  );
  return { lead, id: booking.id };
};
const rowOf = ({ id }: Seat) =>
  world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const setRule = (below_minimum: "keep" | "cancel" | "ask") =>
  world.db.updateTable("services").set({ below_minimum }).where("id", "=", theory().id).execute();
const ownerOf = ({ lead }: Seat) =>
  world.db
    .selectFrom("conversations")
    .select("owner")
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();

describe("a class that too few people come to", () => {
  test("is cancelled at its deadline, not before, with an apology and other classes", async () => {
    const start = "2026-03-05T17:00:00-06:00";
    const seats = [await seat(start), await seat(start)];
    world.clock.set("2026-03-04T16:59:00-06:00");
    await look();
    for (const one of seats) expect((await rowOf(one)).state).toBe("PAYMENT_PENDING");
    world.clock.set("2026-03-04T17:00:00-06:00");
    await Promise.all([look(), look(), look()]);
    for (const one of seats) {
      expect(await rowOf(one)).toMatchObject({
        state: "CANCELLED",
        cancelled_by: "system",
        cancellation_reason: "below_minimum",
      });
      const { text, choices } = await lastSaid(world, one.lead);
      expect(text).toContain("too few people");
      expect(text).toContain("The nearest free times");
      expect(text.match(/5 March/g)).toHaveLength(1);
      expect(choices).toHaveLength(2);
    }
    const told = world.db.selectFrom("messages").select("id").where("text", "like", "%too few%");
    expect(await told.execute()).toHaveLength(2);
    const held = world.db.selectFrom("allocations").select("id").where("released_at", "is", null);
    expect(await held.execute()).toEqual([]);
  });

  test("takes place when one booking brings enough people", async () => {
    const one = await seat("2026-03-10T17:00:00-05:00", 3);
    world.clock.set("2026-03-09T18:00:00-05:00");
    await look();
    expect((await rowOf(one)).state).toBe("PAYMENT_PENDING");
  });

  test("is left to people, once, where the service says so", async () => {
    await setRule("ask");
    const one = await seat("2026-03-12T17:00:00-05:00");
    world.clock.set("2026-03-11T18:00:00-05:00");
    const before = await lastSaid(world, one.lead);
    await look();
    await look();
    expect(await rowOf(one)).toMatchObject({ state: "PAYMENT_PENDING", tags: ["below_minimum"] });
    expect(await ownerOf(one)).toEqual({ owner: "waiting" });
    expect(await lastSaid(world, one.lead)).toEqual(before);
    const events = world.db
      .selectFrom("booking_events")
      .select("event_id")
      .where("event_type", "=", "below_minimum");
    expect(await events.execute()).toHaveLength(1);
  });

  test("takes place all the same where the service says so", async () => {
    await setRule("keep");
    const one = await seat("2026-03-14T10:00:00-05:00");
    world.clock.set("2026-03-13T18:00:00-05:00");
    await look();
    expect(await rowOf(one)).toMatchObject({ state: "PAYMENT_PENDING", tags: [] });
    await setRule("cancel");
  });
});
