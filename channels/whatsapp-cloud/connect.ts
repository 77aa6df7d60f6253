import { createHmac } from "node:crypto";
import { z } from "zod";

import type { Connection, PushChannel, Words } from "../../src/conversation/push-channel.ts";
import { callGraph, type Opened, type Refused } from "./api.ts";
import { failureOf } from "./failure.ts";
import { templateName } from "./template.ts";

type Given = Readonly<Record<string, string>>;
type Wrong = Extract<Connection, { readonly ok: false }>;

const wrong = (field: string, remedy: Words): Wrong => ({ ok: false, field, remedy });

const PhoneNumber = z.object({
  display_phone_number: z.string(),
  verified_name: z.string().default("WhatsApp"),
});

interface Need {
  readonly shape: RegExp;
  readonly remedy: { readonly en: string; readonly vi: string };
}

/** What is needed, as Meta's dashboard shows it. */
const needs = {
  token: {
    shape: /^\S{20,}$/u,
    remedy: {
      en: "create one for a system user with the permission whatsapp_business_messaging and pass it with --token EAA…",
      vi: "hãy tạo cho một người dùng hệ thống có quyền whatsapp_business_messaging rồi gửi qua --token, dạng EAA…",
    },
  },
  "phone-number-id": {
    shape: /^\d{5,20}$/u,
    remedy: {
      en: "copy it from WhatsApp > API Setup, it is not the number itself, and pass it with --phone-number-id 106540352242922",
      vi: "hãy chép từ WhatsApp > API Setup (không phải chính số điện thoại) rồi gửi qua --phone-number-id, ví dụ 106540352242922",
    },
  },
  "app-secret": {
    shape: /^[0-9a-f]{32}$/iu,
    remedy: {
      en: "copy it from App settings > Basic, 32 letters and digits, and pass it with --app-secret",
      vi: "hãy chép từ App settings > Basic, gồm 32 chữ và số, rồi gửi qua --app-secret",
    },
  },
} as const satisfies Readonly<Record<string, Need>>;

/** What may be given; the house checks no more of it than its shape. */
const options: Readonly<Record<string, Need>> = {
  "verify-token": {
    shape: /^\S{8,200}$/u,
    remedy: {
      en: "must be 8 characters or more without spaces: leave it out to have one made",
      vi: "phải từ 8 ký tự trở lên và không có dấu cách: để trống thì hệ thống tự tạo",
    },
  },
  "template-vi": {
    shape: templateName,
    remedy: {
      en: "is not a template: pass the name of an approved one with one variable, such as booking_news",
      vi: "không phải mẫu tin: hãy gửi tên mẫu đã duyệt có một biến, ví dụ tin_lich_hen",
    },
  },
  "template-en": {
    shape: templateName,
    remedy: {
      en: "is not a template: pass the name of an approved one with one variable, such as booking_news:en_US",
      vi: "không phải mẫu tin: hãy gửi tên mẫu đã duyệt có một biến, ví dụ booking_news:en_US",
    },
  },
  "api-root": {
    shape: /^https?:\/\/[^\s/]+/u,
    remedy: {
      en: "is not an address: pass one such as https://graph.facebook.com",
      vi: "không phải địa chỉ: hãy gửi dạng https://graph.facebook.com",
    },
  },
  "api-version": {
    shape: /^v\d+\.\d+$/u,
    remedy: {
      en: "is not a version of Graph: pass one such as v25.0",
      vi: "không phải phiên bản Graph: hãy gửi dạng v25.0",
    },
  },
};

/** What is wrong with something that is needed, and where the right one is found. */
const wrongNeed = (name: keyof typeof needs, { en, vi }: Need["remedy"]): Wrong => {
  const { remedy } = needs[name];
  return wrong(`--${name}`, { en: `${en}: ${remedy.en}`, vi: `${vi}: ${remedy.vi}` });
};

const isNeeded = (name: string): name is keyof typeof needs => name in needs;

const faultIn = (given: Given): Wrong | null => {
  for (const name of Object.keys(needs).filter(isNeeded)) {
    const value = given[name];
    if (!value) return wrongNeed(name, { en: "is missing", vi: "còn thiếu" });
    if (!needs[name].shape.test(value)) {
      return wrongNeed(name, { en: "is malformed", vi: "sai định dạng" });
    }
  }
  for (const [name, { shape, remedy }] of Object.entries(options)) {
    const value = given[name];
    if (value !== undefined && !shape.test(value)) return wrong(`--${name}`, remedy);
  }
  return null;
};

const stored = ["api-root", "api-version", "template-vi", "template-en"];

/** Asks Meta whose number it is; that its webhooks come to us has to be said in Meta's dashboard. */
export const connect: PushChannel["connect"] = async (given, { webhookOf, secret }) => {
  const fault = faultIn(given);
  if (fault) return fault;
  const { token = "", "phone-number-id": account = "", "app-secret": appSecret = "" } = given;
  const webhook = webhookOf(account);
  if (webhook === null) {
    return wrong("PUBLIC_URL", {
      en: "is not set: WhatsApp only pushes, so set it to this server's https address",
      vi: "chưa được đặt: WhatsApp chỉ gửi tin đến địa chỉ https, hãy đặt địa chỉ của máy chủ này",
    });
  }
  const verifyToken = given["verify-token"] ?? secret;
  const settings = Object.fromEntries(
    stored.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
  const opened: Opened = { settings, secrets: { token, appSecret, verifyToken } };
  const answer = await callGraph(opened, ownNumber(account, token, appSecret), {
    signal: AbortSignal.timeout(15_000),
  });
  if (!answer.ok) return refusal(answer);
  const { data } = PhoneNumber.safeParse(answer.body);
  if (!data)
    return wrongNeed("phone-number-id", {
      en: "is not a phone number's",
      vi: "không phải mã của số điện thoại",
    });
  const name = `${data.verified_name} (${data.display_phone_number})`;
  return { ok: true, name, account: { account, ...opened }, next: nextSteps(webhook, verifyToken) };
};

/** With the proof, a secret of another app is refused: nothing else would tell before the first webhook. */
const ownNumber = (account: string, token: string, appSecret: string): string => {
  const proof = createHmac("sha256", appSecret).update(token).digest("hex");
  return `${account}?fields=display_phone_number,verified_name&appsecret_proof=${proof}`;
};

const refusal = (answer: Refused): Connection => {
  const { error } = answer;
  if (error?.code === 100 && error.message?.includes("appsecret_proof")) {
    return wrongNeed("app-secret", {
      en: "is not of the token's app",
      vi: "không phải của ứng dụng đã cấp token",
    });
  }
  if (error?.code === 100) {
    return wrongNeed("phone-number-id", {
      en: "is none the token may use",
      vi: "không phải số mà token được dùng",
    });
  }
  if (failureOf(answer).kind === "revoked") {
    return wrongNeed("token", { en: "was refused by Meta", vi: "bị Meta từ chối" });
  }
  return wrong("--api-root", {
    en: "could not be asked: check the network and Meta's status page and try again",
    vi: "chưa kết nối được: hãy kiểm tra mạng và trang trạng thái của Meta rồi thử lại",
  });
};

const nextSteps = (webhook: string, verifyToken: string): string =>
  `In Meta's App Dashboard, under WhatsApp > Configuration, set
  Callback URL  ${webhook}
  Verify token  ${verifyToken}
and subscribe to the field messages; to smb_message_echoes as well if the number is also used in the WhatsApp Business app.`;
