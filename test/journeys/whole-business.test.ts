import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { begin, granted, propose, slotAt } from "../appointments.ts";
import { lastSaid } from "../lifecycle/waiting.ts";
import { openTalk, type Said, type Talk, turnDepsOf } from "../talk.ts";
import { openWorld, type TemplateName, type World } from "../world.ts";

let world: World;
afterEach(() => world.close());

const openIn = (template: TemplateName, now: string) => {
  beforeEach(async () => {
    world = await openWorld({ template, now });
  });
};

const sayAll = async (talk: Talk, lines: readonly string[]): Promise<Said> => {
  let last: Said = { text: "", choices: [] };
  for (const line of lines) last = await talk.say(line);
  return last;
};

/** Books every slot of a service at one time for others; their bookings. */
const fill = async (service: string, start: string): Promise<string[]> => {
  const booked: string[] = [];
  const from = new Date(start);
  const serviceId = world.service(service).id;
  const sales = world.caller({ actor: "sales" });
  const range = { from, to: new Date(from.getTime() + 60_000) };
  const found = granted(await world.bookings.availableSlots(sales, { serviceId, ...range }));
  for (const { providerId, locationId } of found.slots) {
    const lead = await world.lead();
    const wish = { serviceId, start: from, providerId, locationId, statedBy: "Mai" };
    const request = { ...wish, leadId: lead.id, conversationId: null };
    const answer = await world.bookings.bookTime(world.caller({ actor: "sales", lead }), request);
    if (answer.ok) booked.push(answer.booking.id);
  }
  return booked;
};

const bookingsOf = ({ lead }: Talk) =>
  world.bookings.find(world.caller({ actor: "lead", lead }), lead.id);

const standing = async (talk: Talk) =>
  (await bookingsOf(talk))
    .filter(({ state }) => state === "SLOT_CONFIRMED")
    .toSorted((a, b) => Number(a.appointment?.start) - Number(b.appointment?.start));

describe("at the spa", () => {
  openIn("medical-spa", "2026-02-05T09:00:00-05:00");

  test("book me and two friends: three places of the class", async () => {
    const talk = await openTalk(world);
    const asked = await sayAll(talk, [
      "book the breathing class for me and two friends",
      "212-555-0188",
      "saturday at 11",
    ]);
    expect(asked.text).toContain("3 people");
    expect((await talk.say("yes")).text).toContain("You are booked");
    expect(await standing(talk)).toMatchObject([{ participants: 3 }]);
    const other = await openTalk(world);
    const offered = await sayAll(other, [
      "the breathing class for three people with Nurse Linh on saturday at 11",
      "212-555-0189",
    ]);
    expect(offered.text).not.toContain("Saturday, 7 February, 11:00 – Linh Tran");
  });

  test("a treatment for one is not booked for three, and a yes to one goes on", async () => {
    const talk = await openTalk(world);
    const told = await sayAll(talk, ["a facial for me and two friends", "212-555-0188"]);
    expect(told.text).toContain("one person at a time");
    const offered = await talk.say("yes");
    expect(offered.choices.length).toBeGreaterThan(1);
    expect((await bookingsOf(talk))[0]?.participants).toBe(1);
  });
});

