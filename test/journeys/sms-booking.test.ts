import { execFile } from "node:child_process";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
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
import { openTwilioEmulator, type TwilioEmulator } from "../twilio-emulator.ts";

const root = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);

describe("text messages", () => {
  let dataDir: string;
  let server: ServerProcess;
  let db: Db;
  let twilio: TwilioEmulator;

  const channel = (...args: string[]) =>
    run(path.join(root, "node_modules/.bin/node"), ["src/main.ts", "channel", ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PUBLIC_URL: twilio.publicUrl },
    });

  beforeAll(async () => {
    dataDir = await makeDataDir();
    twilio = await openTwilioEmulator();
    const env = { LOG_LEVEL: "info", PUBLIC_URL: twilio.publicUrl };
    server = await startServer({ dataDir, env });
    twilio.forwardTo(server.url);
    const { stdout } = await channel(
      ...["add", "sms", "--organization", "nha-khoa-hoa-mai", "--from", twilio.number],
      ...["--account-sid", twilio.accountSid, "--auth-token", twilio.authToken],
      ...["--api-root", twilio.apiRoot],
    );
    expect(stdout).toContain("+84901234567 now answers for");
    expect(stdout).toContain(`Updates come to ${twilio.publicUrl}/webhooks/sms/84901234567`);
    const log = { info: () => undefined, warn: () => undefined };
    db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
  }, 120_000);

  afterAll(async () => {
    await db.destroy();
    await server.kill("SIGTERM");
    await twilio.close();
    await removeDataDir(dataDir);
  });

  /** Waits until the last delivery is neither queued nor being sent. */
  const lastDelivery = async () => {
    for (const late = Date.now() + 10_000; Date.now() < late; await setTimeout(20)) {
      const last = await db
        .selectFrom("deliveries")
        .select(["status", "error_code"])
        .orderBy("created_at", "desc")
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      if (last && last.status !== "queued" && last.status !== "sending") return last;
    }
    throw new Error("a delivery does not end");
  };

  test("a lead books in Vietnamese by numbers, says STOP, then START", async () => {
    const phone = twilio.phone("+84912345678");
    await phone.text("Em muốn trám răng");
    const offer = await phone.next();
    expect(offer).toContain("em giữ cho bạn trong 30 phút");
    const [, second = ""] = /^2\. (.+)$/mu.exec(offer) ?? [];
    expect(second).not.toBe("");
    await phone.text("2");
    const question = await phone.next();
    expect(question).toContain("Bạn xác nhận đặt Trám răng");
    expect(question).toContain(second);
    await phone.text("1");
    const next = await phone.next();
    expect(next).toContain("Dạ em đã đặt lịch cho bạn: Trám răng");

    const booking = await db
      .selectFrom("bookings")
      .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
      .select(["state", "channel", "account"])
      .executeTakeFirstOrThrow();
    expect(booking).toEqual({ state: "SLOT_CONFIRMED", channel: "sms", account: "84901234567" });
    await twilio.settle("+84912345678", "delivered");

    const before = (await phone.shown()).length;
    await phone.text("STOP");
    const farewell = async () => (await lastDelivery()).error_code;
    for (const late = Date.now() + 10_000; (await farewell()) !== "opted_out"; ) {
      if (Date.now() > late) throw new Error("the farewell was not refused");
      await setTimeout(20);
    }
    expect(await phone.shown()).toHaveLength(before);
    const lead = await db.selectFrom("leads").select("opted_out_at").executeTakeFirstOrThrow();
    expect(lead.opted_out_at).not.toBeNull();

    await phone.text("START");
    await phone.next();
    expect(await lastDelivery()).toEqual({ status: "sent", error_code: null });

    // Every webhook, status callbacks among them, was signed well and answered with instructions.
    expect(twilio.webhooks.length).toBeGreaterThan(8);
    for (const seen of twilio.webhooks) {
      expect(seen).toMatchObject({ status: 200, body: "<Response/>" });
      expect(seen.type).toContain("text/xml");
    }
    for (const secret of [twilio.authToken, "Trám răng", "84912345678", "STOP"]) {
      expect(server.output()).not.toContain(secret);
    }
  }, 60_000);
});
