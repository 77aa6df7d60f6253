import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openWebChatWorld, type WebChatWorld } from "../../test/web-chat-world.ts";

let world: WebChatWorld;
let conversationId: string;

beforeAll(async () => {
  world = await openWebChatWorld();
  const { host, organizationId } = world;
  conversationId = randomUUID();
  await host.open({ organizationId, conversationId, address: "web:lan", language: null });
});
afterAll(() => world.close());

const say = (text: string, deliveryId: string = randomUUID()) =>
  world.host.receive(world.organizationId, {
    conversationId,
    deliveryId,
    text,
    choiceId: null,
    channelData: null,
  });

const turnsQueued = async (): Promise<number> => {
  const rows = await world.database.db
    .selectFrom("outbox")
    .select("payload")
    .where("topic", "=", "turn")
    .execute();
  return rows.filter(({ payload }) => payload.conversationId === conversationId).length;
};

describe("a message that arrives", () => {
  test("is stored and queues a turn", async () => {
    const before = await turnsQueued();
    const { seq, duplicate } = await say("Tôi muốn đặt lịch");
    const [stored] = await world.host.read(world.organizationId, conversationId, seq - 1, 1);
    expect(duplicate).toBe(false);
    expect(stored).toMatchObject({ seq, author: "lead", text: "Tôi muốn đặt lịch" });
    expect(await turnsQueued()).toBe(before + 1);
  });

  test("twice in one delivery is stored once and answered once", async () => {
    const before = await turnsQueued();
    const receipts = await Promise.all([say("9h", "d1"), say("9h", "d1"), say("9h", "d1")]);
    expect(new Set(receipts.map(({ messageId }) => messageId)).size).toBe(1);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await turnsQueued()).toBe(before + 1);
  });

  test("among fifty others gets a place of its own, without gaps", async () => {
    const receipts = await Promise.all(Array.from({ length: 50 }, (_, at) => say(`tin ${at}`)));
    const places = receipts.map(({ seq }) => seq).sort((a, b) => a - b);
    const [first = 0] = places;
    expect(places).toEqual(Array.from({ length: 50 }, (_, at) => first + at));
  });

  test("in a conversation that does not exist is an accident", async () => {
    const { host, organizationId } = world;
    const message = { deliveryId: "x", text: "hi", choiceId: null, channelData: null };
    await expect(
      host.receive(organizationId, { ...message, conversationId: randomUUID() }),
    ).rejects.toThrow("no result");
  });
});
