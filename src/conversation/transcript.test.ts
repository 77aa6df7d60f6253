import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openWebChatWorld, type WebChatWorld } from "../../test/web-chat-world.ts";
import { appendReply } from "./transcript.ts";

let world: WebChatWorld;
let conversationId: string;

beforeAll(async () => {
  world = await openWebChatWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  conversationId = randomUUID();
  await open({ conversationId });
});

const open = (opening: { conversationId: string; address?: string; language?: "en" }) =>
  world.host.open({
    organizationId: world.organizationId,
    address: "web:lan",
    language: null,
    ...opening,
  });

const read = (id = conversationId) => world.host.read(world.organizationId, id, 0, 100);

const receive = () =>
  world.host.receive(world.organizationId, {
    conversationId,
    deliveryId: randomUUID(),
    text: "chào",
    choiceId: null,
    channelData: null,
  });

const reply = (author: "ai" | "sales" | "system", afterSeq: number | null) =>
  world.database.db.transaction().execute((tx) =>
    appendReply(
      tx,
      { organizationId: world.organizationId, conversationId },
      {
        author,
        text: "Dạ",
        choices: [],
        messageId: randomUUID(),
        turnId: null,
        afterSeq,
        now: new Date(),
      },
    ),
  );

const places = () =>
  world.database.db
    .selectFrom("conversations")
    .select(["last_seq", "answered_seq"])
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();

describe("a conversation", () => {
  test("begins with the greeting, to which nobody owes an answer", async () => {
    expect(await read()).toMatchObject([
      { seq: 1, author: "ai", text: "Xin chào!", choices: [{ id: "book", label: "Đặt lịch" }] },
    ]);
    expect(await places()).toEqual({ last_seq: 1, answered_seq: 1 });
  });

  test("is greeted in the language asked for", async () => {
    const english = randomUUID();
    await open({ conversationId: english, language: "en" });
    expect(await read(english)).toMatchObject([{ text: "Hello!" }]);
  });

  test("opened again is the same one, greeted once", async () => {
    await Promise.all([open({ conversationId }), open({ conversationId })]);
    expect(await read()).toHaveLength(1);
  });

  test("belongs to one person however many they open at once", async () => {
    const ids = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(ids.map((id) => open({ conversationId: id, address: "web:minh" })));
    const leads = await world.database.db
      .selectFrom("conversations")
      .select("lead_id")
      .distinct()
      .where("id", "in", ids)
      .execute();
    expect(leads).toHaveLength(1);
  });

  test.each([["no-uuid"], [randomUUID()]])("named %s belongs to nobody", async (id) => {
    expect(await world.host.addressOf(world.organizationId, id)).toBeNull();
  });
});

describe("a reply", () => {
  test("answers what was said before", async () => {
    const { seq } = await receive();
    expect(await reply("ai", seq)).toBe(seq + 1);
    expect(await places()).toEqual({ last_seq: seq + 1, answered_seq: seq + 1 });
  });

  test("is not said when a newer message makes it stale", async () => {
    const { seq } = await receive();
    await receive();
    expect(await reply("ai", seq)).toBeNull();
    expect(await places()).toEqual({ last_seq: seq + 1, answered_seq: 1 });
  });

  test("of sales is said whatever came meanwhile", async () => {
    const { seq } = await receive();
    expect(await reply("sales", null)).toBe(seq + 1);
    expect(await places()).toMatchObject({ answered_seq: seq + 1 });
  });

  test("of the system leaves the lead's message waiting", async () => {
    await receive();
    await reply("system", null);
    expect(await places()).toEqual({ last_seq: 3, answered_seq: 1 });
  });
});
