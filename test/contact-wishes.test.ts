import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { appendReply } from "#src/conversation/transcript.ts";
import { openPushWorld, type PushWorld } from "./push-world.ts";

let push: PushWorld;
beforeEach(async () => {
  push = await openPushWorld({ chatIntervalMs: 0, perSecond: 10_000 });
  await lead("Em chào");
});
afterEach(() => push.close());

/** The lead writes and is answered. */
const lead = async (text: string): Promise<string> => {
  await push.receive({ text });
  await push.work();
  return push.sent.at(-1)?.text ?? "";
};

/** The house says something of its own accord. */
const say = async (text: string, purpose?: "reminders" | "marketing"): Promise<void> => {
  const talk = await push.db
    .selectFrom("conversations")
    .select(["organization_id as organizationId", "id as conversationId"])
    .executeTakeFirstOrThrow();
  const messageId = push.world.deps.newId();
  await push.db.transaction().execute((tx) =>
    appendReply(tx, talk, {
      ...{ author: "system", text, choices: [], messageId, turnId: null, afterSeq: null },
      ...{ now: push.world.clock.now(), ...(purpose && { purpose }) },
    }),
  );
  await push.send();
};

const sent = () => push.sent.map(({ text }) => text);
const wishes = () =>
  push.db.selectFrom("contact_wishes").select(["purpose", "wanted"]).orderBy("id").execute();

/** Noon in the clinic's zone, some days on. */
const atNoon = (): void => {
  const { clock } = push.world;
  const hour = (clock.now().getUTCHours() + 7) % 24;
  clock.advance({ minutes: ((36 - hour) % 24) * 60 });
};

describe("each purpose is asked for and refused by itself", () => {
  beforeEach(atNoon);

  test("reminders go until they are refused, and again when they are wanted", async () => {
    await say("nhắc 1", "reminders");
    expect(await lead("đừng nhắc lịch nữa")).toContain("không nhắn nhắc lịch nữa");
    await say("nhắc 2", "reminders");
    await say("về lịch của bạn");
    expect(await lead("bật nhắc lịch")).toContain("nhắc lịch cho bạn như trước");
    await say("nhắc 3", "reminders");
    expect(sent()).toEqual(expect.arrayContaining(["nhắc 1", "về lịch của bạn", "nhắc 3"]));
    expect(sent()).not.toContain("nhắc 2");
    expect(await wishes()).toEqual([
      { purpose: "reminders", wanted: false },
      { purpose: "reminders", wanted: true },
    ]);
  });

  test("offers go to nobody who has not asked for them", async () => {
    await say("ưu đãi 1", "marketing");
    await lead("đăng ký nhận khuyến mãi");
    await say("ưu đãi 2", "marketing");
    await lead("đừng nhắn tin quảng cáo nữa");
    await say("ưu đãi 3", "marketing");
    await say("nhắc", "reminders");
    expect(sent().filter((text) => text.startsWith("ưu đãi"))).toEqual(["ưu đãi 2"]);
    expect(sent()).toContain("nhắc");
  });

  test("STOP ends all of it and START brings back what was not asked for extra", async () => {
    await lead("đăng ký nhận khuyến mãi");
    await lead("STOP");
    await say("nhắc 1", "reminders");
    await say("về lịch 1");
    await say("ưu đãi 1", "marketing");
    expect(await lead("START")).toContain("đã bật lại tin nhắn");
    await say("nhắc 2", "reminders");
    await say("ưu đãi 2", "marketing");
    expect(sent()).toContain("nhắc 2");
    expect(sent()).not.toEqual(expect.arrayContaining(["nhắc 1"]));
    expect(sent().filter((text) => /về lịch|ưu đãi/u.test(text))).toEqual([]);
  });

  test("START from somebody who never opted out only opens the conversation", async () => {
    await lead("start");
    expect(await wishes()).toEqual([]);
  });

  test("STOP is heard while a person has the conversation", async () => {
    await push.db.updateTable("conversations").set({ owner: "human" }).execute();
    await lead("STOP");
    await say("nhắc 1", "reminders");
    expect(sent()).not.toContain("nhắc 1");
    expect(await wishes()).toEqual([{ purpose: "all", wanted: false }]);
  });
});

describe("in quiet hours", () => {
  /** Two at night; nobody has written for hours. */
  beforeEach(() => {
    atNoon();
    push.world.clock.advance({ minutes: 14 * 60 });
  });

  test("a reminder waits for the morning, and what concerns the lead's booking does not", async () => {
    await say("nhắc", "reminders");
    await say("lịch của bạn bị đổi");
    expect(sent()).toContain("lịch của bạn bị đổi");
    expect(sent()).not.toContain("nhắc");
    const [wake] = push.wakes;
    expect(wake?.toISOString()).toMatch(/T01:00:00/u);
    push.world.clock.advance({ minutes: 6 * 60 });
    await push.send();
    expect(sent().at(-1)).toBe("nhắc");
  });

  test("an answer overtakes a reminder that waits", async () => {
    await say("nhắc", "reminders");
    const answer = await lead("em hỏi chút ạ");
    expect(answer).not.toBe("nhắc");
    expect(sent()).not.toContain("nhắc");
  });

  test("who has just written is awake", async () => {
    await lead("em hỏi chút ạ");
    await say("nhắc", "reminders");
    expect(sent()).toContain("nhắc");
  });

  test("that the organization has not set, nothing waits", async () => {
    const policy = JSON.stringify({ quietHours: null });
    await push.db.updateTable("organizations").set({ policy }).execute();
    await say("nhắc", "reminders");
    expect(sent()).toContain("nhắc");
  });
});
