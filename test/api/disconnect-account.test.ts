import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ConversationList, DeliveryList, MessageList } from "#src/http/contract.ts";
import { type ChannelWorld, english, openChannelWorld, vietnamese } from "./channel-world.ts";
import type { ApiWorld } from "./world.ts";

let channels: ChannelWorld;
let world: ApiWorld;
beforeAll(async () => {
  channels = await openChannelWorld();
  world = channels.world;
  const connected = await channels.connect(world.clinic);
  if (connected.status !== 201) throw new Error("the clinic's bot could not be connected");
});
afterAll(() => channels.close());

describe("a connected account", () => {
  test("takes what its provider brings and answers through it", async () => {
    expect((await channels.say("Chào phòng khám")).statusCode).toBe(200);
    await channels.answer();
    await channels.send();
    expect(channels.emulator.chat(5501).shown()).toHaveLength(1);
  });

  test("connected again, also with one Idempotency-Key, is one account; the key keeps no secret", async () => {
    const headers = { ...english, "idempotency-key": "again" };
    expect((await channels.connect(world.clinic, channels.options, { headers })).status).toBe(201);
    expect((await channels.connect(world.clinic, channels.options, { headers })).status).toBe(201);
    expect(await channels.accountsOf(world.clinic)).toHaveLength(1);
    const kept = await world.db.selectFrom("operations").select("request").execute();
    expect(JSON.stringify(kept)).not.toContain(channels.emulator.token);
  });
});

describe("another organization", () => {
  test.each([
    [english, "connected elsewhere already"],
    [vietnamese, "đã được kết nối ở nơi khác"],
  ])("is refused the account, not told whose it is, and changes nothing (%j)", async (headers, says) => {
    const before = await channels.secretsOf();
    const refused = await channels.connect(world.spa, channels.options, { headers });
    expect(refused).toMatchObject({
      status: 409,
      body: { error: "CHANNEL_ACCOUNT_TAKEN", message: expect.stringContaining(says) },
    });
    expect(JSON.stringify(refused.body)).not.toMatch(/Hoa Mai|hoa-mai|666/u);
    expect(JSON.stringify(refused.body)).not.toContain(world.clinic.organizationId);
    expect(await channels.secretsOf()).toEqual(before);
    // Telegram still signs with what the owner's connecting has set.
    expect(channels.emulator.webhookSecret()).toBe(before["webhookSecret"]);
  });

  test("neither sees nor disconnects it", async () => {
    expect(await channels.accountsOf(world.spa)).toEqual([]);
    const gone = await world.spa.ask(
      "DELETE",
      "/channel-accounts/telegram/666",
      undefined,
      english,
    );
    expect(gone).toMatchObject({ status: 404, body: { error: "UNKNOWN_CHANNEL_ACCOUNT" } });
    expect(await channels.accountsOf(world.clinic)).toHaveLength(1);
  });
});

describe("a disconnected account", () => {
  test("says nothing more, not even what was about to leave, and is told nothing", async () => {
    const secret = (await channels.secretsOf())["webhookSecret"];
    expect((await channels.say("Mai còn chỗ không?")).statusCode).toBe(200);
    await channels.answer();
    const shown = channels.emulator.chat(5501).shown().length;
    // The bot has just spoken, so the next message waits for its turn; meanwhile it is let go of.
    await channels.send(async () => {
      const gone = await world.clinic.ask("DELETE", "/channel-accounts/telegram/666");
      expect(gone).toMatchObject({ status: 200, body: { success: true } });
    });
    expect(channels.emulator.chat(5501).shown()).toHaveLength(shown);
    expect(channels.emulator.webhookSecret()).toBeUndefined();
    expect((await channels.say("Alo?", secret)).statusCode).toBe(404);
    expect(await channels.accountsOf(world.clinic)).toEqual([]);
    expect(await channels.secretsOf()).toEqual({});
    const again = await world.clinic.ask(
      "DELETE",
      "/channel-accounts/telegram/666",
      undefined,
      vietnamese,
    );
    expect(again).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("Không có tài khoản này đang kết nối") },
    });
  });

  test("keeps its history, and what was not sent is dead", async () => {
    const { conversations } = (await world.clinic.ask("GET", "/conversations")).as(
      ConversationList,
    );
    const path = `/conversations/${conversations[0]?.conversation_id}/messages`;
    const { messages } = (await world.clinic.ask("GET", path)).as(MessageList);
    expect(messages.map(({ author }) => author)).toEqual(["lead", "ai", "lead", "ai"]);
    const dead = (await world.clinic.ask("GET", "/deliveries?status=dead")).as(DeliveryList);
    expect(dead.deliveries).toMatchObject([{ account: "666", error_code: "disconnected" }]);
  });

  test("stays its organization's, and lives again when it is connected again", async () => {
    expect((await channels.connect(world.spa)).status).toBe(409);
    expect((await channels.connect(world.clinic)).status).toBe(201);
    expect(await channels.accountsOf(world.clinic)).toMatchObject([
      { status: "active", health: { dead_deliveries: 1 } },
    ]);
    const dead = (await world.clinic.ask("GET", "/deliveries?status=dead")).as(DeliveryList);
    await world.clinic.ask("POST", `/deliveries/${dead.deliveries[0]?.delivery_id}/retry`);
    const shown = channels.emulator.chat(5501).shown().length;
    channels.later();
    await channels.send();
    expect(channels.emulator.chat(5501).shown()).toHaveLength(shown + 1);
    expect((await channels.say("Em đây ạ")).statusCode).toBe(200);
  });
});
