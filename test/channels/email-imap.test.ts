import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { email } from "../../channels/email/index.ts";
import { type ImapServer, imapLogin, openImapServer } from "./imap-server.ts";

let server: ImapServer;
beforeAll(async () => {
  server = await openImapServer();
});
afterAll(() => server.close());

const account = (settings: Record<string, string> = {}) => ({
  account: "dat-lich@hoamai.example",
  settings: {
    ...{ address: "dat-lich@hoamai.example", smtpHost: "127.0.0.1", smtpPort: "1" },
    ...{ smtpUser: "x", imapHost: "127.0.0.1", imapPort: String(server.port) },
    ...{ imapUser: imapLogin.user, ...settings },
  },
  secrets: { imapPassword: imapLogin.pass },
});
const letter = (words: string) => `From: Lan <lan@gmail.example>\r\n\r\n${words}\r\n`;
const poll = async (after: number | null, signal = AbortSignal.timeout(10_000)) => {
  if (!email.poll) throw new Error("letters are asked for");
  const polled = await email.poll(account(), after, signal);
  const events = await Promise.all(polled.bodies.map((body) => email.parse(body, account())));
  return {
    after: polled.after,
    texts: events.flat().map((event) => ("text" in event ? event.text : event.kind)),
  };
};
const seen = () => server.letters.map(({ isSeen }) => isSeen);

beforeEach(() => {
  for (const one of server.letters) one.isSeen = true;
});

test("unread letters are brought in order, and marked as read only when the next are asked for", async () => {
  server.deliver(letter("Chào"));
  server.deliver(letter("Mai 3h"));
  const first = await poll(null);
  expect(first.texts).toEqual(["Chào", "Mai 3h"]);
  expect(seen()).toEqual([false, false]);
  server.deliver(letter("Chiều ạ"));
  const second = await poll(first.after);
  expect(second.texts).toEqual(["Chiều ạ"]);
  expect(seen()).toEqual([true, true, false]);
});

test("what a crash left unread comes again", async () => {
  server.deliver(letter("Một"));
  expect((await poll(null)).texts).toEqual(["Một"]);
  expect((await poll(null)).texts).toEqual(["Một"]);
});

test("a letter that comes while it waits is brought at once", async () => {
  const began = performance.now();
  const polling = poll(null);
  await expect.poll(() => server.commands.at(-1)).toBe("IDLE");
  server.deliver(letter("Còn chỗ không?"));
  expect((await polling).texts).toEqual(["Còn chỗ không?"]);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test("it stops waiting when it is told to", async () => {
  const stop = new AbortController();
  const polling = poll(null, stop.signal);
  await expect.poll(() => server.commands.at(-1)).toBe("IDLE");
  stop.abort();
  expect(await polling).toEqual({ after: null, texts: [] });
});

test("numbers of a folder made anew mark nothing as read", async () => {
  server.deliver(letter("Trước"));
  const before = await poll(null);
  expect(before.texts).toEqual(["Trước"]);
  server.renumber();
  const later = await poll(before.after);
  expect(later.texts).toEqual(["Trước"]);
  expect(seen().at(-1)).toBe(false);
});

test("a huge letter is read to its first megabyte", async () => {
  server.deliver(letter(`Ảnh đây ạ\r\n\r\n${"-- \r\n"}${"A".repeat(3 * 1024 * 1024)}`));
  expect((await poll(null)).texts).toEqual(["Ảnh đây ạ"]);
});

test("only accounts with a mailbox of their own are always asked", () => {
  expect(email.mustPoll?.(account())).toBe(true);
  expect(email.mustPoll?.({ ...account(), settings: { address: "a@b.example" } })).toBe(false);
});
