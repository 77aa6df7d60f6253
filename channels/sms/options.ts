import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What a number or messaging service of Twilio's is connected with. */
export const smsOptions: readonly ConnectOption[] = [
  {
    name: "account-sid",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the Account SID on console.twilio.com: AC…",
      vi: "mã Account SID trên console.twilio.com: AC…",
    },
  },
  {
    name: "auth-token",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "the Auth Token beside it on console.twilio.com, 32 characters",
      vi: "mã Auth Token ngay cạnh đó trên console.twilio.com, 32 ký tự",
    },
  },
  {
    name: "from",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the number that texts, such as +84901234567, or a messaging service, MG…",
      vi: "số điện thoại nhắn tin, ví dụ +84901234567, hoặc dịch vụ nhắn tin MG…",
    },
  },
  {
    name: "api-root",
    ...{ isSecret: false, isRequired: false, isServer: true },
    hint: {
      en: "the address of a server that stands in for api.twilio.com",
      vi: "địa chỉ máy chủ thay cho api.twilio.com",
    },
  },
];
