import * as path from "node:path";
import { expect, test } from "vitest";

import { telegram } from "../../channels/telegram/index.ts";
import { describePushChannel } from "./describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "./http-provider.ts";

const refused = (error_code: number, description: string, parameters?: object) => ({
  status: error_code,
  body: { ok: false, error_code, description, ...(parameters && { parameters }) },
});
const lan = { address: "5501", acknowledgement: null, choiceRef: null } as const;

describePushChannel<HttpAnswer>({
  channel: telegram,
  payloadFolder: path.join(import.meta.dirname, "../../channels/telegram/payloads"),
  malformed: [null, [], 7, "text", {}, { update_id: "x" }],
  openProvider: openHttpProvider,
  payloads: {
    text: [
      {
        ...{ ...lan, kind: "text", language: "vi", displayName: "Lan Nguyễn" },
        text: "Mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn.",
        deliveryId: "813301001",
      },
    ],
    start: [{ ...lan, kind: "start", text: "/start promo7", language: "en" }],
    press: [
      {
        ...{ address: "5501", kind: "press", text: "", choiceRef: "c4.0" },
        acknowledgement: "4382bfdwdsb323b2d9",
      },
    ],
    contact: [
      {
        ...{ ...lan, kind: "contact", text: "+84912345678" },
        proven: { kind: "phone", value: "+84912345678" },
      },
    ],
    "contact-of-another": [{ ...lan, kind: "other", text: "" }],
    voice: [
      {
        ...{ ...lan, kind: "voice", text: "" },
        recording: { id: "AwACAgUAAx", mediaType: "audio/ogg" },
      },
    ],
    photo: [{ ...lan, kind: "photo", text: "" }],
    "photo-with-words": [{ ...lan, kind: "text", text: "Răng em bị thế này thì đặt lịch gì ạ?" }],
    edit: [{ ...lan, kind: "edit", text: "Mai 4h chiều ạ", edits: "5501/101" }],
    reaction: [{ kind: "reaction", address: "5501", of: "5501/110", emoji: "👍" }],
    sticker: [{ ...lan, kind: "other", text: "" }],
    group: [],
    "added-to-group": [],
  },
  account: (apiRoot) => ({
    account: "666",
    settings: { apiRoot },
    secrets: { token: `666:${"a".repeat(35)}`, webhookSecret: "s".repeat(64) },
  }),
  sign: (_request, { secrets }) => ({
    "x-telegram-bot-api-secret-token": secrets.webhookSecret,
  }),
  taken: {
    answer: { status: 200, body: { ok: true, result: { message_id: 77 } } },
    providerId: "5501/77",
  },
  shown: (request) => {
    const { text, reply_markup } = (request as HttpRequest).body as {
      text: string;
      reply_markup: { inline_keyboard: { callback_data: string }[][] };
    };
    return { text, data: reply_markup.inline_keyboard.flat().map((one) => one.callback_data) };
  },
  mostDataBytes: 64,
  faults: [
    {
      name: "429 with retry_after",
      answer: refused(429, "Too Many Requests: retry after 7", { retry_after: 7 }),
      means: { kind: "retry", code: "telegram_429", afterMs: 7_000 },
    },
    {
      name: "500",
      answer: { status: 500, body: "oops" },
      means: { kind: "retry", code: "telegram_500" },
    },
    {
      name: "no answer in time",
      answer: null,
      means: { kind: "retry", code: "unreachable" },
    },
    {
      name: "an answer that is not JSON",
      answer: { status: 200, body: "<html>" },
      means: { kind: "retry", code: "unreachable" },
    },
    {
      name: "the token is revoked",
      answer: refused(401, "Unauthorized"),
      means: { kind: "revoked", code: "telegram_401" },
    },
    {
      name: "the token is none",
      answer: refused(404, "Not Found"),
      means: { kind: "revoked", code: "telegram_404" },
    },
    {
      name: "the lead has blocked the bot",
      answer: refused(403, "Forbidden: bot was blocked by the user"),
      means: { kind: "give_up", code: "blocked_by_lead" },
    },
    {
      name: "the chat is gone",
      answer: refused(400, "Bad Request: chat not found"),
      means: { kind: "give_up", code: "chat_gone" },
    },
    {
      name: "the request is refused",
      answer: refused(400, "Bad Request: message text is empty"),
      means: { kind: "give_up", code: "telegram_400" },
    },
  ],
});

test("a server of one's own leads nowhere else", async () => {
  const [own, other] = [await openHttpProvider(), await openHttpProvider()];
  own.answer({ status: 307, body: "", headers: { location: `${other.url}/latest` } });
  other.answer({ status: 200, body: { ok: true, result: { id: 666, username: "HoaMaiBot" } } });
  const given = { token: `666:${"a".repeat(35)}`, "api-root": own.url };
  const connection = await telegram.connect(given, { webhookOf: () => null, secret: "s" });
  expect(connection).toMatchObject({ ok: false, field: "--api-root" });
  expect(own.requests).toHaveLength(1);
  expect(other.requests).toHaveLength(0);
  await own.close();
  await other.close();
});
