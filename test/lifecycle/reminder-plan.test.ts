import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import { granted, propose } from "../appointments.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { openReminderDesk } from "./reminder-desk.ts";
import { lastSaid, provider, service } from "./waiting.ts";

let world: World;
let desk: ReturnType<typeof openReminderDesk>;
beforeAll(async () => {
  world = await openWorld();
  desk = openReminderDesk(world);
});
afterAll(() => world.close());

describe("nobody is written to who does not want it", () => {
  test.each([
    ["opted_out_at", "opted_out"],
    ["reminders_off_at", "reminders_off"],
  ] as const)("%s: nothing is said, and the booking goes its way", async (column, why) => {
    world.clock.set("2026-04-05T10:00:00+07:00");
    const start =
      column === "opted_out_at" ? "2026-04-08T14:00:00+07:00" : "2026-04-08T15:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.wish(lead, column);
    const before = await lastSaid(world, lead);
    await desk.goTo("2026-04-07T15:00:00+07:00");
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "SLOT_CONFIRMED" });
    await desk.goTo("2026-04-08T13:00:00+07:00");
    await desk.goTo("2026-04-08T15:30:00+07:00");
    expect(await lastSaid(world, lead)).toEqual(before);
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "NO_SHOW" });
    expect(await desk.plan(booking.id)).toEqual(
      expect.arrayContaining([`day_before skipped ${why}`, `missed skipped ${why}`]),
    );
  });
});

describe("the plan", () => {
  test("goes with the appointment when it is moved, and ends with it", async () => {
    world.clock.set("2026-04-12T10:00:00+07:00");
    const start = "2026-04-15T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    const caller = world.caller({ actor: "sales", lead });
    granted(await world.bookings.reschedule(caller, { bookingId: booking.id, reason: "ill" }));
    expect((await desk.plan(booking.id)).every((line) => line.includes("cancelled"))).toBe(true);
    const statedBy = "sales-1";
    const offered = await world.db
      .selectFrom("allocations")
      .select("slot_id")
      .where("booking_id", "=", booking.id)
      .where("released_at", "is", null)
      .executeTakeFirstOrThrow();
    const confirmation = { bookingId: booking.id, slotId: offered.slot_id ?? "", consent: null };
    granted(await world.bookings.confirmSlot(caller, { ...confirmation, statedBy }));
    expect((await desk.plan(booking.id)).filter((line) => line.includes("planned"))).not.toEqual(
      [],
    );
    const reason = "customer_cannot_attend";
    const request = { bookingId: booking.id, reason, consent: null };
    granted(await world.bookings.cancel(caller, request));
    expect((await desk.plan(booking.id)).filter((line) => line.includes("planned"))).toEqual([]);
  });

  test("after downtime skips what comes too late and does once what does not", async () => {
    world.clock.set("2026-04-19T10:00:00+07:00");
    const start = "2026-05-06T14:00:00+07:00";
    const policy = { proposalWindowDays: 30 };
    await desk.setPolicy(policy);
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-05-06T09:00:00+07:00");
    await desk.look();
    expect((await desk.plan(booking.id)).slice(0, 2)).toEqual([
      "confirm skipped too_late",
      "day_before sent",
    ]);
    world.clock.set("2026-05-04T09:00:00+07:00");
    await desk.look();
    expect((await lastSaid(world, lead)).text).toContain("nhắc");
    expect((await desk.bookingOf(booking.id)).reminder_sent_times).toHaveLength(1);
    await desk.setPolicy({});
  });

  test("is what the service says, in its own words", async () => {
    world.clock.set("2026-05-10T10:00:00+07:00");
    const text = { vi: "{service} lúc {time}: nhịn ăn 2 giờ trước." };
    const rules = { prepareReminder: { days: 1, text }, soonReminder: null };
    const { id } = world.service(service);
    const set = (value: object) =>
      world.db
        .updateTable("services")
        .set({ rules: JSON.stringify(value) })
        .where("id", "=", id);
    await set({ ...world.service(service).rules, ...rules }).execute();
    const start = "2026-05-13T15:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-05-12T15:00:00+07:00");
    expect((await desk.reminded(lead)).join("\n")).toContain("lúc Thứ 4, 13/05, 15:00: nhịn ăn");
    expect((await desk.plan(booking.id)).join()).not.toContain("soon");
    await set(world.service(service).rules).execute();
  });

  test("is done once by many who look at the same time", async () => {
    world.clock.set("2026-05-17T10:00:00+07:00");
    const start = "2026-05-20T14:00:00+07:00";
    const { lead } = await desk.appoint({ service, provider, start });
    world.clock.set("2026-05-19T14:00:00+07:00");
    await Promise.all([desk.look(), desk.look(), desk.look(), desk.look()]);
    expect(await desk.reminded(lead)).toHaveLength(1);
  });
});

describe("what was not brought to an end", () => {
  test("is abandoned after a week of silence, and won back once, of those who want offers", async () => {
    world.clock.set("2026-05-24T10:00:00+07:00");
    const silent = await propose(world, { service });
    const wanting = await propose(world, { service });
    await desk.wish(wanting.lead, "marketing_since");
    const talking = await propose(world, { service });
    world.clock.advance({ hours: 6 * 24 });
    await world.message(talking.lead, "để mình xem lại");
    world.clock.advance({ hours: 25 });
    const abandon = abandonSilent(turnDepsOf(world));
    await Promise.all([abandon(), abandon()]);
    const states = await Promise.all(
      [silent, wanting, talking].map(
        async ({ booking }) => (await desk.bookingOf(booking.id)).state,
      ),
    );
    expect(states).toEqual(["ABANDONED", "ABANDONED", "SLOT_PROPOSED"]);
    world.clock.advance({ hours: 3 * 24 });
    await desk.look();
    await desk.look();
    expect(await desk.plan(silent.booking.id)).toEqual(["reengage skipped no_offers_wanted"]);
    expect(await desk.plan(wanting.booking.id)).toEqual(["reengage sent"]);
    expect((await lastSaid(world, wanting.lead)).text).toContain(service);
    const talk = await openTalk(world, { lead: wanting.lead });
    await talk.say("Có");
    const again = await world.db
      .selectFrom("bookings")
      .select("state")
      .where("lead_id", "=", wanting.lead.id)
      .execute();
    expect(again.map(({ state }) => state)).not.toEqual(["ABANDONED"]);
  });
});

describe("a visit", () => {
  test("is asked about the day after, and the next one offered in its time", async () => {
    await desk.setPolicy({ recallOffer: { days: 30 } });
    world.clock.set("2026-06-07T10:00:00+07:00");
    const start = "2026-06-10T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-06-10T14:00:00+07:00");
    const showUp = { bookingId: booking.id, showedUp: true };
    granted(await world.bookings.recordShowUp(world.caller({ actor: "provider" }), showUp));
    await desk.goTo("2026-06-11T14:00:00+07:00");
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "FOLLOW_UP" });
    expect((await lastSaid(world, lead)).text).toContain("thế nào");
    const talk = await openTalk(world, { lead });
    expect((await talk.say("Bác sĩ rất nhẹ nhàng")).text).toContain("chia sẻ");
    await desk.goTo("2026-07-10T14:00:00+07:00");
    expect((await lastSaid(world, lead)).text).toContain("lần tiếp theo");
    await desk.setPolicy({});
  });
});
