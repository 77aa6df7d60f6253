import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Policy } from "#src/domain/policy.ts";
import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { type Appointed, appoint as appointUnanswered, granted, propose } from "../appointments.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";
import { lastSaid, provider, service } from "./waiting.ts";

let world: World;
let spa: World;
beforeAll(async () => {
  world = await openWorld();
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
});
afterAll(() => Promise.all([world.close(), spa.close()]));

const look = (of = world) => doDueThings(turnDepsOf(of))();
const goTo = async (at: string, of = world): Promise<void> => {
  of.clock.set(at);
  await look(of);
};
const bookingOf = (id: string, of = world) =>
  of.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
/** What was said on the way to the appointment was answered. */
const appoint: typeof appointUnanswered = async (of, wanted) => {
  const appointed = await appointUnanswered(of, wanted);
  await of.db
    .updateTable("conversations")
    .set(({ ref }) => ({ answered_seq: ref("last_seq") }))
    .where("id", "=", appointed.lead.conversationId)
    .execute();
  return appointed;
};
const dueOf = (id: string) =>
  world.db
    .selectFrom("reminders")
    .select(["kind", "attempt", "status", "why"])
    .where("booking_id", "=", id)
    .orderBy("due_at")
    .orderBy("attempt")
    .execute();
const settled = async (id: string) =>
  (await dueOf(id)).map(({ kind, attempt, status, why }) =>
    [kind, attempt > 1 ? attempt : "", status, why ?? ""].filter((word) => word !== "").join(" "),
  );
const setPolicy = (policy: Partial<Policy>) =>
  world.db
    .updateTable("organizations")
    .set({ policy: JSON.stringify({ ...world.organization.policy, ...policy }) })
    .where("id", "=", world.organization.id)
    .execute();
const wish = (lead: WorldLead, column: "opted_out_at" | "reminders_off_at" | "marketing_since") =>
  world.db
    .updateTable("leads")
    .set({ [column]: world.clock.now() })
    .where("id", "=", lead.id)
    .execute();
const pressLast = async (label: string, { lead }: Appointed, of = world) => {
  const { choices } = await lastSaid(of, lead);
  const choice = choices.find((one) => one.label.includes(label));
  if (!choice) throw new Error(`no button ${label} among ${JSON.stringify(choices)}`);
  return (await openTalk(of, { lead })).send(choice.label, choice.id);
};

describe("a reminder of the day before", () => {
  test("is answered with a yes, in words, and nothing is asked again", async () => {
    await goTo("2026-03-01T10:00:00+07:00");
    const start = "2026-03-04T14:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-03-03T13:59:59+07:00");
    expect((await lastSaid(world, lead)).text).not.toContain("nhắc");
    await goTo("2026-03-03T14:00:00+07:00");
    const { text, choices } = await lastSaid(world, lead);
    expect(text).toContain("Thứ 4, 04/03, 14:00");
    expect(text).toContain("xác nhận");
    expect(choices.map(({ label }) => label)).toEqual(["Tôi sẽ đến", "Đổi lịch"]);
    expect(await bookingOf(booking.id)).toMatchObject({ state: "REMINDER_SENT" });
    const answer = await (await openTalk(world, { lead })).say("Dạ có ạ");
    expect(answer.text).toContain("Hẹn gặp bạn");
    expect(await bookingOf(booking.id)).toMatchObject({
      confirmed_by_reminder: true,
      reminder_sent_times: [{ type: "day_before", status: "sent" }],
    });
    await goTo("2026-03-03T20:00:00+07:00");
    await goTo("2026-03-04T12:00:00+07:00");
    expect(await settled(booking.id)).toEqual([
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
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-03-10T14:00:00+07:00");
    const talk = await openTalk(world, { lead });
    for (const words of said) {
      if ((await bookingOf(booking.id)).state !== "SLOT_PROPOSED") await talk.say(words);
    }
    expect(await bookingOf(booking.id)).toMatchObject({
      ...{ state: "SLOT_PROPOSED", confirmed_by_reminder: false, reschedule_count: 1 },
    });
    expect(await settled(booking.id)).toContain("soon cancelled RESCHEDULED");
    await world.bookings.cancel(world.caller({ actor: "sales", lead }), {
      ...{ bookingId: booking.id, reason: "cleared", consent: null },
    });
  });

  test("is answered by its buttons", async () => {
    world.clock.set("2026-03-15T10:00:00+07:00");
    const one = await appoint(world, { service, provider, start: "2026-03-18T14:00:00+07:00" });
    const other = await appoint(world, { service, provider, start: "2026-03-18T15:00:00+07:00" });
    await goTo("2026-03-17T15:00:00+07:00");
    await pressLast("Tôi sẽ đến", one);
    expect(await bookingOf(one.booking.id)).toMatchObject({ confirmed_by_reminder: true });
    await pressLast("Đổi lịch", other);
    await pressLast("Đổi lịch", other);
    expect(await bookingOf(other.booking.id)).toMatchObject({ state: "SLOT_PROPOSED" });
  });

  test("is asked three times, six hours apart; then people are told, and a no-show is one", async () => {
    world.clock.set("2026-03-22T10:00:00+07:00");
    const start = "2026-03-25T14:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-03-24T14:00:00+07:00");
    await goTo("2026-03-24T20:00:00+07:00");
    expect((await lastSaid(world, lead)).text).toContain("chưa thấy bạn trả lời");
    await goTo("2026-03-25T02:00:00+07:00");
    await goTo("2026-03-25T08:00:00+07:00");
    expect((await bookingOf(booking.id)).tags).toEqual([]);
    await goTo("2026-03-25T12:00:00+07:00");
    expect((await bookingOf(booking.id)).tags).toEqual(["unconfirmed"]);
    await goTo("2026-03-25T14:30:00+07:00");
    expect(await bookingOf(booking.id)).toMatchObject({ state: "FOLLOW_UP", missed: true });
    expect((await settled(booking.id)).toSorted()).toEqual([
      ...["day_before 2 sent", "day_before 3 sent", "day_before sent"],
      ...["missed sent", "no_show done", "show_up done", "soon sent", "start done"],
      "unanswered done",
    ]);
    const { text } = await lastSaid(world, lead);
    expect(text).toContain("Thứ 4, 25/03, 14:00");
    const talk = await openTalk(world, { lead });
    await talk.say("vâng");
    expect(await bookingOf(booking.id)).toMatchObject({ state: "SLOT_PROPOSED" });
  });

  test("is not asked again of somebody who has written", async () => {
    world.clock.set("2026-03-29T10:00:00+07:00");
    const start = "2026-04-01T14:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-03-31T14:00:00+07:00");
    await (await openTalk(world, { lead })).say("Bên mình có chỗ gửi xe không?");
    await goTo("2026-03-31T20:30:00+07:00");
    expect(await settled(booking.id)).toContain("day_before 2 skipped answered");
  });
});

