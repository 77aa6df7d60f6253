import { createHmac } from "node:crypto";
import { z } from "zod";

import type { Connection, PushChannel } from "../../src/conversation/push-channel.ts";
import { callGraph, type Opened, type Refused } from "./api.ts";
import { failureOf } from "./failure.ts";
import { templateName } from "./template.ts";

type Given = Readonly<Record<string, string>>;
type Wrong = Extract<Connection, { readonly ok: false }>;

const wrong = (field: string, remedy: string): Wrong => ({ ok: false, field, remedy });

const PhoneNumber = z.object({
  display_phone_number: z.string(),
  verified_name: z.string().default("WhatsApp"),
});

interface Need {
  readonly shape: RegExp;
  readonly remedy: string;
}

/** What is needed, as Meta's dashboard shows it. */
const needs: Readonly<Record<string, Need>> = {
  token: {
    shape: /^\S{20,}$/u,
    remedy:
      "create one for a system user with the permission whatsapp_business_messaging and pass it with --token EAA…",
  },
  "phone-number-id": {
    shape: /^\d{5,20}$/u,
    remedy:
      "copy it from WhatsApp > API Setup, it is not the number itself, and pass it with --phone-number-id 106540352242922",
  },
  "app-secret": {
    shape: /^[0-9a-f]{32}$/iu,
    remedy:
      "copy it from App settings > Basic, 32 letters and digits, and pass it with --app-secret",
  },
};

/** What may be given; the house checks no more of it than its shape. */
const options: Readonly<Record<string, Need>> = {
  "verify-token": {
    shape: /^\S{8,200}$/u,
    remedy: "must be 8 characters or more without spaces: leave it out to have one made",
  },
  "template-vi": {
    shape: templateName,
    remedy:
      "is not a template: pass the name of an approved one with one variable, such as booking_news",
  },
  "template-en": {
    shape: templateName,
    remedy:
      "is not a template: pass the name of an approved one with one variable, such as booking_news:en_US",
  },
  "api-root": {
    shape: /^https?:\/\/[^\s/]+/u,
    remedy: "is not an address: pass one such as https://graph.facebook.com",
  },
  "api-version": {
    shape: /^v\d+\.\d+$/u,
    remedy: "is not a version of Graph: pass one such as v25.0",
  },
};

const faultIn = (given: Given): Wrong | null => {
  for (const [name, { shape, remedy }] of Object.entries(needs)) {
    const value = given[name];
    if (!value) return wrong(`--${name}`, `is missing: ${remedy}`);
    if (!shape.test(value)) return wrong(`--${name}`, `is malformed: ${remedy}`);
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
    return wrong(
      "PUBLIC_URL",
      "is not set: WhatsApp only pushes, so set it to this server's https address",
    );
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
    return wrong(
      "--phone-number-id",
      `is not a phone number's: ${needs["phone-number-id"]?.remedy}`,
    );
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
    return wrong("--app-secret", `is not of the token's app: ${needs["app-secret"]?.remedy}`);
  }
  if (error?.code === 100) {
    return wrong(
      "--phone-number-id",
      `is none the token may use: ${needs["phone-number-id"]?.remedy}`,
    );
  }
  if (failureOf(answer).kind === "revoked") {
    return wrong("--token", `was refused by Meta: ${needs["token"]?.remedy}`);
  }
  return wrong(
    "--api-root",
    "could not be asked: check the network and Meta's status page and try again",
  );
};

const nextSteps = (webhook: string, verifyToken: string): string =>
  `In Meta's App Dashboard, under WhatsApp > Configuration, set
  Callback URL  ${webhook}
  Verify token  ${verifyToken}
and subscribe to the field messages; to smb_message_echoes as well if the number is also used in the WhatsApp Business app.`;
