import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { email } from "../channels/email/index.ts";
import { type ImapServer, imapLogin, openImapServer } from "./channels/imap-server.ts";
import { login, openSmtpSink, type SmtpSink } from "./channels/smtp-sink.ts";

let smtp: SmtpSink;
let imap: ImapServer;
beforeAll(async () => {
  [smtp, imap] = await Promise.all([openSmtpSink(), openImapServer()]);
});
afterAll(() => Promise.all([smtp.close(), imap.close()]));

const house = {
  webhookOf: (account: string) => `https://book.example.com/webhooks/email/${account}`,
  secret: "s".repeat(64),
};
const given = () => ({
  ...{ address: "Dat-Lich@hoamai.example", name: "Nha khoa Hoa Mai" },
  ...{ "smtp-host": "127.0.0.1", "smtp-port": String(smtp.port) },
  ...{ "smtp-user": login.user, "smtp-password": login.pass },
  ...{ "imap-host": "127.0.0.1", "imap-port": String(imap.port) },
  ...{ "imap-user": imapLogin.user, "imap-password": imapLogin.pass },
});
const connect = (changes: Record<string, string | undefined> = {}) => {
  const all = Object.entries({ ...given(), ...changes });
  const kept = all.filter((one): one is [string, string] => one[1] !== undefined);
  return email.connect(Object.fromEntries(kept), house);
};

describe("an e-mail account", () => {
  test("is stored by its address once both servers let it in, its passwords apart", async () => {
    const connected = await connect({ "authserv-id": "mx.hoamai.example" });
    expect(connected).toEqual({
      ...{ ok: true, name: "dat-lich@hoamai.example" },
      next: "Letters are fetched from 127.0.0.1.",
      account: {
        account: "dat-lich@hoamai.example",
        settings: {
          ...{ address: "dat-lich@hoamai.example", name: "Nha khoa Hoa Mai" },
          ...{ smtpHost: "127.0.0.1", smtpPort: String(smtp.port), smtpUser: login.user },
          ...{ imapHost: "127.0.0.1", imapPort: String(imap.port), imapUser: imapLogin.user },
          authservId: "mx.hoamai.example",
        },
        secrets: { smtpPassword: login.pass, imapPassword: imapLogin.pass },
      },
    });
  });

  test.each([
    ["--address", "is missing", { address: undefined }],
    ["--address", "is not a mail address", { address: "nobody" }],
    ["--address", "is longer than 80", { address: `${"a".repeat(60)}@${"b".repeat(30)}.example` }],
    ["--smtp-host", "is missing", { "smtp-host": undefined }],
    ["--smtp-user", "is missing", { "smtp-user": undefined }],
    ["--smtp-password", "is missing", { "smtp-password": undefined }],
    ["--smtp-port", "is not a port", { "smtp-port": "0" }],
    ["--imap-port", "is not a port", { "imap-port": "imap" }],
    ["--imap-host", "is missing", { "imap-host": undefined }],
    ["--webhook-secret", "is too short", { "webhook-secret": "short" }],
    ["--smtp-password", "was refused", { "smtp-password": "wrong" }],
    ["--smtp-host", "could not be reached", { "smtp-port": "1" }],
    ["--imap-password", "was refused", { "imap-password": "wrong" }],
    ["--imap-host", "could not be reached", { "imap-port": "1" }],
  ])("%s %s", async (field, says, changes) => {
    const refused = await connect(changes);
    expect(refused).toMatchObject({
      ...{ ok: false, field },
      remedy: { en: expect.stringContaining(says), vi: expect.any(String) },
    });
    const remedy = JSON.stringify(refused);
    for (const secret of [login.pass, imapLogin.pass]) expect(remedy).not.toContain(secret);
  });

  test.each([
    [{ "webhook-secret": "w".repeat(64) }, "x-slotwise-signature"],
    [{ "mailgun-signing-key": "key" }, "forward("],
  ])("without a mailbox to ask, it says how letters are brought", async (way, says) => {
    const connected = await connect({ "imap-host": undefined, ...way });
    expect(connected.ok && connected.next).toContain(says);
    expect(connected.ok && connected.next).not.toContain("www");
  });
});
