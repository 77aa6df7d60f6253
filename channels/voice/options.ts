import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What a number people call is connected with. */
export const voiceOptions: readonly ConnectOption[] = [
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
    name: "number",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the number people call, such as +842812345678",
      vi: "số điện thoại khách gọi đến, ví dụ +842812345678",
    },
  },
  {
    name: "hand-over-to",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the number that people of the house answer, such as +842812345679",
      vi: "số điện thoại nhân viên nghe máy khi cần chuyển cuộc gọi, ví dụ +842812345679",
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
