import { createHmac } from "node:crypto";
import { expect, test } from "vitest";

import { email } from "./index.ts";

const key = "key-of-mailgun";
const account = {
  account: "dat-lich@hoamai.example",
  settings: {
    ...{ address: "dat-lich@hoamai.example", smtpHost: "127.0.0.1", smtpPort: "25" },
    smtpUser: "lich",
  },
  secrets: { mailgunSigningKey: key, webhookSecret: "w".repeat(64) },
};
const letter =
  "From: Lan <lan@gmail.example>\r\nMessage-ID: <1@gmail.example>\r\n\r\nChào, mai 3h ạ";
const url = "https://book.example.com/webhooks/email/dat-lich@hoamai.example?as=mime";

const proof = (seconds = Math.floor(Date.now() / 1_000)) => {
  const [timestamp, token] = [String(seconds), "t".repeat(50)];
  const signature = createHmac("sha256", key)
    .update(timestamp + token)
    .digest("hex");
  return { timestamp, token, signature };
};

/** As Mailgun posts a letter: by an encoder of the platform's, of either type. */
const posted = async (type: "urlencoded" | "multipart", fields: Record<string, string>) => {
  const form = type === "multipart" ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const request = new Request(url, { method: "POST", body: form });
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return { body: Buffer.from(await request.arrayBuffer()), headers, url };
};

test.each([
  "urlencoded",
  "multipart",
] as const)("Mailgun's raw letters are taken, %s", async (type) => {
  const request = await posted(type, { "body-mime": letter, recipient: "x", ...proof() });
  expect(await email.verify(request, account)).toBe(true);
  expect(await email.parse(email.decode?.(request), account)).toMatchObject([
    { address: "lan@gmail.example", text: "Chào, mai 3h ạ", deliveryId: "<1@gmail.example>" },
  ]);
});

test("what Mailgun has not signed, or long ago, is not", async () => {
  const takes = async (fields: Record<string, string>, by = account) =>
    email.verify(await posted("multipart", { "body-mime": letter, ...fields }), by);
  expect(await takes({})).toBe(false);
  expect(await takes({ ...proof(), token: "u".repeat(50) })).toBe(false);
  expect(await takes({ ...proof(), signature: "" })).toBe(false);
  const longAgo = Math.floor(Date.now() / 1_000) - 10 * 3_600;
  expect(await takes(proof(longAgo))).toBe(false);
  expect(await takes(proof(Number.NaN))).toBe(false);
  const others = { ...account, secrets: { ...account.secrets, mailgunSigningKey: "another" } };
  expect(await takes(proof(), others)).toBe(false);
  const none = { ...account, secrets: { ...account.secrets, mailgunSigningKey: "" } };
  expect(await takes(proof(), none)).toBe(false);
  const twice = await posted("urlencoded", { "body-mime": letter, ...proof() });
  const body = Buffer.concat([twice.body, Buffer.from("&timestamp=1")]);
  expect(await email.verify({ ...twice, body }, account)).toBe(false);
});

test("a form without a letter is malformed", async () => {
  const request = await posted("urlencoded", proof());
  await expect((async () => email.parse(email.decode?.(request), account))()).rejects.toThrow();
});