describe("at the salon", () => {
  openIn("hair-salon", "2026-02-05T09:00:00+07:00");

  test("every Tuesday at 9 for six weeks, one of them full", async () => {
    const full = "2026-03-03T09:00:00+07:00";
    await fill("Cắt tóc nữ", full);
    const talk = await openTalk(world);
    const shown = await talk.say("a women's haircut every Tuesday at 9 for six weeks please");
    // The salon is closed over Tết, on 17 February.
    expect(shown.text).toContain("I am holding 4 visits");
    expect(shown.text).toMatch(/Tuesday, 3 March, 09:00 is not free \(taken\)\. The nearest/u);
    expect(shown.text).toMatch(/Tuesday, 17 February, 09:00 is not free/u);
    const booked = await talk.press("Confirm");
    expect(booked.text).toContain("4 visits are booked");
    const visits = await standing(talk);
    expect(visits.map(({ series }) => series?.position)).toEqual([0, 2, 4, 5]);
  });

  test("a series is cancelled from one visit on, by chat", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["cắt tóc nam mỗi thứ 3 lúc 10h, 5 buổi", "vâng"]);
    const before = await standing(talk);
    expect(before.length).toBeGreaterThan(2);
    await talk.say("huỷ lịch ngày 3/3 giúp em");
    const asked = await talk.press("Từ buổi này trở đi");
    expect(asked.text).toContain("Bạn xác nhận muốn huỷ");
    await talk.press("Xác nhận huỷ");
    const left = await standing(talk);
    expect(left.length).toBeLessThan(before.length);
    for (const { appointment } of left) {
      expect(Number(appointment?.start)).toBeLessThan(Date.parse("2026-03-03T00:00:00+07:00"));
    }
  });

  test("haircut then colouring with the same person", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["haircut then colouring with the same person", "no"]);
    await sayAll(talk, ["friday at 2pm", "yes"]);
    const [booking] = await standing(talk);
    const parts = booking?.appointment?.parts ?? [];
    expect(parts.map(({ serviceName }) => serviceName)).toEqual(["Cắt tóc nữ", "Nhuộm tóc"]);
    expect(new Set(parts.map(({ providerId }) => providerId)).size).toBe(1);
    expect(parts[1]?.start).toEqual(parts[0]?.end);
  });

  test("a woman who speaks English, asked for once and kept in mind", async () => {
    const talk = await openTalk(world);
    const offered = await talk.say("I'd like a women's haircut with a woman who speaks English");
    const later = await talk.say("do you have saturday morning?");
    const people = [...offered.choices.map(({ label }) => label), later.text];
    expect(people.length).toBeGreaterThan(2);
    const fitting = ["Bích Ngọc", "Tường Vy"];
    for (const label of people) expect(fitting.some((name) => label.includes(name))).toBe(true);
  });

  test("the Quận 7 branch on Sunday", async () => {
    const talk = await openTalk(world);
    const offered = await talk.say("a men's haircut at the Quận 7 branch on Sunday");
    expect(offered.choices.length).toBeGreaterThan(0);
    for (const { label } of offered.choices) expect(label).toMatch(/Sunday, .* Quận 7$/u);
    await sayAll(talk, ["the first one", "yes"]);
    expect(await standing(talk)).toMatchObject([{ appointment: { locationName: "Quận 7" } }]);
  });

  test("who speaks Japanese is told from the profiles", async () => {
    const talk = await openTalk(world);
    const told = await talk.say("which stylist speaks Japanese?");
    expect(told.text).toContain("Thuỳ Linh");
    expect(told.text).not.toContain("Minh Khang");
  });

  test("a longer scalp care where the lead chooses the length", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["em muốn chăm sóc da đầu 90 phút chiều thứ 6", "1", "vâng"]);
    const [booking] = await standing(talk);
    const { start, end } = booking?.appointment ?? {};
    expect(Number(end) - Number(start)).toBe(90 * 60_000);
  });
});

describe("at the clinic", () => {
  openIn("dental-clinic", "2026-02-05T09:00:00+07:00");

  test("what needs a check-up first offers the check-up", async () => {
    const talk = await openTalk(world);
    const { booking } = await begin(world, { lead: talk.lead, service: "Nâng xoang" });
    const refusal = await world.bookings.proposeSlots(
      world.caller({ actor: "lead", lead: talk.lead }),
      { bookingId: booking.id },
    );
    expect(refusal).toMatchObject({ ok: false, code: "consultation_first" });
    const told = await talk.say("em muốn nâng xoang");
    expect(told.choices.map(({ label }) => label)).toContain("Xác nhận");
    const offered = await talk.say("vâng");
    expect(offered.choices.length).toBeGreaterThan(0);
  });

  test("slots that were shown stay one choice, whoever gives them", async () => {
    const { offered } = await propose(world, { start: "2026-02-10T09:00:00+07:00" });
    const starts = offered.map(({ start }) => start.getTime());
    expect(new Set(starts).size).toBe(starts.length);
    expect(slotAt(offered, "2026-02-10T09:00:00+07:00").status).toBe("reserved");
  });
});

describe("nothing this week", () => {
  openIn("dental-clinic", "2026-02-05T09:00:00+07:00");

  test("put me on the list, and the time somebody gives back is offered and booked", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const [other] = await fill("Tẩy trắng răng", start);
    const talk = await openTalk(world);
    await sayAll(talk, ["em muốn tẩy trắng răng thứ 3 ngày 10/2 lúc 9h"]);
    const joined = await talk.say("không có giờ đó thì cho em vào danh sách chờ nhé");
    expect(joined.text).toContain("danh sách chờ");
    const [waiting] = await world.db.selectFrom("waitlist_entries").selectAll().execute();
    expect(waiting).toMatchObject({ dates: [{ from: "2026-02-10", to: "2026-02-10" }] });

    if (!other) throw new Error("the time was not taken");
    // The next day, when what was held for the lead instead has lapsed.
    world.clock.advance({ days: 1 });
    const sales = world.caller({ actor: "sales" });
    const request = { bookingId: other, reason: "ill", consent: null };
    granted(await world.bookings.cancel(sales, request));
    await offerFreedTimes(turnDepsOf(world))(world.organization.id);
    const told = await lastSaid(world, talk.lead);
    expect(told.text).toContain("Thứ 3, 10/02, 09:00");
    expect((await talk.say("dạ được")).text).toContain("đã đặt lịch");
    const [booking] = await standing(talk);
    expect(booking?.appointment?.start).toEqual(new Date(start));
  });
});
