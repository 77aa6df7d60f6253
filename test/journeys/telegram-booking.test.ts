import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

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
const run = promisify(execFile);

describe.each(["webhooks", "polling"])("Telegram by %s", (way) => {
  let dataDir: string;
  let server: ServerProcess;
  let db: Db;
  let telegram: TelegramEmulator;

  const channel = (...args: string[]) =>
    run(path.join(root, "node_modules/.bin/node"), ["src/main.ts", "channel", ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...reached() },
    });
  const reached = (): Record<string, string> =>
    way === "webhooks" ? { PUBLIC_URL: telegram.publicUrl } : {};

  beforeAll(async () => {
    dataDir = await makeDataDir();
    telegram = await openTelegramEmulator();
    server = await startServer({ dataDir, env: { LOG_LEVEL: "info", ...reached() } });
    telegram.forwardTo(server.url);
    const { stdout } = await channel(
      ...["add", "telegram", "--organization", "nha-khoa-hoa-mai"],
      ...["--token", telegram.token, "--api-root", telegram.apiRoot],
    );
    expect(stdout).toContain("@TestNameBot now answers for");
    const log = { info: () => undefined, warn: () => undefined };
    db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
  }, 120_000);

  afterAll(async () => {
    await db.destroy();
    await server.kill("SIGTERM");
    await telegram.close();
    await removeDataDir(dataDir);
  });

  test("a lead books in Vietnamese with buttons", async () => {
    const chat = telegram.chat(42);
    await chat.command("/start");
    const greeting = await chat.next();
    expect(greeting.text).toContain("Em là trợ lý đặt lịch");
    expect(greeting.buttons.map(({ text }) => text)).toContain("Trám răng");
    await chat.press("Trám răng");
    const offer = await chat.next();
    expect(offer.text).toContain("em giữ cho bạn trong 30 phút");
    expect(offer.buttons).toHaveLength(3);
    await chat.press(offer.buttons[1]?.text ?? "");
    const question = await chat.next();
    expect(question.text).toContain("Bạn xác nhận đặt Trám răng");
    expect(question.text).toContain(offer.buttons[1]?.text);
    await chat.send("", { voice: { file_id: "x", duration: 3 } });
    expect((await chat.next()).text).toContain("em chỉ đọc được tin nhắn chữ");
    await chat.send("", { contact: { phone_number: "84912345678", user_id: 42 } });
    expect((await chat.next()).text).toContain("đã ghi lại thông tin");
    await chat.press("Xác nhận");
    const told = await chat.next();
    expect(told.text).toContain("Dạ em đã đặt lịch cho bạn: Trám răng");
    expect(told.text).toContain(offer.buttons[1]?.text);

    const booking = await db
      .selectFrom("bookings")
      .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
      .innerJoin("leads", "leads.id", "conversations.lead_id")
      .select(["state", "channel", "account", "phone"])
      .executeTakeFirstOrThrow();
    expect(booking).toEqual({
      ...{ state: "SLOT_CONFIRMED", channel: "telegram", account: "666", phone: "+84912345678" },
    });
    const deliveries = await db.selectFrom("deliveries").select("status").execute();
    expect(deliveries.map(({ status }) => status)).toEqual(Array(6).fill("sent"));
    expect(chat.shown()).toHaveLength(6);
    for (const secret of [telegram.token, "Trám răng", "84912345678", "Lan"]) {
      expect(server.output()).not.toContain(secret);
    }
  }, 60_000);
});
