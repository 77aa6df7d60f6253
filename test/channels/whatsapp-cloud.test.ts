import { createHmac } from "node:crypto";
import * as path from "node:path";

import type { SendFailure } from "#src/conversation/push-channel.ts";
import { whatsappCloud } from "../../channels/whatsapp-cloud/index.ts";
import { describePushChannel, type ProviderFault } from "./describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "./http-provider.ts";

const wamid = (end: string) => `wamid.HBgLODQ5MTIzNDU2NzgVAgASGBQzQUFERjg0${end}=`;

const refused = (status: number, code: number, more: object = {}): HttpAnswer => ({
  status,
  body: {
    error: { message: `(#${code}) of +84912345678`, type: "OAuthException", code, ...more },
  },
});
const fault = (
  name: string,
  answer: HttpAnswer | null,
  means: SendFailure,
): ProviderFault<HttpAnswer> => ({ name, answer, means });

const quiet = { acknowledgement: null, choiceRef: null } as const;
const lan = {
  ...{ ...quiet, address: "VN.13491208655302741918", displayName: "Lan Nguyễn", language: null },
  proven: { kind: "phone", value: "+84912345678" },
} as const;
const minh = { ...quiet, address: "VN.88412086553027419", displayName: "minh.tran" } as const;
const answered = wamid("QU9V");
const report = { kind: "report", providerId: answered, code: null } as const;

interface Sent {
  readonly text?: { readonly body: string };
  readonly interactive?: {
    readonly body: { readonly text: string };
    readonly action: { readonly buttons: readonly { readonly reply: { readonly id: string } }[] };
  };
}