describe("in English", () => {
  test.each([
    ["Yes, I'll be there", "2026-03-04T11:00:00-05:00", true],
    ["No", "2026-03-04T12:00:00-05:00", false],
    ["Can I change it?", "2026-03-04T13:00:00-05:00", false],
  ])("%s is understood", async (words, start, comes) => {
    spa.clock.set("2026-03-01T10:00:00-05:00");
    const { lead, booking } = await appoint(spa, { service: "Botox", start });
    spa.clock.set(start);
    spa.clock.advance({ hours: -24 });
    await look(spa);
    const reminded = await lastSaid(spa, lead);
    expect(reminded.text).toContain("Will you be there?");
    const talk = await openTalk(spa, { lead });
    const answer = await talk.say(words);
    if (!comes && (await bookingOf(booking.id, spa)).state !== "SLOT_PROPOSED") {
      expect(answer.text).toContain("another time");
      await talk.say("Yes");
    }
    expect(await bookingOf(booking.id, spa)).toMatchObject(
      comes ? { confirmed_by_reminder: true } : { state: "SLOT_PROPOSED" },
    );
  });
});

describe("nobody is written to who does not want it", () => {
  test.each([
    ["opted_out_at", "opted_out"],
    ["reminders_off_at", "reminders_off"],
  ] as const)("%s: nothing is said, and the booking goes its way", async (column, why) => {
    world.clock.set("2026-04-05T10:00:00+07:00");
    const start =
      column === "opted_out_at" ? "2026-04-08T14:00:00+07:00" : "2026-04-08T15:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await wish(lead, column);
    const before = await lastSaid(world, lead);
    await goTo("2026-04-07T15:00:00+07:00");
    expect(await bookingOf(booking.id)).toMatchObject({ state: "SLOT_CONFIRMED" });
    await goTo("2026-04-08T13:00:00+07:00");
    await goTo("2026-04-08T15:30:00+07:00");
    expect(await lastSaid(world, lead)).toEqual(before);
    expect(await bookingOf(booking.id)).toMatchObject({ state: "NO_SHOW" });
    expect(await settled(booking.id)).toEqual(
      expect.arrayContaining([`day_before skipped ${why}`, `missed skipped ${why}`]),
    );
  });
});

