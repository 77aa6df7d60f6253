import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addTimeOff } from "#src/catalog/edit/edit-time-off.ts";
import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import { resettle } from "#src/lifecycle/close-time.ts";
import { openReminderDesk } from "../lifecycle/reminder-desk.ts";
import { lastSaid } from "../lifecycle/waiting.ts";
import { openTalk, type Said, type Talk, turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

/** What a lead of each house says on the way, and what must stand in the answers. */
const houses = {
  vi: {
    template: "dental-clinic",
    now: "2026-02-05T09:00:00+07:00",
    offset: "+07:00",
    service: "Khám tổng quát",
    provider: "BS. Nguyễn Văn An",
    book: (time: string) => `Em muốn khám tổng quát với bác sĩ An ${time}`,
    at: { tuesday: "9h thứ 3 tuần sau", wednesday: "9h thứ 4 tuần sau", past: "9h sáng hôm qua" },
    phone: "+84901234567",
    confirm: "Xác nhận",
    coming: "Tôi sẽ đến",
    move: "Em bận, đổi lịch sang 10h thứ 6 tuần sau giúp em",
    givenBack: /giờ cũ \(Thứ 3, 10\/02, 09:00\) đã được trả lại/u,
    movedTo: /Thứ 6, 13\/02, 10:00/u,
    cancel: "Em muốn huỷ lịch",
    yes: "Vâng",
    pastSaid: /đã qua|quá khứ/u,
    sorry: /xin lỗi/iu,
    again: "Em muốn khám tổng quát",
  },
  en: {
    template: "medical-spa",
    now: "2026-02-05T09:00:00-05:00",
    offset: "-05:00",
    service: "Skin consultation",
    provider: "Dr. Maya Chen",
    book: (time: string) => `I would like a skin consultation ${time}`,
    at: {
      tuesday: "next Tuesday at 11am",
      wednesday: "next Wednesday at 11am",
      past: "yesterday at 10am",
    },
    phone: "+12125550142",
    confirm: "Confirm",
    coming: "I'll be there",
    move: "I am busy, please move it to next Friday at 11am",
    givenBack: /the old time \(Tuesday, 10 February, 11:00\) is given back/u,
    movedTo: /Friday, 13 February, 11:00/u,
    cancel: "Please cancel my appointment",
    yes: "Yes",
    pastSaid: /past|passed/u,
    sorry: /sorry/iu,
    again: "I would like a skin consultation",
  },
} as const;

describe.each(["vi", "en"] as const)("in %s, by chat,", (language) => {
  const house = houses[language];
  let world: World;
  let desk: ReturnType<typeof openReminderDesk>;
  beforeAll(async () => {
    world = await openWorld({ template: house.template, now: house.now });
    desk = openReminderDesk(world);
  });
  afterAll(() => world.close());

  const bookingsOf = (talk: Talk) =>
    world.db
      .selectFrom("bookings")
      .selectAll()
      .where("lead_id", "=", talk.lead.id)
      .orderBy("created_at")
      .execute();

  const bookingOf = async (talk: Talk) => {
    const booking = (await bookingsOf(talk)).at(-1);
    if (!booking) throw new Error("there is no booking");
    return booking;
  };

  /** The committed moves of the lead's bookings, "A → B", each once. */
  const arrows = async (talk: Talk): Promise<Set<string>> => {
    const ids = (await bookingsOf(talk)).map(({ id }) => id);
    const rows = await world.db
      .selectFrom("booking_events")
      .select(["from_state", "to_state"])
      .where("booking_id", "in", ids)
      .where("validation_passed", "=", true)
      .where("event_type", "=", "state_change")
      .execute();
    return new Set(rows.map(({ from_state, to_state }) => `${from_state} → ${to_state}`));
  };

  /** Until a time is confirmed: the number where it is asked for, the first time, the yes. */
  const book = async (words: string): Promise<Talk> => {
    const talk = await meet();
    await finish(talk, words);
    return talk;
  };

  /** Somebody whose number is known. */
  const meet = async (): Promise<Talk> => {
    const talk = await openTalk(world);
    const lead = world.db.updateTable("leads").where("id", "=", talk.lead.id);
    await lead.set({ phone: house.phone, language }).execute();
    return talk;
  };

  /** Asks for another time, says yes to giving the old one up, and takes what is offered. */
  const moveIt = async (talk: Talk): Promise<void> => {
    let { choices } = await talk.say(house.move);
    if ((await bookingOf(talk)).state !== "SLOT_PROPOSED") {
      ({ choices } = await talk.say(house.yes));
    }
    await choose(talk, choices);
  };

  const finish = async (talk: Talk, words: string): Promise<void> => {
    await choose(talk, (await talk.say(words)).choices);
  };

  /** The last time of those offered, and the yes to it. */
  const choose = async (talk: Talk, offered: Said["choices"]): Promise<void> => {
    let choices = offered;
    for (let step = 0; step < 4 && (await bookingOf(talk)).state === "SLOT_PROPOSED"; step += 1) {
      const yes = choices.find(({ label }) => label.includes(house.confirm));
      const next = yes ?? choices.at(-1);
      if (!next) throw new Error("nothing is offered");
      ({ choices } = await talk.send(next.label, next.id));
    }
    expect((await bookingOf(talk)).state).toBe("SLOT_CONFIRMED");
  };

  /** One provider is away for one day. */
  const takeOff = (providerId: string, day: string) =>
    world.db.transaction().execute((tx) =>
      addTimeOff(
        {
          tx,
          organizationId: world.organization.id,
          now: world.clock.now(),
          newId: world.deps.newId,
        },
        { providerId, startDate: day, endDate: day },
      ),
    );

  test("a booking goes from the question to the visit and after (000 §2.1)", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.tuesday));
    const { id, starts_at } = await bookingOf(talk);
    const start = starts_at?.getTime() ?? 0;
    const later = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
    await desk.goTo(later(-23));
    await desk.press(house.coming, talk);
    expect(await bookingOf(talk)).toMatchObject({ confirmed_by_reminder: true });
    await desk.goTo(later(0.25));
    const provider = world.caller({ actor: "provider" });
    await world.bookings.recordShowUp(provider, { bookingId: id, showedUp: true });
    await desk.goTo(later(30));
    await desk.goTo(later(60));
    expect([...(await arrows(talk))]).toEqual(
      expect.arrayContaining([
        "INQUIRY → SERVICE_SELECTED",
        "SERVICE_SELECTED → SLOT_PROPOSED",
        "SLOT_PROPOSED → SLOT_CONFIRMED",
        "SLOT_CONFIRMED → REMINDER_SENT",
        "REMINDER_SENT → COMPLETED",
        "COMPLETED → FOLLOW_UP",
      ]),
    );
  });

  test("who never answers a reminder and does not come is a no-show, and is offered another time (§11.1)", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.wednesday));
    const start = (await bookingOf(talk)).starts_at?.getTime() ?? 0;
    for (const hours of [-23.9, -17.8, -11.7, -5.6, -2, 0, 0.6, 3, 20, 26]) {
      await desk.goTo(new Date(start + hours * 3_600_000).toISOString());
    }
    expect((await bookingOf(talk)).state).toBe("FOLLOW_UP");
    await moveIt(talk);
    expect([...(await arrows(talk))]).toEqual(
      expect.arrayContaining([
        "REMINDER_SENT → NO_SHOW",
        "NO_SHOW → FOLLOW_UP",
        "FOLLOW_UP → RESCHEDULED",
        "RESCHEDULED → SLOT_PROPOSED",
      ]),
    );
  });

  test("an appointment is moved and cancelled, and another is booked after it", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.tuesday));
    await moveIt(talk);
    await talk.say(house.cancel);
    await talk.say(house.yes);
    expect((await bookingOf(talk)).state).toBe("CANCELLED");
    expect([...(await arrows(talk))]).toEqual(
      expect.arrayContaining([
        "SLOT_CONFIRMED → RESCHEDULED",
        "RESCHEDULED → SLOT_PROPOSED",
        "SLOT_CONFIRMED → CANCELLED",
      ]),
    );
    await finish(talk, house.book(house.at.wednesday));
    expect((await bookingsOf(talk)).map(({ state }) => state)).toEqual([
      "CANCELLED",
      "SLOT_CONFIRMED",
    ]);
  });

  test("a move to a time that is free needs no more than the yes to it", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.tuesday));
    const { text, choices } = await talk.say(house.move);
    expect(text).toMatch(house.givenBack);
    expect(text).toMatch(house.movedTo);
    expect(choices[0]?.label).toBe(house.confirm);
    await talk.say(house.yes);
    expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_CONFIRMED", reschedule_count: 1 });
  });

  test("who falls silent is let go of, and taken up again when they write", async () => {
    world.clock.set(house.now);
    const talk = await meet();
    await talk.say(house.again);
    world.clock.advance({ minutes: 8 * 24 * 60 });
    await abandonSilent(turnDepsOf(world))();
    expect((await bookingOf(talk)).state).toBe("ABANDONED");
    await talk.say(house.again);
    expect([...(await arrows(talk))].join()).toMatch(/→ ABANDONED/u);
    expect((await bookingOf(talk)).state).toMatch(/SERVICE_SELECTED|SLOT_PROPOSED|INQUIRY/u);
  });

  test("the same time twice is one appointment (§11.1)", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.tuesday));
    const { starts_at } = await bookingOf(talk);
    await talk.say(house.book(house.at.tuesday));
    const standing = (await bookingsOf(talk)).filter(({ state }) => state === "SLOT_CONFIRMED");
    expect(standing.map((one) => one.starts_at)).toEqual([starts_at]);
  });

  test("a time in the past is refused in words, and nothing is booked (§11.1)", async () => {
    world.clock.set(house.now);
    const talk = await openTalk(world);
    const { text } = await talk.say(house.book(house.at.past));
    expect(text).toMatch(house.pastSaid);
    expect((await bookingsOf(talk)).filter(({ starts_at }) => starts_at !== null)).toEqual([]);
  });

  test("a provider who falls away after the confirmation: an apology with other times (§11.1)", async () => {
    world.clock.set(house.now);
    const talk = await book(house.book(house.at.wednesday));
    const { starts_at, provider_id } = await bookingOf(talk);
    const day = starts_at?.toISOString().slice(0, 10) ?? "";
    const off = await takeOff(provider_id ?? "", day);
    if (!off.ok) throw new Error("time off is refused");
    await resettle(turnDepsOf(world))(world.organization.id, off.id);
    const { text, choices } = await lastSaid(world, talk.lead);
    expect(text).toMatch(house.sorry);
    expect((await bookingOf(talk)).state).toBe("SLOT_PROPOSED");
    const [first] = choices;
    if (!first) throw new Error("no other time is offered");
    await talk.send(first.label, first.id);
    if ((await bookingOf(talk)).state === "SLOT_PROPOSED") await talk.press(house.confirm);
    expect((await bookingOf(talk)).state).toBe("SLOT_CONFIRMED");
    expect((await bookingOf(talk)).starts_at).not.toEqual(starts_at);
  });

  test("a full day is said to be, with what is free next or the waitlist (§11.1)", async () => {
    world.clock.set(house.now);
    const day = "2026-03-03";
    const providers = await world.db.selectFrom("providers").select("id").execute();
    for (const { id } of providers) await takeOff(id, day);
    const talk = await meet();
    const { text } = await talk.say(house.book(language === "vi" ? "ngày 3/3" : "on March 3rd"));
    const starts = await world.db
      .selectFrom("allocations")
      .select("starts_at")
      .where("booking_id", "=", (await bookingOf(talk)).id)
      .execute();
    const offset = language === "vi" ? 7 : -5;
    const localDays = starts.map(({ starts_at }) =>
      new Date(starts_at.getTime() + offset * 3_600_000).toISOString().slice(0, 10),
    );
    expect(localDays).not.toContain(day);
    expect(text).toMatch(language === "vi" ? /không|hết|kín|nghỉ/u : /not|no |full|closed|free/u);
  });
});