describePushChannel<HttpAnswer>({
  channel: whatsappCloud,
  payloadFolder: path.join(import.meta.dirname, "../../channels/whatsapp-cloud/payloads"),
  malformed: [
    ...[null, [], 7, "text", {}, { object: "page", entry: [] }],
    { object: "whatsapp_business_account", entry: [{ changes: [{ field: "messages" }] }] },
  ],
  openProvider: openHttpProvider,
  payloads: {
    text: [
      {
        ...{ ...lan, kind: "text", deliveryId: wamid("VEVY"), providerMessageId: wamid("VEVY") },
        text: "Mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn.",
      },
    ],
    "text-without-user-id": [
      { ...lan, address: "84912345678", kind: "text", text: "Cho em hỏi giá ạ" },
    ],
    "text-of-username": [{ ...minh, kind: "text", text: "Shop ơi" }],
    "button-reply": [{ ...lan, kind: "press", text: "Thứ 2, 08:00", choiceRef: "c4.0" }],
    "list-reply": [{ ...lan, kind: "press", text: "Trám răng", choiceRef: "c2.7" }],
    "template-button": [{ ...lan, kind: "press", text: "Xác nhận", choiceRef: "Xác nhận" }],
    location: [{ ...lan, kind: "other", text: "" }],
    image: [{ ...lan, kind: "photo", text: "" }],
    "image-with-words": [{ ...lan, kind: "text", text: "Răng em bị thế này thì đặt lịch gì ạ?" }],
    video: [{ ...lan, kind: "other", text: "" }],
    "document-with-words": [{ ...lan, kind: "text", text: "Phim chụp của em đây ạ" }],
    voice: [
      {
        ...{ ...lan, kind: "voice", text: "" },
        recording: { id: "1908647269898587", mediaType: "audio/ogg; codecs=opus" },
      },
    ],
    sticker: [{ ...lan, kind: "other", text: "" }],
    "contact-of-another": [{ ...lan, kind: "other", text: "" }],
    "contact-own": [{ ...lan, kind: "contact", text: "+84912345678" }],
    "contact-requested": [{ ...minh, kind: "contact", text: "+84911222333" }],
    order: [{ ...lan, kind: "text", text: "Cho em đặt gói này nhé" }],
    unsupported: [{ ...lan, kind: "other", text: "" }],
    welcome: [{ ...lan, kind: "start", text: "" }],
    reaction: [
      {
        kind: "reaction",
        address: lan.address,
        of: answered,
        emoji: "👍",
        deliveryId: wamid("UkVB"),
      },
    ],
    "reaction-taken-back": [{ kind: "reaction", address: lan.address, of: answered, emoji: "" }],
    edit: [{ ...lan, kind: "edit", text: "Mai 4h chiều ạ", edits: wamid("VEVY") }],
    revoke: [],
    "number-changed": [],
    group: [],
    "status-sent": [],
    "status-delivered": [{ ...report, status: "delivered" }],
    "status-read": [{ ...report, status: "read" }],
    "status-failed": [{ ...report, status: "failed", code: "whatsapp_131026" }],
    echo: [
      {
        ...{ kind: "echo", address: lan.address, deliveryId: wamid("RUNP") },
        ...{ providerMessageId: wamid("RUNP"), text: "Dạ chị Lan, em là Hoa lễ tân ạ." },
      },
    ],
    "echo-image": [{ kind: "echo", address: "84912345678", text: "" }],
    "echo-edit": [{ kind: "echo", address: lan.address, text: "Dạ chị Lan, em là Hồng lễ tân ạ." }],
    "echo-revoke": [],
    many: [
      { ...lan, kind: "text", text: "Em đến muộn 10 phút" },
      {
        ...{ ...quiet, kind: "text", text: "Huỷ giúp anh", address: "VN.5552086553027" },
        ...{ displayName: "Minh", proven: { kind: "phone", value: "+84987654321" } },
      },
      { kind: "report", providerId: wamid("QU9W"), status: "read" },
      { kind: "report", providerId: wamid("QU9W"), status: "delivered" },
      { ...lan, kind: "text", text: "À 15 phút ạ" },
    ],
    history: [],
    "account-update": [],
  },
  account: (apiRoot) => ({
    account: "106540352242922",
    settings: { "api-root": apiRoot },
    secrets: {
      token: `EAA${"a".repeat(40)}`,
      appSecret: "0af1".repeat(8),
      verifyToken: "v".repeat(9),
    },
  }),
  sign: ({ body }, { secrets }) => ({
    "x-hub-signature-256": `sha256=${createHmac("sha256", secrets["appSecret"] ?? "")
      .update(body)
      .digest("hex")}`,
  }),
  taken: {
    answer: {
      status: 200,
      body: {
        messaging_product: "whatsapp",
        contacts: [{ input: "5501", wa_id: "5501" }],
        messages: [{ id: wamid("T1VU") }],
      },
    },
    providerId: wamid("T1VU"),
  },
  shown: (request) => {
    const { text, interactive } = (request as HttpRequest).body as Sent;
    const buttons = interactive?.action.buttons ?? [];
    return {
      text: text?.body ?? interactive?.body.text ?? "",
      data: buttons.map(({ reply }) => reply.id),
    };
  },
  mostDataBytes: 256,
  faults: [
    fault("the pair is paced", refused(400, 131056), {
      kind: "retry",
      code: "whatsapp_131056",
      afterMs: 30_000,
    }),
    fault(
      "the number is paced, and Meta says how long",
      { ...refused(429, 130429), headers: { "retry-after": "7" } },
      { kind: "retry", code: "whatsapp_130429", afterMs: 7_000 },
    ),
    fault("the number is paced", refused(429, 130429), {
      kind: "retry",
      code: "whatsapp_130429",
      afterMs: 5_000,
    }),
    fault("the account is paced", refused(400, 80007), {
      kind: "retry",
      code: "whatsapp_80007",
      afterMs: 600_000,
    }),
    fault("the app is paced", refused(400, 4), {
      kind: "retry",
      code: "whatsapp_4",
      afterMs: 600_000,
    }),
    fault("Meta does not know why", refused(500, 131000), {
      kind: "retry",
      code: "whatsapp_131000",
    }),
    fault("Meta is down", refused(500, 131016), { kind: "retry", code: "whatsapp_131016" }),
    fault("Meta says it will pass", refused(400, 131999, { is_transient: true }), {
      kind: "retry",
      code: "whatsapp_131999",
    }),
    fault(
      "a proxy is down",
      { status: 502, body: "<html>" },
      { kind: "retry", code: "whatsapp_http_502" },
    ),
    fault("no answer in time", null, { kind: "retry", code: "unreachable" }),
    fault(
      "an answer that is not JSON",
      { status: 200, body: "<html>" },
      { kind: "retry", code: "unreadable" },
    ),
    fault("the token has expired", refused(401, 190), { kind: "revoked", code: "whatsapp_190" }),
    fault("the app is not allowed", refused(403, 10), { kind: "revoked", code: "whatsapp_10" }),
    fault("a permission is missing", refused(403, 200), { kind: "revoked", code: "whatsapp_200" }),
    fault("the number is not the token's", refused(400, 100, { error_subcode: 33 }), {
      kind: "revoked",
      code: "whatsapp_100",
    }),
    fault("the account is blocked", refused(403, 368), { kind: "revoked", code: "whatsapp_368" }),
    fault("the account is locked", refused(403, 131031), {
      kind: "revoked",
      code: "whatsapp_131031",
    }),
    fault("the window has closed", refused(400, 131047), {
      kind: "give_up",
      code: "window_closed",
    }),
    fault("the lead cannot be reached", refused(400, 131026), {
      kind: "give_up",
      code: "whatsapp_131026",
    }),
    fault("the lead is not allowed yet", refused(400, 131030), {
      kind: "give_up",
      code: "whatsapp_131030",
    }),
    fault("the request is refused", refused(400, 100), { kind: "give_up", code: "whatsapp_100" }),
    fault("the kind of message is refused", refused(400, 131051), {
      kind: "give_up",
      code: "whatsapp_131051",
    }),
    fault("the template is not approved", refused(404, 132001), {
      kind: "give_up",
      code: "template_missing_or_not_approved",
    }),
    fault("the template is paused", refused(400, 132015), {
      kind: "give_up",
      code: "template_paused",
    }),
    fault("something else about the template", refused(400, 132068), {
      kind: "give_up",
      code: "whatsapp_132068",
    }),
  ],
});
