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
import { openTwilioEmulator, type TwilioEmulator } from "../twilio-emulator.ts";
import { openCall, signatureOf } from "../voice-call.ts";

const root = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);
const lan = "+84912345678";
const reception = "+842839999999";

describe("a telephone", () => {
  let dataDir: string;
  let server: ServerProcess;
  let db: Db;
  let twilio: TwilioEmulator;

  beforeAll(async () => {
    dataDir = await makeDataDir();
    twilio = await openTwilioEmulator();
    const env = { LOG_LEVEL: "info", PUBLIC_URL: twilio.publicUrl };
    server = await startServer({ dataDir, env });
    twilio.forwardTo(server.url);
    const args = [
      ...["channel", "add", "voice", "--organization", "nha-khoa-hoa-mai"],
      ...["--account-sid", twilio.accountSid, "--auth-token", twilio.authToken],
      ...["--number", twilio.number, "--hand-over-to", reception, "--api-root", twilio.apiRoot],
    ];
    const node = path.join(root, "node_modules/.bin/node");
    const { stdout } = await run(node, ["src/main.ts", ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PUBLIC_URL: twilio.publicUrl },
    });
    expect(stdout).toContain("+84901234567 now answers for");
    expect(stdout).toContain(`come to ${twilio.publicUrl}/voice/84901234567/incoming`);
    const log = { info: () => undefined, warn: () => undefined };
    db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
  }, 120_000);

  afterAll(async () => {
    await db.destroy();
    await server.kill("SIGTERM");
    await twilio.close();
    await removeDataDir(dataDir);
  });

  test("is answered in Vietnamese, books, and is handed over to people", async () => {
    const answered = await twilio.phone(lan).call();
    expect(answered?.status).toBe(200);
    expect(answered?.type).toContain("text/xml");
    const twiml = answered?.body ?? "";
    expect(twiml).toContain('language="vi-VN"');
    expect(twiml).toMatch(/welcomeGreeting="[^"]*Em là trợ lý đặt lịch[^"]*Nói một: [^"]+"/u);
    const signed = (/ url="([^"]+)"/u.exec(twiml) ?? [])[1] ?? "";
    expect(signed).toBe(`${twilio.publicUrl.replace("http", "ws")}/voice/84901234567/relay`);

    // The emulator does not act on instructions: what Twilio would do comes from here.
    const call = await openCall(`${server.url.replace("http", "ws")}/voice/84901234567/relay`, {
      ...{ callSid: `CA${"1".repeat(32)}`, from: lan },
      signature: signatureOf(twilio.authToken, signed),
    });
    call.says("Em muốn", "trám răng");
    const offer = await call.hears(/Nói hai: .+ – .+ – .+\. $/u);
    expect(offer).toMatch(/em giữ cho bạn trong 30 phút.*Nói một: .*Nói hai: /u);
    call.interrupts();
    // Each is said once.
    expect(offer.match(/\d\d\/\d\d/gu)).toHaveLength(2);
    const [, second = ""] = /Nói hai: (.+)\. $/u.exec(offer) ?? [];
    call.says("Số hai.");
    const question = await call.hears(/chứ ạ/u);
    // The third time, which was still to be said, is not.
    expect(question).toMatch(/^Bạn xác nhận đặt Trám răng/u);
    expect(question).toContain(second);
    call.presses("1");
    expect(await call.hears(/Trám răng/u)).toContain("Dạ em đã đặt lịch cho bạn: Trám răng");

    call.says("Cho em gặp nhân viên");
    await call.hears();
    expect(await call.ordered()).toMatchObject({ type: "end", handoffData: expect.any(String) });
    const fields = { CallSid: `CA${"1".repeat(32)}`, HandoffData: "{}" };
    const endedUrl = (/ action="([^"]+)"/u.exec(twiml) ?? [])[1] ?? "";
    const ended = await fetch(endedUrl, {
      method: "POST",
      headers: { "x-twilio-signature": signatureOf(twilio.authToken, endedUrl, fields) },
      body: new URLSearchParams(fields),
    });
    expect(await ended.text()).toContain(`<Dial answerOnBridge="true">${reception}</Dial>`);
    call.hangUp();

    const booking = await db
      .selectFrom("bookings")
      .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
      .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
      .select(["state", "conversations.channel", "conversations.account", "address", "owner"])
      .executeTakeFirstOrThrow();
    expect(booking).toEqual({
      ...{ state: "SLOT_CONFIRMED", channel: "voice", account: "84901234567", address: lan },
      owner: "waiting",
    });
    // What is said is read by the call; nothing waits to be sent.
    expect(await db.selectFrom("deliveries").select("id").execute()).toEqual([]);
    for (const secret of [twilio.authToken, "Trám răng", lan]) {
      expect(server.output()).not.toContain(secret);
    }
  }, 60_000);
});
