import { createHmac } from "node:crypto";
import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { ChannelAccount } from "#src/conversation/push-channel.ts";
import { splitText } from "#src/delivery/split-text.ts";
import { sms } from "../../channels/sms/index.ts";
import { mostUnicodeChars } from "../../channels/sms/segments.ts";
import { describePushChannel, partOf } from "./describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "./http-provider.ts";

const refused = (status: number, code: number) => ({
  status,
  body: { code, message: "of +84912345678: Dạ, em nghe ạ.", more_info: "https://…", status },
});
const sid = (prefix: string, last: string) => `${prefix}${last.padStart(32, "0")}`;
const lan = {
  ...{ address: "+84912345678", acknowledgement: null, choiceRef: null, displayName: null },
  ...{ language: null, proven: { kind: "phone", value: "+84912345678" } },
} as const;
const accountAt = (apiRoot: string): ChannelAccount => ({
  account: "84901234567",
  settings: {
    ...{ accountSid: sid("AC", "1"), from: "+84901234567", apiRoot },
    statusCallback: "https://book.example.com/webhooks/sms/84901234567",
  },
  secrets: { authToken: "t".repeat(32) },
});
const formOf = (request: unknown) =>
  new URLSearchParams(String((request as HttpRequest | undefined)?.body));

describePushChannel<HttpAnswer>({
  channel: sms,
  payloadFolder: path.join(import.meta.dirname, "../../channels/sms/payloads"),
  contentType: "application/x-www-form-urlencoded",
  malformed: [null, [], 7, "text", {}, { MessageSid: "" }, { MessageSid: ["SM1", "SM2"] }],
  openProvider: openHttpProvider,
  payloads: {
    text: [
      {
        ...{ ...lan, kind: "text", deliveryId: sid("SM", "a1") },
        providerMessageId: sid("SM", "a1"),
        text: "Mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn & hẹn gặp 50%+",
      },
    ],
    stop: [{ ...lan, kind: "text", text: "STOP" }],
    start: [{ ...lan, kind: "text", text: "START" }],
    help: [{ ...lan, kind: "text", text: "HELP" }],
    photo: [{ ...lan, kind: "photo", text: "" }],
    "photo-with-words": [{ ...lan, kind: "text", text: "Răng em bị thế này ạ" }],
    voice: [
      {
        ...{ ...lan, kind: "voice", text: "" },
        recording: { id: `${sid("MM", "a7")}/Media/${sid("ME", "3")}`, mediaType: "audio/amr" },
      },
    ],
    "voice-elsewhere": [{ ...lan, kind: "other", text: "" }],
    "contact-card": [{ ...lan, kind: "other", text: "" }],
    "short-code": [],
    "name-of-a-shop": [],
    "status-sent": [],
    "status-delivered": [
      { kind: "report", providerId: sid("SM", "b1"), status: "delivered", code: null },
    ],
    "status-undelivered": [
      { kind: "report", providerId: sid("SM", "b2"), status: "failed", code: "twilio_30003" },
    ],
    "status-failed": [
      { kind: "report", providerId: sid("SM", "b3"), status: "failed", code: "twilio_30006" },
    ],
    "status-canceled": [
      { kind: "report", providerId: sid("SM", "b4"), status: "failed", code: "twilio_canceled" },
    ],
  },
  account: accountAt,
  // twilio.com/docs/usage/security: the address, then every field in order, without any signs between.
  sign: ({ body, url }, { secrets }) => {
    const fields = [...new URLSearchParams(body.toString("utf8"))].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const hmac = createHmac("sha1", secrets["authToken"] ?? "").update(
      url + fields.flat().join(""),
    );
    return { "x-twilio-signature": hmac.digest("base64") };
  },
  taken: {
    answer: { status: 201, body: { sid: sid("SM", "77"), status: "queued" } },
    providerId: sid("SM", "77"),
  },
  shown: (request) => ({ text: formOf(request).get("Body") ?? "", data: [] }),
  mostDataBytes: 0,
  faults: [
    {
      name: "429, too many requests at once",
      answer: refused(429, 20429),
      means: { kind: "retry", code: "twilio_20429", afterMs: 1_000 },
    },
    {
      name: "ten hours of messages wait for the number",
      answer: refused(429, 21611),
      means: { kind: "retry", code: "twilio_21611", afterMs: 60_000 },
    },
    {
      name: "500",
      answer: { status: 500, body: "oops" },
      means: { kind: "retry", code: "twilio_500" },
    },
    { name: "503", answer: refused(503, 20503), means: { kind: "retry", code: "twilio_20503" } },
    { name: "no answer in time", answer: null, means: { kind: "retry", code: "unreachable" } },
    {
      name: "an answer that is not JSON",
      answer: { status: 200, body: "<html>" },
      means: { kind: "retry", code: "unreadable" },
    },
    {
      name: "an answer without the message's id",
      answer: { status: 200, body: { status: "queued" } },
      means: { kind: "retry", code: "unreadable" },
    },
    {
      name: "the account is suspended",
      answer: refused(403, 20005),
      means: { kind: "retry", code: "twilio_20005" },
    },
    {
      name: "the token is changed",
      answer: refused(401, 20003),
      means: { kind: "revoked", code: "twilio_20003" },
    },
    {
      name: "the account is closed",
      answer: refused(404, 20404),
      means: { kind: "revoked", code: "twilio_20404" },
    },
    {
      name: "the number is given back",
      answer: refused(400, 21606),
      means: { kind: "revoked", code: "twilio_21606" },
    },
    {
      name: "the lead has said STOP",
      answer: refused(400, 21610),
      means: { kind: "give_up", code: "opted_out" },
    },
    {
      name: "the lead's number is none",
      answer: refused(400, 21211),
      means: { kind: "give_up", code: "twilio_21211" },
    },
    {
      name: "the lead's number takes no texts",
      answer: refused(400, 21614),
      means: { kind: "give_up", code: "twilio_21614" },
    },
    {
      name: "the lead's number is a landline",
      answer: refused(400, 21635),
      means: { kind: "give_up", code: "twilio_21635" },
    },
  ],
});

