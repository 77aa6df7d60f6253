import type twilio from "twilio";

import type { Connection, PushChannel } from "../../src/conversation/push-channel.ts";
import { apiOf } from "./api.ts";
import { failureOf } from "./failure.ts";

const wrong = (field: string, remedy: string): Connection => ({ ok: false, field, remedy });

const whereToken = "copy it from the account info on console.twilio.com";
const NUMBER = /^\+[1-9]\d{6,14}$/u;
const SERVICE = /^MG[0-9a-f]{32}$/iu;

/** What can be seen without asking Twilio; null: nothing is wrong. */
const faultOf = (given: Readonly<Record<string, string>>): Connection | null => {
  const { "account-sid": sid = "", "auth-token": token = "", from = "", "api-root": root } = given;
  if (!/^AC[0-9a-f]{32}$/iu.test(sid)) {
    return wrong("--account-sid", `is missing or does not begin with AC: ${whereToken}`);
  }
  if (!/^\w{32}$/u.test(token)) {
    return wrong("--auth-token", `is missing or not 32 characters long: ${whereToken}`);
  }
  if (!NUMBER.test(from) && !SERVICE.test(from)) {
    return wrong("--from", "is missing: pass a number such as +84901234567 or a service, MG…");
  }
  return root === undefined || URL.canParse(root)
    ? null
    : wrong("--api-root", "is not an address: pass one such as http://localhost:4100");
};

/** Asks Twilio for the account and the number, and has its messages posted to us. */
export const connect: PushChannel["connect"] = async (given, { webhookOf }) => {
  const fault = faultOf(given);
  if (fault) return fault;
  const { "account-sid": accountSid = "", "auth-token": authToken = "", from = "" } = given;
  const account = from.replace("+", "");
  const url = webhookOf(account);
  const settings = {
    ...{ accountSid, from },
    ...(url && { statusCallback: url }),
    ...(given["api-root"] && { apiRoot: given["api-root"] }),
  };
  const secrets = { authToken };
  const api = apiOf({ settings, secrets }, AbortSignal.timeout(30_000));
  try {
    const { status } = await api.api.v2010.accounts(accountSid).fetch();
    if (status !== "active") {
      return wrong("--account-sid", `is ${status}: open console.twilio.com and reactivate it`);
    }
    const address = await (SERVICE.test(from) ? serviceOf(api, from) : numberOf(api, from));
    if ("ok" in address) return address;
    const isSet = url !== null && (await address.pointTo(url));
    const next = isSet ? null : byHand(url ?? `https://<your host>/webhooks/sms/${account}`, from);
    return { ok: true, name: from, account: { account, settings, secrets }, ...(next && { next }) };
  } catch (error) {
    return refusal(error);
  }
};

const byHand = (url: string, from: string): string =>
  `Twilio reaches the server over https only: paste ${url} into console.twilio.com, as what happens when a message comes in to ${from}, and set PUBLIC_URL to that host.`;

interface Address {
  /** Whether Twilio posts messages there from now on. */
  pointTo(url: string): Promise<boolean>;
}

const numberOf = async (api: twilio.Twilio, from: string): Promise<Address | Connection> => {
  const [number] = await api.incomingPhoneNumbers.list({ phoneNumber: from, limit: 1 });
  if (!number) return wrong("--from", "is no number of this account: buy it or port it first");
  if (!number.capabilities.sms) return wrong("--from", "cannot send text messages: use another");
  return {
    pointTo: (smsUrl) =>
      allowed(api.incomingPhoneNumbers(number.sid).update({ smsUrl, smsMethod: "POST" })),
  };
};

const serviceOf = async (api: twilio.Twilio, sid: string): Promise<Address> => {
  const service = api.messaging.v1.services(sid);
  await service.fetch();
  return {
    pointTo: (inboundRequestUrl) =>
      allowed(
        service.update({
          ...{ inboundRequestUrl, inboundMethod: "POST", useInboundWebhookOnNumber: false },
        }),
      ),
  };
};

/** What a key may read it may not always change; then it is done by hand. */
const allowed = async (change: Promise<unknown>): Promise<boolean> => {
  try {
    await change;
    return true;
  } catch (error) {
    if (failureOf(error).kind === "retry") throw error;
    return false;
  }
};

const refusal = (error: unknown): Connection => {
  const { kind, code } = failureOf(error);
  if (kind === "retry") {
    return wrong("--api-root", `Twilio could not be reached (${code}): check the network`);
  }
  if (code === "twilio_20404") {
    return wrong("--from", "is no messaging service of this account: copy its SID, MG…");
  }
  return wrong("--auth-token", `was refused by Twilio (${code}): ${whereToken}`);
};
