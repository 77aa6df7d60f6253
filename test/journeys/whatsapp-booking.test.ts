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
import { openWhatsAppEmulator, type WhatsAppEmulator } from "../whatsapp-emulator.ts";

const root = path.join(import.meta.dirname, "../..");
const PUBLIC_URL = "https://book.example.com";
const run = promisify(execFile);

let dataDir: string;
let server: ServerProcess;
let db: Db;
let whatsapp: WhatsAppEmulator;
let said = "";

beforeAll(async () => {
  dataDir = await makeDataDir();
  whatsapp = await openWhatsAppEmulator();
  server = await startServer({ dataDir, env: { LOG_LEVEL: "info", PUBLIC_URL } });
  const add = [
    ...["src/main.ts", "channel", "add", "whatsapp-cloud", "--organization", "nha-khoa-hoa-mai"],
    ...["--token", whatsapp.token, "--app-secret", whatsapp.appSecret],
    ...["--phone-number-id", whatsapp.phoneNumberId, "--api-root", whatsapp.url],
  ];
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PUBLIC_URL };
  const { stdout } = await run(path.join(root, "node_modules/.bin/node"), add, { cwd: root, env });
  said = stdout;
  const log = { info: () => undefined, warn: () => undefined };
  db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
}, 120_000);

afterAll(async () => {
  await whatsapp.close();
  await db.destroy();
  await server.kill("SIGTERM");
  await removeDataDir(dataDir);
});

test("a lead books in Vietnamese with lists and buttons, everything delivered twice", async () => {
  const webhook = `/webhooks/whatsapp-cloud/${whatsapp.phoneNumberId}`;
  expect(said).toContain("Nha khoa Hoa Mai (+84 28 3555 5555) now answers for");
  expect(said).toContain(`Callback URL  ${PUBLIC_URL}${webhook}`);
  const verifyToken = /Verify token {2}(\S+)/u.exec(said)?.[1] ?? "";
  const callback = new URL(webhook, server.url).href;
  expect(await whatsapp.subscribe(callback, "guessed-token")).toBe(false);
  expect(await whatsapp.subscribe(callback, verifyToken)).toBe(true);

  const lan = whatsapp.person("Lan Nguyễn", "84912345678", "VN.13491208655302741918");
  await lan.send("request_welcome", {});
  const greeting = await lan.next();
  expect(greeting).toMatchObject({ form: "list" });
  expect(greeting.text).toContain("Em là trợ lý đặt lịch");
  await lan.press("Trám răng");
  const offer = await lan.next();
  expect(offer.text).toContain("em giữ cho bạn trong 30 phút");
  expect(offer).toMatchObject({ form: "list", choices: { length: 3 } });
  const time = offer.choices[1]?.title ?? "";
  await lan.press(time);
  const question = await lan.next();
  expect(question).toMatchObject({ form: "button", choices: { length: 2 } });
  expect(question.text).toContain("Bạn xác nhận đặt Trám răng");
  expect(question.text).toContain(time);
  await lan.send("audio", { mime_type: "audio/ogg; codecs=opus", id: "190864", voice: true });
  expect((await lan.next()).text).toContain("em chỉ đọc được tin nhắn chữ");
  await lan.press("Xác nhận");
  const told = await lan.next();
  expect(told.text).toContain("Dạ em đã đặt lịch cho bạn: Trám răng");
  expect(told.text).toContain(time);

  await whatsapp.settled();
  expect(whatsapp.refusals).toEqual([]);
  expect(lan.shown()).toHaveLength(5);
  const rows = await db
    .selectFrom("bookings")
    .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
    .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
    .select(["state", "conversations.account", "address", "display_name"])
    .execute();
  const account = whatsapp.phoneNumberId;
  const address = "VN.13491208655302741918";
  expect(rows).toEqual([{ state: "SLOT_CONFIRMED", account, address, display_name: "Lan Nguyễn" }]);
  const heard = db.selectFrom("messages").select("id").where("author", "=", "lead");
  expect(await heard.execute()).toHaveLength(5);
  // A report may have come meanwhile: it says more than that a message was sent.
  const deliveries = await db.selectFrom("deliveries").select("status").execute();
  expect(deliveries).toHaveLength(5);
  for (const { status } of deliveries) expect(["sent", "delivered", "read"]).toContain(status);
  const secrets = [whatsapp.token, whatsapp.appSecret, verifyToken];
  for (const secret of [...secrets, "Trám răng", "84912345678", "Lan"]) {
    expect(server.output()).not.toContain(secret);
  }
}, 60_000);
