import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, type Db } from "#src/db/connect.ts";
import {
  findDatabase,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from "../server.ts";
import { openTelegramEmulator, type TelegramEmulator } from "../telegram-emulator.ts";

const root = path.join(import.meta.dirname, "../..");
let dataDir: string;
let server: ServerProcess;
let db: Db;
let telegram: TelegramEmulator;

const start = async (): Promise<void> => {
  server = await startServer({ dataDir, env: { PUBLIC_URL: telegram.publicUrl } });
  telegram.forwardTo(server.url);
};

beforeAll(async () => {
  dataDir = await makeDataDir();
  telegram = await openTelegramEmulator();
  await start();
  const args = ["add", "telegram", "--organization", "nha-khoa-hoa-mai", "--token", telegram.token];
  await promisify(execFile)(
    path.join(root, "node_modules/.bin/node"),
    ["src/main.ts", "channel", ...args, "--api-root", telegram.apiRoot],
    {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PUBLIC_URL: telegram.publicUrl },
    },
  );
  const log = { info: () => undefined, warn: () => undefined };
  db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
}, 120_000);

afterAll(async () => {
  await db.destroy();
  await server.kill("SIGKILL");
  await telegram.close();
  await removeDataDir(dataDir);
});

const statusOf = async (address: string) => {
  const rows = await db
    .selectFrom("deliveries")
    .select(["status", "attempts"])
    .where("address", "=", address)
    .orderBy("seq")
    .execute();
  return rows;
};

test("told to come back in 3 seconds, it does, by the queue and not by chance", async () => {
  const chat = telegram.chat(1);
  telegram.faultNext({ retryAfter: 3 });
  const began = Date.now();
  await chat.command("/start");
  expect((await chat.next()).text).toContain("Em là trợ lý đặt lịch");
  const ms = Date.now() - began;
  expect(ms).toBeGreaterThanOrEqual(3_000);
  // The sweep that makes up for lost wake-ups comes every 30 seconds.
  expect(ms).toBeLessThan(12_000);
  await expect.poll(() => statusOf("1")).toEqual([{ status: "sent", attempts: 2 }]);
}, 60_000);

test("killed after the provider took a message and before it was recorded, it says that one twice", async () => {
  const chat = telegram.chat(2);
  telegram.faultNext("answer lost");
  await chat.command("/start");
  await chat.next();
  expect(await statusOf("2")).toEqual([{ status: "sending", attempts: 1 }]);
  await server.kill("SIGKILL");
  await start();
  const again = await chat.next();
  expect(again).toEqual(chat.shown()[0]);
  await expect.poll(() => statusOf("2")).toEqual([{ status: "sent", attempts: 2 }]);
  expect(chat.shown()).toHaveLength(2);
  await chat.press("Trám răng");
  expect((await chat.next()).text).toContain("em giữ cho bạn");
  const heard = await db
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
    .select(["author"])
    .where("address", "=", "2")
    .orderBy("seq")
    .execute();
  expect(heard.map(({ author }) => author)).toEqual(["lead", "ai", "lead", "ai"]);
}, 90_000);
