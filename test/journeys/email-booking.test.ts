import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import * as path from "node:path";
import { promisify } from "node:util";
import ICAL from "ical.js";
import type { Email } from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { connect, type Db } from "#src/db/connect.ts";
import { type ImapServer, imapLogin, openImapServer } from "../channels/imap-server.ts";
import { login, openSmtpSink, readTaken, type SmtpSink } from "../channels/smtp-sink.ts";
import {
  findDatabase,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from "../server.ts";

const root = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);
const own = "dat-lich@hoamai.example";
const webhookSecret = "w".repeat(64);

describe.each(["webhooks", "IMAP"])("letters in by %s", (way) => {
  let dataDir: string;
  let server: ServerProcess;
  let db: Db;
  let smtp: SmtpSink;
  let imap: ImapServer;
  let read = 0;
  let written = 0;

  const inbound = () =>
    way === "IMAP"
      ? [
          ...["--imap-host", "127.0.0.1", "--imap-port", String(imap.port)],
          ...["--imap-user", imapLogin.user, "--imap-password", imapLogin.pass],
        ]
      : ["--webhook-secret", webhookSecret];

  beforeAll(async () => {
    dataDir = await makeDataDir();
    [smtp, imap] = await Promise.all([openSmtpSink(), openImapServer()]);
    // With an address of its own: only what nobody brings is asked for.
    const env = { LOG_LEVEL: "info", PUBLIC_URL: "https://book.example.com" };
    server = await startServer({ dataDir, env });
    const { stdout } = await run(
      path.join(root, "node_modules/.bin/node"),
      [
        ...["src/main.ts", "channel", "add", "email", "--organization", "nha-khoa-hoa-mai"],
        ...["--address", own, "--smtp-host", "127.0.0.1", "--smtp-port", String(smtp.port)],
        ...["--smtp-user", login.user, "--smtp-password", login.pass, ...inbound()],
        ...["--authserv-id", "mx.hoamai.example"],
      ],
      { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env } },
    );
    expect(stdout).toContain(`${own} now answers for`);
    const log = { info: () => undefined, warn: () => undefined };
    db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
  }, 120_000);

  afterAll(async () => {
    await db.destroy();
    await server.kill("SIGTERM");
    await Promise.all([smtp.close(), imap.close()]);
    await removeDataDir(dataDir);
  });

  const next = async (): Promise<Email> => {
    await expect.poll(() => smtp.requests.length, { timeout: 30_000 }).toBeGreaterThan(read);
    read += 1;
    return readTaken(smtp.requests[read - 1]);
  };
  /** As a mail program answers: below a title, with what was said quoted in Vietnamese. */
  const write = async (words: string, answered?: Email): Promise<void> => {
    written += 1;
    const raw = [
      "Authentication-Results: mx.hoamai.example; dmarc=pass header.from=gmail.example",
      "From: Lan <lan@gmail.example>",
      `To: ${own}`,
      `Subject: ${answered?.subject ?? "Hoi lich"}`,
      `Message-ID: <lan-${written}@mail.gmail.example>`,
      ...(answered ? [`In-Reply-To: ${answered.messageId}`] : []),
      "Content-Type: text/plain; charset=utf-8",
      "",
      words,
      ...(answered ? ["", `Vào Th 2 vào lúc 10:05 Nha khoa <${own}> đã viết:`, ""] : []),
      ...(answered?.text ?? "").split("\n").map((line) => `> ${line}`),
    ].join("\r\n");
    if (way === "IMAP") return imap.deliver(raw);
    const signature = createHmac("sha256", webhookSecret).update(raw).digest("hex");
    const response = await fetch(new URL(`/webhooks/email/${own}`, server.url), {
      method: "POST",
      headers: {
        "content-type": "message/rfc822",
        "x-slotwise-signature": `sha256=${signature}`,
      },
      body: raw,
    });
    expect(response.status).toBe(200);
  };

  test("a lead books in Vietnamese by answering letters", async () => {
    await write("Chào nha khoa, em muốn trám răng.");
    const offer = await next();
    expect(offer.subject).toBe("Re: Hoi lich");
    expect(offer.inReplyTo).toBe("<lan-1@mail.gmail.example>");
    const times = [...(offer.text ?? "").matchAll(/^(\d)\. (.+)$/gmu)].map(([, , time]) => time);
    expect(times).toHaveLength(3);
    await write("2", offer);
    const question = await next();
    expect(question.inReplyTo).toBe("<lan-2@mail.gmail.example>");
    expect(question.text).toContain("Bạn xác nhận đặt Trám răng");
    expect(question.text).toContain(times[1]?.trim());
    await write("Xác nhận", question);
    const told = await next();
    expect(told.text).toContain("Dạ em đã đặt lịch cho bạn: Trám răng");
    expect(told.text).toContain(times[1]?.trim());

    const [invitation] = told.attachments.filter(({ method }) => method === "REQUEST");
    const content = Buffer.from((invitation?.content ?? "") as Uint8Array).toString("utf8");
    const event = new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent("vevent");
    const { id, starts_at } = await db
      .selectFrom("bookings")
      .select(["id", "starts_at"])
      .executeTakeFirstOrThrow();
    expect(String(event?.getFirstPropertyValue("uid"))).toBe(`${id}@nha-khoa-hoa-mai`);
    expect(String(event?.getFirstPropertyValue("attendee"))).toContain("lan@gmail.example");
    expect(new ICAL.Event(event ?? undefined).startDate.toJSDate()).toEqual(starts_at);
    for (const before of [offer, question]) expect(before.attachments).toEqual([]);

    const booking = await db
      .selectFrom("bookings")
      .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
      .select(["state", "channel", "account"])
      .executeTakeFirstOrThrow();
    expect(booking).toEqual({ state: "SLOT_CONFIRMED", channel: "email", account: own });
    const deliveries = await db.selectFrom("deliveries").selectAll().orderBy("seq").execute();
    expect(deliveries.map(({ status }) => status)).toEqual(Array(3).fill("sent"));
    const letters = await Promise.all(smtp.requests.map(readTaken));
    expect(deliveries.flatMap(({ provider_ids }) => provider_ids)).toEqual(
      letters.map(({ messageId }) => messageId),
    );
    for (const secret of [login.pass, imapLogin.pass, "Trám răng", "lan@gmail"]) {
      expect(server.output()).not.toContain(secret);
    }

    const link = /https:\/\/book\.example\.com(\/b\/[\w-]+)/u.exec(told.text ?? "")?.[1];
    expect(link).toBeDefined();
    const page = await fetch(new URL(`${link}/cancel`, server.url));
    const shown = /name="shown" value="([^"]+)"/u.exec(await page.text())?.[1] ?? "";
    const body = new URLSearchParams({ shown });
    const done = await fetch(new URL(`${link}/cancel`, server.url), { method: "POST", body });
    expect(done.status).toBe(200);
    const farewell = await next();
    expect(farewell.text).toContain("huỷ");
    expect(farewell.attachments.map(({ method }) => method)).toContain("CANCEL");
    expect(farewell.text).not.toContain("/b/");
    expect(server.output()).not.toContain(link);
  }, 90_000);
});
