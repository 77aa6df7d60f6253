import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTalk, type Talk } from "../../../../test/talk.ts";
import { openWorld, type World } from "../../../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = async ({ lead }: Talk) =>
  (
    await world.db
      .selectFrom("leads")
      .select("phone")
      .where("id", "=", lead.id)
      .executeTakeFirstOrThrow()
  ).phone;

const states = async ({ lead }: Talk) =>
  (
    await world.db.selectFrom("bookings").select("state").where("lead_id", "=", lead.id).execute()
  ).map(({ state }) => state);

describe("a number told", () => {
  test.each([
    "Em muốn trám răng sáng mai. Em tên Nguyễn Thị Lan, số 0912345678",
    "trám răng sáng mai nha, sđt em 0912 345 678",
    "Mình cần trám răng sáng mai, liên hệ 0912.345.678 ạ",
    "I'd like a filling tomorrow morning, my number is +84 912 345 678",
  ])("beside a wish is noted and the wish followed: “%s”", async (text) => {
    const talk = await openTalk(world);
    const offer = await talk.say(text);
    expect(offer.choices.length).toBeGreaterThan(0);
    for (const { label } of offer.choices) expect(label).toMatch(/06\/02|6 February/u);
    expect(await phoneOf(talk)).toBe("+84912345678");
  });

  test.each([
    "Số điện thoại của em là 0912345678 ạ",
    "Dạ, số em là 0912345678",
    "My phone number is 0912345678",
  ])("to a question for a yes is noted and is none: “%s”", async (text) => {
    const talk = await openTalk(world);
    await talk.say("Em muốn trám răng sáng mai");
    await talk.say("1");
    const answer = await talk.say(text);
    expect(answer.choices.length).toBeGreaterThan(0);
    expect(await states(talk)).toEqual(["SLOT_PROPOSED"]);
    expect(await phoneOf(talk)).toBe("+84912345678");
    await talk.say("đúng rồi ạ");
    expect(await states(talk)).toEqual(["SLOT_CONFIRMED"]);
  });

  test("before anything is wished for is kept until there is a booking", async () => {
    const talk = await openTalk(world);
    const first = await talk.say("Em tên Nguyễn Thị Lan, số 0912345678");
    expect(first.text).toContain("dịch vụ nào");
    await talk.say("em muốn trám răng sáng mai");
    expect(await phoneOf(talk)).toBe("+84912345678");
  });
});
