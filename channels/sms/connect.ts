import type twilio from "twilio";

import type { Connection, PushChannel, Words } from "../../src/conversation/push-channel.ts";
import { apiOf } from "./api.ts";
import { failureOf } from "./failure.ts";

const wrong = (field: string, remedy: Words): Connection => ({ ok: false, field, remedy });

const whereToken = {
  en: "copy it from the account info on console.twilio.com",
  vi: "hãy chép từ mục account info trên console.twilio.com",
};
const NUMBER = /^\+[1-9]\d{6,14}$/u;
const SERVICE = /^MG[0-9a-f]{32}$/iu;

/** What can be seen without asking Twilio; null: nothing is wrong. */
const faultOf = (given: Readonly<Record<string, string>>): Connection | null => {
  const { "account-sid": sid = "", "auth-token": token = "", from = "", "api-root": root } = given;
  if (!/^AC[0-9a-f]{32}$/iu.test(sid)) {
    return wrong("--account-sid", {
      en: `is missing or does not begin with AC: ${whereToken.en}`,
      vi: `còn thiếu hoặc không bắt đầu bằng AC: ${whereToken.vi}`,
    });
  }
  if (!/^\w{32}$/u.test(token)) {
    return wrong("--auth-token", {
      en: `is missing or not 32 characters long: ${whereToken.en}`,
      vi: `còn thiếu hoặc không đủ 32 ký tự: ${whereToken.vi}`,
    });
  }
  if (!NUMBER.test(from) && !SERVICE.test(from)) {
    return wrong("--from", {
      en: "is missing: pass a number such as +84901234567 or a service, MG…",
      vi: "còn thiếu: hãy gửi số dạng +84901234567 hoặc dịch vụ MG…",
    });
  }
  return root === undefined || URL.canParse(root)
    ? null
    : wrong("--api-root", {
        en: "is not an address: pass one such as http://localhost:4100",
        vi: "không phải địa chỉ: hãy gửi dạng http://localhost:4100",
      });
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
      return wrong("--account-sid", {
        en: `is ${status}: open console.twilio.com and reactivate it`,
        vi: `đang ở trạng thái ${status}: hãy mở console.twilio.com và kích hoạt lại`,
      });
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

/** Has Twilio post nothing to us any more; where it posts to somebody else, that stays. */
export const disconnect: NonNullable<PushChannel["disconnect"]> = async (account, signal) => {
  const { from = "", statusCallback: ours } = account.settings;
  if (ours === undefined) return;
  const api = apiOf(account, signal);
  const address = await (SERVICE.test(from) ? serviceOf(api, from) : numberOf(api, from));
  if ("pointsTo" in address && address.pointsTo === ours) await address.pointTo("");
};

interface Address {
  /** Where Twilio posts messages. */
  readonly pointsTo: string;
  /** Whether Twilio posts messages there from now on; nowhere when it is empty. */
  pointTo(url: string): Promise<boolean>;
}

const numberOf = async (api: twilio.Twilio, from: string): Promise<Address | Connection> => {
  const [number] = await api.incomingPhoneNumbers.list({ phoneNumber: from, limit: 1 });
  if (!number)
    return wrong("--from", {
      en: "is no number of this account: buy it or port it first",
      vi: "không phải số của tài khoản này: hãy mua hoặc chuyển số về trước",
    });
  if (!number.capabilities.sms)
    return wrong("--from", {
      en: "cannot send text messages: use another",
      vi: "không nhắn tin được: hãy dùng số khác",
    });
  return {
    pointsTo: number.smsUrl,
    pointTo: (smsUrl) =>
      allowed(api.incomingPhoneNumbers(number.sid).update({ smsUrl, smsMethod: "POST" })),
  };
};

const serviceOf = async (api: twilio.Twilio, sid: string): Promise<Address> => {
  const service = api.messaging.v1.services(sid);
  const { inboundRequestUrl: pointsTo } = await service.fetch();
  return {
    pointsTo,
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
    return wrong("--api-root", {
      en: `Twilio could not be reached (${code}): check the network`,
      vi: `chưa kết nối được với Twilio (${code}): hãy kiểm tra mạng`,
    });
  }
  if (code === "twilio_20404") {
    return wrong("--from", {
      en: "is no messaging service of this account: copy its SID, MG…",
      vi: "không phải dịch vụ nhắn tin của tài khoản này: hãy chép mã SID của nó, MG…",
    });
  }
  return wrong("--auth-token", {
    en: `was refused by Twilio (${code}): ${whereToken.en}`,
    vi: `bị Twilio từ chối (${code}): ${whereToken.vi}`,
  });
};