describe("the plan", () => {
  test("goes with the appointment when it is moved, and ends with it", async () => {
    world.clock.set("2026-04-12T10:00:00+07:00");
    const start = "2026-04-15T14:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const caller = world.caller({ actor: "sales", lead });
    granted(await world.bookings.reschedule(caller, { bookingId: booking.id, reason: "ill" }));
    expect((await dueOf(booking.id)).every(({ status }) => status === "cancelled")).toBe(true);
    const statedBy = "sales-1";
    const offered = await world.db
      .selectFrom("allocations")
      .select("slot_id")
      .where("booking_id", "=", booking.id)
      .where("released_at", "is", null)
      .executeTakeFirstOrThrow();
    const confirmation = { bookingId: booking.id, slotId: offered.slot_id ?? "", consent: null };
    granted(await world.bookings.confirmSlot(caller, { ...confirmation, statedBy }));
    expect((await dueOf(booking.id)).filter(({ status }) => status === "planned")).not.toEqual([]);
    const reason = "customer_cannot_attend";
    const request = { bookingId: booking.id, reason, consent: null };
    granted(await world.bookings.cancel(caller, request));
    expect((await dueOf(booking.id)).filter(({ status }) => status === "planned")).toEqual([]);
  });

  test("after downtime skips what comes too late and does once what does not", async () => {
    world.clock.set("2026-04-19T10:00:00+07:00");
    const start = "2026-05-06T14:00:00+07:00";
    const policy = { proposalWindowDays: 30 };
    await setPolicy(policy);
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-05-06T09:00:00+07:00");
    await look();
    expect((await settled(booking.id)).slice(0, 2)).toEqual([
      "confirm skipped too_late",
      "day_before sent",
    ]);
    world.clock.set("2026-05-04T09:00:00+07:00");
    await look();
    expect((await lastSaid(world, lead)).text).toContain("nhắc");
    expect((await bookingOf(booking.id)).reminder_sent_times).toHaveLength(1);
    await setPolicy({});
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
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-05-12T15:00:00+07:00");
    const said = await world.db
      .selectFrom("messages")
      .select("text")
      .where("conversation_id", "=", lead.conversationId)
      .where("purpose", "=", "reminders")
      .orderBy("seq")
      .execute();
    expect(said.map((one) => one.text).join("\n")).toContain("lúc Thứ 4, 13/05, 15:00: nhịn ăn");
    expect((await dueOf(booking.id)).map(({ kind }) => kind)).not.toContain("soon");
    await set(world.service(service).rules).execute();
  });

  test("is done once by many who look at the same time", async () => {
    world.clock.set("2026-05-17T10:00:00+07:00");
    const start = "2026-05-20T14:00:00+07:00";
    const { lead } = await appoint(world, { service, provider, start });
    world.clock.set("2026-05-19T14:00:00+07:00");
    await Promise.all([look(), look(), look(), look()]);
    const said = await world.db
      .selectFrom("messages")
      .select("id")
      .where("conversation_id", "=", lead.conversationId)
      .where("purpose", "=", "reminders")
      .execute();
    expect(said).toHaveLength(1);
  });
});

describe("what was not brought to an end", () => {
  test("is abandoned after a week of silence, and won back once, of those who want offers", async () => {
    world.clock.set("2026-05-24T10:00:00+07:00");
    const silent = await propose(world, { service });
    const wanting = await propose(world, { service });
    await wish(wanting.lead, "marketing_since");
    const talking = await propose(world, { service });
    world.clock.advance({ hours: 6 * 24 });
    await world.message(talking.lead, "để mình xem lại");
    world.clock.advance({ hours: 25 });
    const abandon = abandonSilent(turnDepsOf(world));
    await Promise.all([abandon(), abandon()]);
    const states = await Promise.all(
      [silent, wanting, talking].map(async ({ booking }) => (await bookingOf(booking.id)).state),
    );
    expect(states).toEqual(["ABANDONED", "ABANDONED", "SLOT_PROPOSED"]);
    world.clock.advance({ hours: 3 * 24 });
    await look();
    await look();
    expect(await settled(silent.booking.id)).toEqual(["reengage skipped no_offers_wanted"]);
    expect(await settled(wanting.booking.id)).toEqual(["reengage sent"]);
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
    await setPolicy({ recallOffer: { days: 30 } });
    world.clock.set("2026-06-07T10:00:00+07:00");
    const start = "2026-06-10T14:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await goTo("2026-06-10T14:00:00+07:00");
    const showUp = { bookingId: booking.id, showedUp: true };
    granted(await world.bookings.recordShowUp(world.caller({ actor: "provider" }), showUp));
    await goTo("2026-06-11T14:00:00+07:00");
    expect(await bookingOf(booking.id)).toMatchObject({ state: "FOLLOW_UP" });
    expect((await lastSaid(world, lead)).text).toContain("thế nào");
    const talk = await openTalk(world, { lead });
    expect((await talk.say("Bác sĩ rất nhẹ nhàng")).text).toContain("chia sẻ");
    await goTo("2026-07-10T14:00:00+07:00");
    expect((await lastSaid(world, lead)).text).toContain("lần tiếp theo");
    await setPolicy({});
  });
});
