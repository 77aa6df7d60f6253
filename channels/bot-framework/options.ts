import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What an Azure Bot is connected with; what stands in for Microsoft is the operator's to give. */
export const botFrameworkOptions: readonly ConnectOption[] = [
  {
    name: "app-id",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the Microsoft App ID in the bot's configuration on portal.azure.com",
      vi: "mã Microsoft App ID trong phần cấu hình bot trên portal.azure.com",
    },
  },
  {
    name: "app-password",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "a client secret of that app, made under Certificates & secrets",
      vi: "mã bí mật (client secret) của ứng dụng đó, tạo trong Certificates & secrets",
    },
  },
  {
    name: "tenant-id",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the tenant of a single-tenant bot; leave it out for a multi-tenant one",
      vi: "mã tenant của bot dùng trong một tổ chức; để trống nếu bot dùng cho nhiều tổ chức",
    },
  },
];
