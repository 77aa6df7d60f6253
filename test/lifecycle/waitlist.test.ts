import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { granted } from "../appointments.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { entryOf, giveBack, lastSaid, service, stateOf, taken, waitFor } from "./waiting.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const look = () => offerFreedTimes(turnDepsOf(world))(world.organization.id);
const leave = async (...waiters: readonly Awaited<ReturnType<typeof waitFor>>[]) => {
  for (const { receipt } of waiters) {
    const sales = world.caller({ actor: "sales" });
    granted(await world.bookings.leaveWaitlist(sales, receipt.entryId));
  }
};

describe("a time that becomes free", () => {
  test("is kept for the first who waits, who books it with one word", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const had = await taken(world, start);
    const first = await waitFor(world, start);
    const second = await waitFor(world, start);
    expect([first.receipt.place, second.receipt.place]).toEqual([1, 2]);
    expect(await look()).toBe(0);
    await giveBack(world, had);
    expect(await look()).toBe(1);
    expect(await entryOf(world, first)).toMatchObject({ status: "offered", offers: 1 });
    expect(await entryOf(world, second)).toMatchObject({ status: "waiting", offers: 0 });
    const said = await lastSaid(world, first.lead);
    expect(said).toMatchObject({ author: "ai" });
    expect(said.text).toContain("Thứ 3, 10/02, 09:00");
    expect(said.choices.map(({ label }) => label)).toContain("Xác nhận");
    expect(await look()).toBe(0);
    const talk = await openTalk(world, { lead: first.lead });
    expect((await talk.say("vâng")).text).toContain("đã đặt lịch");
    expect(await stateOf(world, first.receipt.bookingId)).toBe("SLOT_CONFIRMED");
    expect(await look()).toBe(0);
    expect(await entryOf(world, first)).toMatchObject({ status: "booked", offered_until: null });
    await leave(second);
  });

  test("is booked by the button as well", async () => {
    const start = "2026-02-10T10:00:00+07:00";
    const had = await taken(world, start);
    const { lead, receipt } = await waitFor(world, start);
    await giveBack(world, had);
    await look();
    const talk = await openTalk(world, { lead });
    const { choices } = await lastSaid(world, lead);
    const yes = choices.find(({ label }) => label === "Xác nhận");
    expect((await talk.send(yes?.label ?? "", yes?.id ?? null)).text).toContain("đã đặt lịch");
    expect(await stateOf(world, receipt.bookingId)).toBe("SLOT_CONFIRMED");
  });

  test("goes to the next when the first lets it lapse, and not back to the first", async () => {
    const start = "2026-02-10T14:00:00+07:00";
    const had = await taken(world, start);
    const first = await waitFor(world, start);
    const second = await waitFor(world, start);
    await giveBack(world, had);
    expect(await look()).toBe(1);
    world.clock.advance({ minutes: 29 });
    expect(await look()).toBe(0);
    world.clock.advance({ minutes: 2 });
    expect(await look()).toBe(1);
    expect(await entryOf(world, first)).toMatchObject({ status: "waiting", offered_until: null });
    expect(await entryOf(world, second)).toMatchObject({ status: "offered" });
    world.clock.advance({ minutes: 31 });
    expect(await look()).toBe(0);
    expect(await entryOf(world, second)).toMatchObject({ status: "waiting" });
    await leave(first, second);
  });

  test("is offered to nobody who opted out, whose wish is over, or who left", async () => {
    const start = "2026-02-10T15:00:00+07:00";
    const had = await taken(world, start);
    const silent = await waitFor(world, start);
    const late = await waitFor(world, start);
    const gone = await waitFor(world, start);
    const cancelled = await waitFor(world, start);
    const now = world.clock.now();
    const set = world.db.updateTable("leads").set({ opted_out_at: now });
    await set.where("id", "=", silent.lead.id).execute();
    const entries = world.db.updateTable("waitlist_entries").set({ expires_at: now });
    await entries.where("id", "=", late.receipt.entryId).execute();
    await leave(gone);
    const { lead } = cancelled;
    await giveBack(world, {
      ...had,
      lead,
      booking: { ...had.booking, id: cancelled.receipt.bookingId },
    });
    await giveBack(world, had);
    expect(await look()).toBe(0);
    const statuses = [silent, late, gone, cancelled].map((one) => entryOf(world, one));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([
      ...["waiting", "expired", "left", "left"],
    ]);
    await leave(silent);
  });

  test("is not offered where the dates or the time of day do not fit", async () => {
    const start = "2026-02-11T09:00:00+07:00";
    const had = await taken(world, start);
    const anyTime = { from: undefined, to: undefined };
    const morning = [{ fromMinute: 8 * 60, toMinute: 8 * 60 + 30 }];
    const dates = [{ from: "2026-02-11", to: "2026-02-11" }];
    const other = await waitFor(world, start, { ...anyTime, dates, times: morning });
    // The half hour before is free; it is taken so that nothing else meets the wish.
    const before = await taken(world, "2026-02-11T08:00:00+07:00");
    await giveBack(world, had);
    expect(await look()).toBe(0);
    await giveBack(world, before);
    expect(await look()).toBe(1);
    expect((await lastSaid(world, other.lead)).text).toContain("08:00");
    await leave(other);
  });
});

describe("joining twice", () => {
  test("replaces the wish and keeps the place", async () => {
    const start = "2026-02-12T09:00:00+07:00";
    const first = await waitFor(world, start);
    const second = await waitFor(world, start);
    const again = granted(
      await world.bookings.joinWaitlist(world.caller({ actor: "lead", lead: first.lead }), {
        serviceId: world.service(service).id,
        wish: "chiều thứ 5",
        dates: [{ from: "2026-02-12", to: "2026-02-12" }],
      }),
    );
    expect(again).toMatchObject({
      entryId: first.receipt.entryId,
      bookingId: first.receipt.bookingId,
      place: 1,
    });
    expect(await entryOf(world, first)).toMatchObject({ wish: "chiều thứ 5", wished_from: null });
    await leave(first, second);
  });

  test("opens the booking that waits, for the window in which times are proposed", async () => {
    const lead = await world.lead();
    const receipt = granted(
      await world.bookings.joinWaitlist(world.caller({ actor: "lead", lead }), {
        serviceId: world.service(service).id,
        wish: "sớm nhất",
      }),
    );
    expect(receipt.dates).toHaveLength(1);
    expect(await stateOf(world, receipt.bookingId)).toBe("SERVICE_SELECTED");
    await leave({ lead, receipt });
  });
});
