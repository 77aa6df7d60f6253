import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readConfig } from "#src/config.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import { closeAccount, findAccount } from "#src/delivery/accounts.ts";
import { deliver } from "#src/delivery/deliver.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import { createEvents } from "#src/events.ts";
import { createLog } from "#src/log.ts";
import { runWhatsAppWeb } from "#src/run-whatsapp-web.ts";
import type { House } from "#src/start-house.ts";
import { pushChannels } from "../channels/index.ts";
import type { NumberHouse } from "../channels/whatsapp-web/process/start.ts";
import { type HttpRequest, openHttpProvider } from "./channels/http-provider.ts";
import { promptRoomOf } from "./replays-of.ts";
import { turnDepsOf } from "./talk.ts";
import { openWorld, type World } from "./world.ts";

const slug = "nha-khoa-hoa-mai";
const secretsKey = Buffer.alloc(32, 3);
const channels = openPushChannels(pushChannels);
const noted: string[] = [];
let world: World;
let dataDir: string;
let house: House;

beforeAll(async () => {
  world = await openWorld();
  dataDir = await mkdtemp(path.join(tmpdir(), "slotwise-wweb-"));
  house = {
    ...{ url: world.url, db: world.db, log: createLog("silent"), metrics: new Registry() },
    ...{ secret: secretsKey, secretsKey, turns: turnDepsOf(world), close: async () => undefined },
    ...promptRoomOf(world),
  };
});
afterAll(async () => {
  await world.close();
  await rm(dataDir, { recursive: true });
});

/** What the process of the number is lent by the house. */
const lent = async (): Promise<NumberHouse> => {
  const { promise, resolve } = Promise.withResolvers<NumberHouse>();
  const start = async (number: NumberHouse) => {
    resolve(number);
    return { close: async () => undefined };
  };
  const how = { channels, start, findBrowser: () => "/bin/false", say: () => undefined };
  const args = ["--organization", slug, "--i-accept-the-risk"];
  await runWhatsAppWeb(house, readConfig({ DATA_DIR: dataDir }), how, args);
  return promise;
};

const textOf = (id: string, body: string) => {
  const chat = "84912345678@c.us";
  return {
    event: "message",
    message: { id, chat, isOurs: false, type: "chat", body, name: "Lan" },
  };
};

test("what the process hears is answered through its socket, choices as numbers", async () => {
  const { db } = world;
  const number = await lent();
  expect(await findAccount(db, secretsKey, "whatsapp-web", slug)).toBeNull();
  await number.onReady();
  expect(await findAccount(db, secretsKey, "whatsapp-web", slug)).toMatchObject({
    ...{ status: "active", settings: { socket: number.socket } },
  });
  await number.take(textOf("1", "Em muốn trám răng"));
  await number.take(textOf("1", "Em muốn trám răng"));

  const talks = await db.selectFrom("conversations").select(["id", "organization_id"]).execute();
  const [talk] = talks.filter(({ organization_id: id }) => id === world.organization.id);
  const key = { organizationId: world.organization.id, conversationId: talk?.id ?? "" };
  const turns = turnDepsOf(world);
  const log = pino({ level: "info" }, { write: (line: string) => noted.push(line) });
  const sending = {
    ...{ ...world.deps, channels, secretsKey, sendTimeoutMs: 2_000, random: () => 1 },
    ...{ events: createEvents(log, new Registry()), wakeAt: async () => undefined },
    late: { look: async () => undefined },
    enclose: async () => ({ files: [], note: null }),
    sleep: async () => world.clock.advance({ minutes: 1 }),
  };
  const look = async () => {
    await takeTurn(turns, key);
    await deliver(sending, key);
    return db.selectFrom("deliveries").select(["status", "error_code"]).execute();
  };
  expect(await look()).toEqual([{ status: "sending", error_code: "whatsapp_web_not_running" }]);

  await mkdir(number.folder, { recursive: true });
  const process = await openHttpProvider({ socket: number.socket });
  process.answer({ status: 200, body: { id: "true_84912345678@c.us_3EB0" } });
  world.clock.advance({ minutes: 2 });
  expect(await look()).toEqual([{ status: "sent", error_code: null }]);
  const [sent] = process.requests as HttpRequest[];
  expect(sent?.body).toMatchObject({
    ...{ to: "84912345678@c.us", text: expect.stringMatching(/^1\. .+^2\. .+^3\. /msu) },
  });
  await process.close();
  expect(noted.join()).not.toContain("84912345678");
});

test("a number that is let go of hears nothing more, until its process is started anew", async () => {
  const { db } = world;
  const number = await lent();
  await number.onReady();
  const of = { organizationId: world.organization.id, channel: "whatsapp-web", account: slug };
  expect(await closeAccount(db, secretsKey, of)).toBe(true);
  const heard = async () =>
    (await db.selectFrom("messages").select("text").execute()).map(({ text }) => text);
  const statusOf = async () => (await findAccount(db, secretsKey, of.channel, slug))?.status;

  await number.take(textOf("11", "Còn ai không ạ?"));
  await number.onReady();
  await number.take(textOf("12", "Alo?"));
  expect(await statusOf()).toBe("disconnected");
  expect(await heard()).not.toContain("Còn ai không ạ?");
  expect(await heard()).not.toContain("Alo?");

  const anew = await lent();
  await anew.onReady();
  await anew.take(textOf("13", "Em đây ạ"));
  expect(await statusOf()).toBe("active");
  expect(await heard()).toContain("Em đây ạ");
});
