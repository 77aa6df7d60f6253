import { z } from "zod";

import type { Connectable, Connection, Words } from "../../src/conversation/push-channel.ts";

const wrong = (field: string, remedy: Words): Connection => ({ ok: false, field, remedy });

const whereToken = {
  en: "copy it from the account info on console.twilio.com",
  vi: "hãy chép từ mục account info trên console.twilio.com",
};
const NUMBER = /^\+[1-9]\d{6,14}$/u;

type Given = Readonly<Record<string, string>>;

/** What can be seen without asking Twilio; null: nothing is wrong. */
const faultOf = (given: Given): Connection | null => {
  const { "account-sid": sid = "", "auth-token": token = "", number = "" } = given;
  const { "hand-over-to": handOverTo, "api-root": root } = given;
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
  if (!NUMBER.test(number)) {
    return wrong("--number", {
      en: "is missing: pass the number people call, such as +842812345678",
      vi: "còn thiếu: hãy gửi số khách gọi đến, ví dụ +842812345678",
    });
  }
  if (handOverTo !== undefined && !NUMBER.test(handOverTo)) {
    return wrong("--hand-over-to", {
      en: "is no number: pass the one people answer, +842812345679",
      vi: "không phải số điện thoại: hãy gửi số nhân viên nghe máy, +842812345679",
    });
  }
  return root === undefined || URL.canParse(root)
    ? null
    : wrong("--api-root", {
        en: "is not an address: pass one such as http://localhost:4100",
        vi: "không phải địa chỉ: hãy gửi dạng http://localhost:4100",
      });
};

const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.object({ sid: z.string(), capabilities: z.object({ voice: z.boolean() }) }),
  ),
});

/** Asks Twilio for the number, and has it ask us what to do with calls. */
export const connect: Connectable["connect"] = async (given, { webhookOf }) => {
  const fault = faultOf(given);
  if (fault) return fault;
  const { number = "", "auth-token": authToken = "", "hand-over-to": handOverTo } = given;
  const account = number.replace("+", "");
  const url = webhookOf(account);
  const settings = {
    ...(url && { origin: new URL(url).origin }),
    ...(handOverTo && { handOverTo }),
  };
  try {
    const line = await findLine(given, number);
    if ("ok" in line) return line;
    const isSet = url !== null && (await pointTo(given, line.sid, url));
    const next = isSet ? null : byHand(url ?? `https://<your host>/voice/${account}/incoming`);
    const connected = { account, settings, secrets: { authToken } };
    return { ok: true, name: number, account: connected, ...(next && { next }) };
  } catch (error) {
    if (error instanceof z.ZodError)
      return wrong("--api-root", {
        en: "does not answer as Twilio does",
        vi: "không trả lời như Twilio",
      });
    return wrong("--api-root", {
      en: "Twilio could not be reached: check the network and try again",
      vi: "chưa kết nối được với Twilio: hãy kiểm tra mạng rồi thử lại",
    });
  }
};

/** The number as Twilio keeps it, or why it cannot be called. */
const findLine = async (
  given: Given,
  number: string,
): Promise<{ readonly sid: string } | Connection> => {
  const answer = await ask(given, { query: { PhoneNumber: number } });
  if (!answer.ok) {
    return wrong("--auth-token", {
      en: `was refused by Twilio: ${whereToken.en}`,
      vi: `bị Twilio từ chối: ${whereToken.vi}`,
    });
  }
  const [line] = Numbers.parse(await answer.json()).incoming_phone_numbers;
  if (!line) {
    return wrong("--number", {
      en: "is no number of this account: buy it or port it first",
      vi: "không phải số của tài khoản này: hãy mua hoặc chuyển số về trước",
    });
  }
  return line.capabilities.voice
    ? line
    : wrong("--number", {
        en: "takes no calls: use another",
        vi: "không nhận được cuộc gọi: hãy dùng số khác",
      });
};

const byHand = (url: string): string =>
  `Twilio reaches the server over https only: paste ${url} into console.twilio.com, as what happens when a call comes in, and connect again with PUBLIC_URL set to that host.`;

/** False where the token may read the number and not change it. */
const pointTo = async (given: Given, sid: string, url: string): Promise<boolean> => {
  const form = { VoiceUrl: url, VoiceMethod: "POST" };
  return (await ask(given, { sid, form })).ok;
};

interface Question {
  /** Of one number; absent: of all there are. */
  readonly sid?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What to change. */
  readonly form?: Readonly<Record<string, string>>;
}

/** Source: twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
const ask = async (given: Given, { sid, query = {}, form }: Question): Promise<Response> => {
  const { "account-sid": accountSid = "", "auth-token": token = "", "api-root": root } = given;
  const place = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers${sid ? `/${sid}` : ""}.json`;
  const address = new URL(place, root ?? "https://api.twilio.com");
  address.search = new URLSearchParams(query).toString();
  const authorization = `Basic ${Buffer.from(`${accountSid}:${token}`).toString("base64")}`;
  const answer = await fetch(address, {
    ...{ headers: { authorization }, redirect: "error", signal: AbortSignal.timeout(15_000) },
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  if (answer.status >= 500) throw new Error(`Twilio answered ${answer.status}`);
  return answer;
};
