import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { appoint, begin, granted, propose, refused, slotAt } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const hcm = (at: Date): string =>
  at.toLocaleString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).slice(0, 16);
const dayOf = (at: Date): string => hcm(at).slice(0, 10);

const heldBy = (bookingId: string) =>
  world.db
    .selectFrom("allocations")
    .selectAll()
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .orderBy("starts_at")
    .execute();

describe("a proposal", () => {
  test("holds three slots for half an hour, on three days, within the window", async () => {
    const { booking, offered } = await propose(world);
    expect(booking.state).toBe("SLOT_PROPOSED");
    expect(offered).toHaveLength(3);
    expect(new Set(offered.map(({ start }) => dayOf(start))).size).toBe(3);
    const now = world.clock.now().getTime();
    const week = now + 7 * 24 * 60 * 60_000;
    expect(offered.every(({ start }) => start.getTime() > now && start.getTime() < week)).toBe(
      true,
    );
    const until = new Date(now + 30 * 60_000);
    expect(offered.every(({ heldUntil }) => heldUntil?.getTime() === until.getTime())).toBe(true);
    const holds = await heldBy(booking.id);
    expect(holds.map(({ slot_id }) => slot_id)).toEqual(offered.map(({ id }) => id));
    expect(
      holds.every(({ kind, expires_at }) => kind === "hold" && +(expires_at ?? 0) === +until),
    ).toBe(true);
  });

  test("puts the times the lead likes first", async () => {
    const { lead, booking } = await begin(world);
    const caller = world.caller({ actor: "lead", lead });
    const preferences = { times: [{ fromMinute: 15 * 60, toMinute: 17 * 60 }] };
    granted(await world.bookings.saveDetails(caller, { bookingId: booking.id, preferences }));
    const { offered = [] } = granted(
      await world.bookings.proposeSlots(caller, { bookingId: booking.id }),
    );
    expect(offered).toHaveLength(3);
    for (const { start } of offered) expect(hcm(start).slice(11)).toMatch(/^1[56]:/);
  });

  test("offers the very time asked for, and of a taken one the nearest", async () => {
    const wanted = { start: "2026-02-10T10:00:00+07:00", provider: "BS. Nguyễn Văn An" };
    const first = await appoint(world, wanted);
    expect(hcm(first.slot.start)).toBe("2026-02-10 10:00");
    const second = await propose(world, wanted);
    const times = second.offered.map(({ start }) => hcm(start));
    expect(times).toEqual(["2026-02-10 09:00", "2026-02-10 09:30", "2026-02-10 10:30"]);
  });

  test("of others lets go of the first ones", async () => {
    const { lead, booking, offered } = await propose(world);
    const caller = world.caller({ actor: "lead", lead });
    const at = new Date("2026-02-11T15:00:00+07:00");
    const times = [{ from: at, to: at, exact: true }];
    const next = granted(
      await world.bookings.proposeSlots(caller, { bookingId: booking.id, times }),
    );
    const held = (await heldBy(booking.id)).map(({ slot_id }) => slot_id);
    expect(held).toEqual((next.offered ?? []).map(({ id }) => id));
    expect(held).not.toEqual(offered.map(({ id }) => id));
    slotAt(next.offered ?? [], "2026-02-11T15:00:00+07:00");
  });

  test("of slots shown before holds exactly those that are still free", async () => {
    const from = new Date("2026-02-12T13:30:00+07:00");
    const to = new Date("2026-02-12T15:00:00+07:00");
    const serviceId = world.service("Bọc sứ thẩm mỹ").id;
    const providerId = world.provider("BS. Lê Minh Cường").id;
    const { lead, booking } = await begin(world);
    const caller = world.caller({ actor: "lead", lead });
    const { slots } = granted(
      await world.bookings.availableSlots(caller, { serviceId, providerId, from, to }),
    );
    expect(slots).toHaveLength(3);
    await appoint(world, { start: from.toISOString(), provider: "BS. Lê Minh Cường" });
    const slotIds = slots.map(({ id }) => id);
    const { offered = [] } = granted(
      await world.bookings.proposeSlots(caller, { bookingId: booking.id, slotIds }),
    );
    expect(offered.map(({ id }) => id)).toEqual(slotIds.slice(1));
  });

  test("is not made to two people at once: what one holds the other is not offered", async () => {
    const [one, two] = [await propose(world), await propose(world)];
    const taken = new Set(one.offered.map(({ id }) => id));
    expect(two.offered.filter(({ id }) => taken.has(id))).toEqual([]);
  });

  test("waits for the service, the questions and a way to reach the lead", async () => {
    const lead = await world.lead();
    const caller = world.caller({ actor: "lead", lead });
    const { conversationId } = lead;
    const { booking } = granted(
      await world.bookings.create(caller, { leadId: lead.id, conversationId }),
    );
    const bookingId = booking.id;
    const early = refused(await world.bookings.proposeSlots(caller, { bookingId }));
    expect(early.code).toBe("no_such_transition");
    const serviceId = world.service("Bọc sứ thẩm mỹ").id;
    granted(await world.bookings.selectService(caller, { bookingId, serviceId }));
    const unasked = refused(await world.bookings.proposeSlots(caller, { bookingId }));
    expect(unasked.code).toBe("sop_fields_complete");
    expect(unasked.blocking?.[0]?.suggestedReply).toBe("Bạn là khách hàng mới phải không ạ?");
    expect(await heldBy(bookingId)).toEqual([]);
  });
});

test("a house that is full says so, and holds nothing", async () => {
  const full = await openWorld();
  try {
    const { lead, booking } = await begin(full);
    await full.db
      .insertInto("time_off")
      .values(
        ["Quận 1", "Quận 7"].map((name) => ({
          organization_id: full.organization.id,
          id: crypto.randomUUID(),
          location_id: full.location(name).id,
          start_date: "2026-02-01",
          end_date: "2026-03-01",
          reason: "Tết",
        })),
      )
      .execute();
    const caller = full.caller({ actor: "lead", lead, language: "en" });
    const refusal = refused(await full.bookings.proposeSlots(caller, { bookingId: booking.id }));
    expect(refusal.code).toBe("no_slots");
    expect(refusal.suggestedReply).toContain("We are full");
    const held = await full.db.selectFrom("allocations").select("id").execute();
    expect(held).toEqual([]);
  } finally {
    await full.close();
  }
});