describe("a text message", () => {
  const sending = async (settings: Readonly<Record<string, string>>) => {
    const provider = await openHttpProvider();
    provider.answer({ status: 201, body: { sid: sid("SM", "1") } });
    const account = accountAt(provider.url);
    const part = partOf({ address: "+84912345678" });
    const at = { ...account, settings: { ...account.settings, ...settings } };
    await sms.send(part, at, AbortSignal.timeout(5_000));
    await provider.close();
    return Object.fromEntries(formOf(provider.requests[0]));
  };

  test("leaves from the number, and its fate is told to our webhook", async () => {
    expect(await sending({})).toEqual({
      ...{ To: "+84912345678", From: "+84901234567", Body: "Dạ, em nghe ạ." },
      StatusCallback: "https://book.example.com/webhooks/sms/84901234567",
    });
  });

  test("leaves from whichever number a messaging service chooses", async () => {
    const sent = await sending({ from: sid("MG", "2") });
    expect(sent).toMatchObject({ MessagingServiceSid: sid("MG", "2") });
    expect(sent).not.toHaveProperty("From");
  });

  test("of the greatest length is ten segments of Vietnamese, and no more", () => {
    expect([1, 2, 10].map(mostUnicodeChars)).toEqual([70, 134, 670]);
    const [first = ""] = splitText("Dạ em chào bạn ạ. ".repeat(60), sms.limits.textChars);
    // 140 bytes a segment, 6 of them a header; two bytes a character.
    expect(Math.ceil(Buffer.byteLength(first, "utf16le") / (140 - 6))).toBe(10);
  });
});

describe("a recording", () => {
  const id = `${sid("MM", "a7")}/Media/${sid("ME", "3")}`;
  const fetching = async (answer: HttpAnswer, ref = id, mostBytes = 100) => {
    const provider = await openHttpProvider();
    provider.answer(answer);
    const most = { mostBytes, signal: AbortSignal.timeout(5_000) };
    const media = { id: ref, mediaType: "audio/amr" };
    try {
      return {
        bytes: await sms.fetchMedia?.(media, accountAt(provider.url), most),
        requests: provider.requests as HttpRequest[],
      };
    } finally {
      await provider.close();
    }
  };

  test("is fetched with the account's key from where its message is", async () => {
    const { bytes, requests } = await fetching({ status: 200, body: "#!AMR" });
    expect(bytes?.toString()).toBe("#!AMR");
    expect(requests[0]?.path).toBe(`/2010-04-01/Accounts/${sid("AC", "1")}/Messages/${id}`);
    const key = Buffer.from(`${sid("AC", "1")}:${"t".repeat(32)}`).toString("base64");
    expect(requests[0]?.headers.authorization).toBe(`Basic ${key}`);
  });

  test("that is too long, gone, or named otherwise than Twilio names is none", async () => {
    expect((await fetching({ status: 200, body: "x".repeat(101) })).bytes).toBeNull();
    expect((await fetching({ status: 404, body: {} })).bytes).toBeNull();
    const astray = await fetching({ status: 200, body: "x" }, "../../Calls.json");
    expect(astray).toEqual({ bytes: null, requests: [] });
  });
});
