import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";

import { takeTurn } from "#src/conversation/take-turn.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { type DeliverDeps, deliver } from "#src/delivery/deliver.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import { DeliveryAnswer, DeliveryList } from "#src/http/contract.ts";
import { telegram } from "../../channels/telegram/index.ts";
import { openTelegramEmulator, type TelegramEmulator } from "../telegram-emulator.ts";
import { API_SECRETS_KEY, type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let emulator: TelegramEmulator;
beforeAll(async () => {
  emulator = await openTelegramEmulator();
  world = await openApiWorld({}, [], [telegram]);
  await saveAccount(
    world.db,
    API_SECRETS_KEY,
    {
      ...{ organizationId: world.clinic.organizationId, channel: "telegram", account: "666" },
      settings: { apiRoot: emulator.apiRoot },
      secrets: { token: emulator.token, webhookSecret: SECRET },
    },
    world.now(),
  );
});
afterAll(async () => {
  await world.close();
  await emulator.close();
});

const SECRET = "s".repeat(64);
const payload = (name: string) => readFileSync(`channels/telegram/payloads/${name}.json`, "utf8");

const post = (body: string, secret: string | null = SECRET, account = "666") =>
  world.http.inject({
    method: "POST",
    url: `/webhooks/telegram/${account}`,
    headers: {
      "content-type": "application/json",
      ...(secret !== null && { "x-telegram-bot-api-secret-token": secret }),
    },
    payload: body,
  });

const messages = () =>
  world.db.selectFrom("messages").select(["author", "text"]).orderBy("seq").execute();

/** Answers what waits and sends what is due, as a worker does. */
const work = async (): Promise<void> => {
  const deps: DeliverDeps = {
    ...{ ...world.turns, db: world.db, now: world.now, secretsKey: API_SECRETS_KEY },
    channels: openPushChannels([{ name: "telegram", load: async () => telegram }]),
    late: { look: async () => undefined },
    enclose: async () => ({ files: [], note: null }),
    ...{ random: () => 1, wakeAt: async () => undefined, sendTimeoutMs: 5_000 },
  };
  for (const talk of await world.db.selectFrom("conversations").selectAll().execute()) {
    const key = { organizationId: talk.organization_id, conversationId: talk.id };
    await takeTurn(world.turns, key);
    await deliver(deps, key);
  }
};

test("strangers are told nothing but that they are", async () => {
  expect((await post(payload("text"), SECRET, "667")).statusCode).toBe(404);
  expect((await post(payload("text"), null)).statusCode).toBe(401);
  expect((await post(payload("text"), "wrong")).statusCode).toBe(401);
  expect((await post("x".repeat(300_000))).statusCode).toBe(413);
  const elsewhere = await world.http.inject({ method: "POST", url: "/webhooks/pigeon/1" });
  expect(elsewhere.statusCode).toBe(404);
  expect(await messages()).toEqual([]);
});

test("what cannot be read is acknowledged, and nothing of it is logged", async () => {
  for (const body of ["{", "null", '{"update_id":"geheim"}', ""]) {
    expect((await post(body)).statusCode, body).toBe(200);
  }
  expect(await messages()).toEqual([]);
  expect(world.logged.join("")).not.toContain("geheim");
});

test("the same update five times at once is one message and one reply", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(payload("text"))));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  await work();
  await work();
  expect((await messages()).map(({ author }) => author)).toEqual(["lead", "ai"]);
  expect(emulator.chat(5501).shown()).toHaveLength(1);
  const people = await world.db.selectFrom("contact_points").selectAll().execute();
  expect(people).toMatchObject([{ address: "5501", display_name: "Lan Nguyễn" }]);
  expect(world.logged.join("")).not.toContain("trám răng");
});

test("an album, a voice note and a sticker get one kind answer; a group gets none", async () => {
  const before = emulator.chat(5501).shown().length;
  for (const name of ["photo", "voice", "sticker", "group", "added-to-group"]) {
    expect((await post(payload(name))).statusCode, name).toBe(200);
  }
  world.setClock(new Date(world.now().getTime() + 5_000).toISOString());
  await work();
  const shown = emulator.chat(5501).shown().slice(before);
  expect(shown.map(({ text }) => text)).toEqual([
    expect.stringContaining("em chỉ đọc được tin nhắn chữ"),
  ]);
});

test("an edited message is a new one that says so", async () => {
  await post(payload("edit"));
  const last = await world.db
    .selectFrom("messages")
    .select(["text", "channel_data"])
    .where("author", "=", "lead")
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();
  expect(last).toEqual({ text: "Mai 4h chiều ạ", channel_data: { kind: "edit" } });
});

test("dead deliveries are listed, and tried again over the API; strangers' are not", async () => {
  await world.db.updateTable("channel_accounts").set({ status: "revoked" }).execute();
  world.setClock(new Date(world.now().getTime() + 5_000).toISOString());
  await work();
  const path = "/deliveries?status=dead";
  const { deliveries } = (await world.clinic.ask("GET", path)).as(DeliveryList);
  expect(deliveries).toMatchObject([{ status: "dead", error_code: "revoked" }]);
  const [dead] = deliveries;
  const retry = `/deliveries/${dead?.delivery_id}/retry`;
  expect((await world.spa.ask("POST", retry)).status).toBe(404);
  await world.db.updateTable("channel_accounts").set({ status: "active" }).execute();
  const retried = (await world.clinic.ask("POST", retry)).as(DeliveryAnswer);
  expect(retried.delivery).toMatchObject({ status: "queued", attempts: 0, error_code: null });
  const before = emulator.chat(5501).shown().length;
  await work();
  expect(emulator.chat(5501).shown()).toHaveLength(before + 1);
  expect((await world.clinic.ask("POST", retry)).status).toBe(409);
  expect((await world.spa.ask("GET", "/deliveries")).as(DeliveryList).deliveries).toEqual([]);
});

test("taking over and handing back are two calls", async () => {
  const { id } = await world.db.selectFrom("conversations").select("id").executeTakeFirstOrThrow();
  const owner = () => world.db.selectFrom("conversations").select("owner").executeTakeFirst();
  expect((await world.clinic.ask("POST", `/conversations/${id}/take-over`)).status).toBe(200);
  expect(await owner()).toEqual({ owner: "human" });
  expect((await world.spa.ask("POST", `/conversations/${id}/hand-back`)).status).toBe(404);
  expect((await world.clinic.ask("POST", `/conversations/${id}/hand-back`)).status).toBe(200);
  expect(await owner()).toEqual({ owner: "ai" });
});
