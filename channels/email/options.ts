import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What a mailbox is connected with: a server that sends, and one way in which letters come. */
export const emailOptions: readonly ConnectOption[] = [
  {
    name: "address",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the address leads write to, such as dat-lich@example.com",
      vi: "địa chỉ thư khách gửi đến, ví dụ dat-lich@example.com",
    },
  },
  {
    name: "name",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the name beside the address; without it the organization's",
      vi: "tên hiện cạnh địa chỉ thư; để trống thì dùng tên của tổ chức",
    },
  },
  {
    name: "smtp-host",
    ...{ isSecret: false, isRequired: true, isServer: true },
    hint: {
      en: "the server that sends your mail, such as smtp.example.com",
      vi: "máy chủ gửi thư đi, ví dụ smtp.example.com",
    },
  },
  {
    name: "smtp-port",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "its port: 465, or 587 with STARTTLS",
      vi: "cổng của máy chủ gửi thư: 465, hoặc 587 với STARTTLS",
    },
  },
  {
    name: "smtp-user",
    ...{ isSecret: false, isRequired: true },
    hint: {
      en: "the name you sign in to that server with, most often the address",
      vi: "tên đăng nhập máy chủ gửi thư, thường chính là địa chỉ thư",
    },
  },
  {
    name: "smtp-password",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "its password; Gmail and Microsoft 365 want an app password",
      vi: "mật khẩu gửi thư; Gmail và Microsoft 365 cần mật khẩu ứng dụng",
    },
  },
  {
    name: "imap-host",
    ...{ isSecret: false, isRequired: false, isServer: true },
    hint: {
      en: "the server that keeps your mail, such as imap.example.com",
      vi: "máy chủ nhận và giữ thư, ví dụ imap.example.com",
    },
  },
  {
    name: "imap-port",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "its port, 993 as a rule",
      vi: "cổng của máy chủ nhận thư, thường là 993",
    },
  },
  {
    name: "imap-user",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the name you sign in to it with; without it that of SMTP",
      vi: "tên đăng nhập máy chủ nhận thư; để trống thì dùng tên của SMTP",
    },
  },
  {
    name: "imap-password",
    ...{ isSecret: true, isRequired: false },
    hint: {
      en: "its password; without it that of SMTP",
      vi: "mật khẩu nhận thư; để trống thì dùng mật khẩu của SMTP",
    },
  },
  {
    name: "authserv-id",
    ...{ isSecret: false, isRequired: false },
    hint: {
      en: "the name under which your receiving server writes Authentication-Results",
      vi: "tên máy chủ nhận thư ghi trong dòng Authentication-Results",
    },
  },
  {
    name: "mailgun-signing-key",
    ...{ isSecret: true, isRequired: false },
    hint: {
      en: "the HTTP webhook signing key, where Mailgun forwards letters to us",
      vi: "khóa ký webhook HTTP, nếu Mailgun chuyển thư đến hệ thống",
    },
  },
  {
    name: "webhook-secret",
    ...{ isSecret: true, isRequired: false },
    hint: {
      en: "a secret of 32 characters or more, where something else posts letters to us",
      vi: "chuỗi bí mật từ 32 ký tự, nếu có hệ thống khác chuyển thư đến",
    },
  },
];
