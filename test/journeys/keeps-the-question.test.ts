import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTalk, type Said, type Talk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let clinic: World;
let spa: World;
let school: World;
beforeAll(async () => {
  clinic = await openWorld();
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
  school = await openWorld({ template: "driving-school", now: "2026-02-05T09:00:00-06:00" });
});
afterAll(() => Promise.all([clinic, spa, school].map((world) => world.close())));

const sayAll = async (talk: Talk, lines: readonly string[]): Promise<Said> => {
  let last: Said = { text: "", choices: [] };
  for (const line of lines) last = await talk.say(line);
  return last;
};

const bookingsOf = (world: World, { lead }: Talk) =>
  world.bookings.find(world.caller({ actor: "lead", lead }), lead.id);

describe("the question for a yes stands again", () => {
  test.each([
    ["below the answer to a question", "mà giá bao nhiêu vậy em?", "350.000"],
    ["below what was not understood", "...", "chưa hiểu"],
    ["below a word of thanks", "chị cám ơn em", "không có gì"],
  ])("%s", async (_when, aside, said) => {
    const talk = await openTalk(clinic);
    await talk.say("đặt cạo vôi răng 9h sáng thứ 6");
    const told = await talk.say(aside);
    expect(told.text).toContain(said);
    expect(told.text).toMatch(/Bạn xác nhận đặt Cạo vôi răng: Thứ 6, 06\/02, 09:00/u);
    const [kept] = await bookingsOf(clinic, talk);
    expect(kept?.state).toBe("SLOT_PROPOSED");
    await talk.press("Xác nhận");
    const [booked] = await bookingsOf(clinic, talk);
    expect(booked?.state).toBe("SLOT_CONFIRMED");
  });

  test("below a number that was put right, which is kept", async () => {
    const talk = await openTalk(spa);
    const lines = ["a skin consultation on Tuesday at 11am", "my number is 212-555-0187"];
    const told = await sayAll(talk, [...lines, "sorry, wrong number, it's 212-555-0178"]);
    expect(told.text).toContain("Tuesday, 10 February, 11:00");
    const lead = await spa.db
      .selectFrom("leads")
      .select("phone")
      .where("id", "=", talk.lead.id)
      .executeTakeFirstOrThrow();
    expect(lead.phone).toBe("+12125550178");
  });
});

describe("the time that was asked about stays", () => {
  test.each([
    [
      "with somebody else",
      "à cho em bác sĩ Bình nhé",
      /Thứ 2, 09\/02, 10:00 – BS\. Trần Thị Bình/u,
    ],
    ["at another branch", "à thôi quận 7 cho gần nhà", /Thứ 2, 09\/02, 10:00 – .* – Quận 7/u],
    [
      "at another branch, said so",
      "qua quận 7 đi, cũng giờ đó nhé",
      /09\/02, 10:00 – .* – Quận 7/u,
    ],
  ])("%s", async (_what, change, asked) => {
    const talk = await openTalk(clinic);
    await talk.say("khám tổng quát với bác sĩ An 10h thứ 2 tuần sau ở quận 1");
    expect((await talk.say(change)).text).toMatch(asked);
  });

  test("for more people", async () => {
    const talk = await openTalk(spa);
    const lines = ["the breathing class on Saturday at 11 for 3 people", "212-555-0188"];
    const asked = await sayAll(talk, [...lines, "sorry, make that 4 people"]);
    expect(asked.text).toMatch(/4 people\): Saturday, 7 February, 11:00/u);
  });

  test("when its hold lapsed and nobody took it", async () => {
    const talk = await openTalk(clinic);
    await talk.say("khám tổng quát 9h sáng thứ 4 tuần sau");
    clinic.clock.advance({ minutes: 45 });
    await sayAll(talk, ["xác nhận em nhé", "vâng, xác nhận"]);
    const [booking] = await bookingsOf(clinic, talk);
    expect(booking).toMatchObject({ state: "SLOT_CONFIRMED" });
    expect(booking?.appointment?.start).toEqual(new Date("2026-02-11T09:00:00+07:00"));
  });

  test("a visit being moved goes back to its old time when the lead wants that", async () => {
    const talk = await openTalk(clinic);
    await sayAll(talk, ["trám răng 9h sáng thứ 5 tuần sau", "vâng", "đổi lịch giúp em"]);
    await sayAll(talk, ["thôi giữ giờ cũ nha", "vâng"]);
    const [booking] = await bookingsOf(clinic, talk);
    expect(booking?.appointment?.start).toEqual(new Date("2026-02-12T09:00:00+07:00"));
  });
});

