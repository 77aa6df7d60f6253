import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { granted, propose, refused, slotAt } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const countBookings = async () =>
  (await world.db.selectFrom("bookings").select("id").execute()).length;

describe("the same call twice", () => {
  test("has one effect and the same answer, dates included", async () => {
    const { booking, offered } = await propose(world);
    const confirmation = {
      bookingId: booking.id,
      slotId: slotAt(offered).id,
      consent: null,
      statedBy: "Mai",
    };
    const operation = { key: "confirm-1", request: confirmation };
    const sales = world.caller({ actor: "sales", operation });
    const first = granted(await world.bookings.confirmSlot(sales, confirmation));
    world.clock.advance({ minutes: 5 });
    expect(await world.bookings.confirmSlot(sales, confirmation)).toEqual(first);
  });

  test("at the same moment has one effect too", async () => {
    const lead = await world.lead();
    const input = { leadId: lead.id, conversationId: lead.conversationId };
    const operation = { key: "create-1", request: input };
    const caller = world.caller({ actor: "lead", lead, operation });
    const before = await countBookings();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.bookings.create(caller, input)),
    );
    expect(await countBookings()).toBe(before + 1);
    expect(new Set(answers.map((answer) => granted(answer).booking.id)).size).toBe(1);
  });

  test("under one key with another request is refused", async () => {
    const lead = await world.lead();
    const input = { leadId: lead.id, conversationId: null };
    const call = (request: unknown) =>
      world.bookings.create(
        world.caller({ actor: "lead", lead, operation: { key: "create-2", request } }),
        input,
      );
    granted(await call({ a: 1, b: { c: 2, d: 3 } }));
    granted(await call({ b: { d: 3, c: 2 }, a: 1 }));
    expect(refused(await call({ a: 2 })).code).toBe("invalid_input");
  });
});

test("an accident is thrown and leaves nothing behind", async () => {
  const lead = await world.lead();
  const before = await countBookings();
  const broken = { ...world.caller({ actor: "lead", lead }), actorId: "\u0000" };
  await expect(
    world.bookings.create(broken, { leadId: lead.id, conversationId: null }),
  ).rejects.toThrow("invalid byte sequence");
  expect(await countBookings()).toBe(before);
});
