import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What a number of the Cloud API is connected with. */
export const whatsappCloudOptions: readonly ConnectOption[] = [
  {
    name: "token",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "the token of a system user with the permission whatsapp_business_messaging: EAA…",
      vi: "mã token của người dùng hệ thống có quyền whatsapp_business_messaging: EAA…",
    },
  },
  {
    name: "phone-number-id",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the id of the number, not the number itself, under WhatsApp > API Setup: 106540352242922",
      vi: "mã ID của số điện thoại (không phải chính số đó), trong WhatsApp > API Setup: 106540352242922",
    },
  },
  {
    name: "app-secret",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "the app secret, 32 letters and digits, under App settings > Basic in Meta's dashboard",
      vi: "mã bí mật của ứng dụng, 32 chữ và số, trong App settings > Basic của Meta",
    },
  },
  {
    name: "verify-token",
    ...{ isSecret: true, isRequired: false },
    hint: {
      en: "the word Meta shall prove itself with; one is made when it is left out",
      vi: "từ khóa xác minh webhook; để trống thì hệ thống tự tạo",
    },
  },
  {
    name: "template-vi",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "an approved template with one variable for late messages in Vietnamese: tin_lich_hen",
      vi: "mẫu tin đã duyệt có một biến, cho tin tiếng Việt gửi sau 24 giờ: tin_lich_hen",
    },
  },
  {
    name: "template-en",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "an approved template with one variable for late messages in English: booking_news:en_US",
      vi: "mẫu tin đã duyệt có một biến, cho tin tiếng Anh gửi sau 24 giờ: booking_news:en_US",
    },
  },
  {
    name: "api-root",
    ...{ isSecret: false, isRequired: false, isServer: true },
    hint: {
      en: "the address of another Graph API, such as https://graph.facebook.com",
      vi: "địa chỉ Graph API khác, ví dụ https://graph.facebook.com",
    },
  },
  {
    name: "api-version",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the version of the Graph API, such as v25.0",
      vi: "phiên bản Graph API, ví dụ v25.0",
    },
  },
];