test("a weekday taken this week is not quietly booked for the next", async () => {
  const world = await openWorld();
  const sales = world.caller({ actor: "sales" });
  for (const provider of ["BS. Trần Thị Bình", "BS. Lê Minh Cường", "BS. Phạm Thuỳ Dung"]) {
    const other = await world.lead();
    await world.bookings.bookTime(sales, {
      ...{ leadId: other.id, conversationId: null, statedBy: "Mai" },
      serviceId: world.service("Cạo vôi răng").id,
      providerId: world.provider(provider).id,
      start: new Date("2026-02-10T09:00:00+07:00"),
    });
  }
  const told = await (await openTalk(world)).say("cạo vôi răng thứ 3 lúc 9h");
  await world.close();
  expect(told.text).toContain("hiện không còn trống");
  expect(told.text).toContain("Thứ 3, 17/02, 09:00");
});

describe("what was asked is what is answered", () => {
  test("a yes to the help of a colleague hands the conversation over", async () => {
    const talk = await openTalk(spa);
    await sayAll(talk, ["a skin consultation today at 4pm", "212-555-0190", "yes"]);
    await sayAll(talk, ["I need to cancel my appointment", "yes"]);
    const told = await talk.say("yes please");
    expect(told.text).toContain("colleague");
    const { owner } = await spa.db
      .selectFrom("conversations")
      .select("owner")
      .where("id", "=", talk.lead.conversationId)
      .executeTakeFirstOrThrow();
    expect(owner).toBe("waiting");
  });

  test.each([
    ["yes, I have a learner permit", "10am", "10:00"],
    ["not yet", "2pm", "14:00"],
  ])('"%s" answers the question of the school', async (answer, wish, clock) => {
    const talk = await openTalk(school);
    await sayAll(talk, [`a parking lesson on Friday at ${wish} with Grace`, "512-555-0142"]);
    const asked = await talk.say(answer);
    expect(asked.text).toContain(`Shall I book Parking lesson: Friday, 6 February, ${clock}`);
  });

  test("asking for the opening hours is no wish for that day", async () => {
    const talk = await openTalk(spa);
    await sayAll(talk, ["a facial on Wednesday at 3pm", "212-555-0191"]);
    const told = await talk.say("by the way, are you open on Sundays?");
    expect(told.text).toContain("Sunday 10:00–16:00");
    expect(told.text).toContain("Shall I book Signature facial: Wednesday, 11 February, 15:00");
  });

  test("one of two appointments is meant by its service", async () => {
    const talk = await openTalk(clinic);
    await sayAll(talk, ["trám răng 14h chiều thứ 3 tuần sau", "vâng"]);
    await sayAll(talk, ["cạo vôi răng 15h chiều thứ 4 tuần sau", "vâng", "đổi lịch giúp em với"]);
    await talk.say("lịch cạo vôi ấy, qua 16h chiều thứ 6 tuần sau");
    expect(await bookingsOf(clinic, talk)).toHaveLength(2);
  });
});

describe("what is told beside a wish", () => {
  test("a weekday that is not the one of its date is asked back, whatever was open before", async () => {
    const talk = await openTalk(clinic);
    const asked = await talk.say("đặt cạo vôi răng thứ 4 ngày 10/2 lúc 14h");
    expect(asked.text).toContain("không khớp");
    const told = await talk.say("ý em là 14h thứ 3 ngày 10/2");
    expect(told.text).toContain("Thứ 3, 10/02, 14:00");
  });

  test("what happened before is no wish for a time that is over", async () => {
    const talk = await openTalk(clinic);
    const told = await talk.say("hôm qua em nhổ răng về bị sưng mặt");
    expect(told.text).not.toContain("đã qua");
  });

  test("the house's own holidays are a question, no time", async () => {
    const talk = await openTalk(clinic);
    const told = await talk.say("tết này phòng khám nghỉ đến hôm nào ạ");
    expect(told.text).not.toContain("chưa rõ giờ");
  });
});
