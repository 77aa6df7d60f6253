import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTalk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { openReminderDesk } from "./reminder-desk.ts";
import { lastSaid, provider, service } from "./waiting.ts";

let world: World;
let spa: World;
let desk: ReturnType<typeof openReminderDesk>;
let spaDesk: ReturnType<typeof openReminderDesk>;
beforeAll(async () => {
  world = await openWorld();
  desk = openReminderDesk(world);
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
  spaDesk = openReminderDesk(spa);
});
afterAll(() => Promise.all([world.close(), spa.close()]));

describe("a reminder of the day before", () => {
  test("is answered with a yes, in words, and nothing is asked again", async () => {
    await desk.goTo("2026-03-01T10:00:00+07:00");
    const start = "2026-03-04T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-03-03T13:59:59+07:00");
    expect((await lastSaid(world, lead)).text).not.toContain("nhắc");
    await desk.goTo("2026-03-03T14:00:00+07:00");
    const { text, choices } = await lastSaid(world, lead);
    expect(text).toContain("Thứ 4, 04/03, 14:00");
    expect(text).toContain("xác nhận");
    expect(choices.map(({ label }) => label)).toEqual(["Tôi sẽ đến", "Đổi lịch"]);
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "REMINDER_SENT" });
    const answer = await (await openTalk(world, { lead })).say("Dạ có ạ");
    expect(answer.text).toContain("Hẹn gặp bạn");
    expect(await desk.bookingOf(booking.id)).toMatchObject({
      confirmed_by_reminder: true,
      reminder_sent_times: [{ type: "day_before", status: "sent" }],
    });
    await desk.goTo("2026-03-03T20:00:00+07:00");
    await desk.goTo("2026-03-04T12:00:00+07:00");
    expect(await desk.plan(booking.id)).toEqual([
      "day_before sent",
      "day_before 2 skipped confirmed",
      "soon sent",
      ...["start planned", "show_up planned", "no_show planned"],
    ]);
  });

  test.each([
    ["Không", ["Không", "Vâng"]],
    ["Đổi lịch giúp mình", ["Đổi lịch giúp mình"]],
    ["Mình muốn thay đổi", ["Mình muốn thay đổi", "Vâng"]],
    ["sang thứ 6 được không?", ["sang thứ 6 được không?", "Vâng"]],
  ])("leads to another time when it is answered with %s", async (_first, said) => {
    world.clock.set("2026-03-08T10:00:00+07:00");
    const start = "2026-03-11T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-03-10T14:00:00+07:00");
    const talk = await openTalk(world, { lead });
    for (const words of said) {
      if ((await desk.bookingOf(booking.id)).state !== "SLOT_PROPOSED") await talk.say(words);
    }
    expect(await desk.bookingOf(booking.id)).toMatchObject({
      ...{ state: "SLOT_PROPOSED", confirmed_by_reminder: false, reschedule_count: 1 },
    });
    expect(await desk.plan(booking.id)).toContain("soon cancelled RESCHEDULED");
    await world.bookings.cancel(world.caller({ actor: "sales", lead }), {
      ...{ bookingId: booking.id, reason: "cleared", consent: null },
    });
  });

  test("is answered by its buttons", async () => {
    world.clock.set("2026-03-15T10:00:00+07:00");
    const one = await desk.appoint({ service, provider, start: "2026-03-18T14:00:00+07:00" });
    const other = await desk.appoint({ service, provider, start: "2026-03-18T15:00:00+07:00" });
    await desk.goTo("2026-03-17T15:00:00+07:00");
    await desk.press("Tôi sẽ đến", one);
    expect(await desk.bookingOf(one.booking.id)).toMatchObject({ confirmed_by_reminder: true });
    await desk.press("Đổi lịch", other);
    await desk.press("Đổi lịch", other);
    expect(await desk.bookingOf(other.booking.id)).toMatchObject({ state: "SLOT_PROPOSED" });
  });

  test("is asked three times, six hours apart; then people are told, and a no-show is one", async () => {
    world.clock.set("2026-03-22T10:00:00+07:00");
    const start = "2026-03-25T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-03-24T14:00:00+07:00");
    await desk.goTo("2026-03-24T20:00:00+07:00");
    expect((await lastSaid(world, lead)).text).toContain("chưa thấy bạn trả lời");
    await desk.goTo("2026-03-25T02:00:00+07:00");
    await desk.goTo("2026-03-25T08:00:00+07:00");
    expect((await desk.bookingOf(booking.id)).tags).toEqual([]);
    await desk.goTo("2026-03-25T12:00:00+07:00");
    expect((await desk.bookingOf(booking.id)).tags).toEqual(["unconfirmed"]);
    await desk.goTo("2026-03-25T14:30:00+07:00");
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "FOLLOW_UP", missed: true });
    expect((await desk.plan(booking.id)).toSorted()).toEqual([
      ...["day_before 2 sent", "day_before 3 sent", "day_before sent"],
      ...["missed sent", "no_show done", "show_up done", "soon sent", "start done"],
      "unanswered done",
    ]);
    const { text } = await lastSaid(world, lead);
    expect(text).toContain("Thứ 4, 25/03, 14:00");
    const talk = await openTalk(world, { lead });
    await talk.say("vâng");
    expect(await desk.bookingOf(booking.id)).toMatchObject({ state: "SLOT_PROPOSED" });
  });

  test("is not asked again of somebody who has written", async () => {
    world.clock.set("2026-03-29T10:00:00+07:00");
    const start = "2026-04-01T14:00:00+07:00";
    const { lead, booking } = await desk.appoint({ service, provider, start });
    await desk.goTo("2026-03-31T14:00:00+07:00");
    await (await openTalk(world, { lead })).say("Bên mình có chỗ gửi xe không?");
    await desk.goTo("2026-03-31T20:30:00+07:00");
    expect(await desk.plan(booking.id)).toContain("day_before 2 skipped answered");
  });
});

describe("in English", () => {
  test.each([
    ["Yes, I'll be there", "2026-03-04T11:00:00-05:00", true],
    ["No", "2026-03-04T12:00:00-05:00", false],
    ["Can I change it?", "2026-03-04T13:00:00-05:00", false],
  ])("%s is understood", async (words, start, comes) => {
    spa.clock.set("2026-03-01T10:00:00-05:00");
    const { lead, booking } = await spaDesk.appoint({ service: "Botox", start });
    spa.clock.set(start);
    spa.clock.advance({ hours: -24 });
    await spaDesk.look();
    const reminded = await lastSaid(spa, lead);
    expect(reminded.text).toContain("Will you be there?");
    const talk = await openTalk(spa, { lead });
    const answer = await talk.say(words);
    if (!comes && (await spaDesk.bookingOf(booking.id)).state !== "SLOT_PROPOSED") {
      expect(answer.text).toContain("another time");
      await talk.say("Yes");
    }
    expect(await spaDesk.bookingOf(booking.id)).toMatchObject(
      comes ? { confirmed_by_reminder: true } : { state: "SLOT_PROPOSED" },
    );
  });
});
