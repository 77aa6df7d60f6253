import type { Language } from "./settings.ts";

const vi = {
  title: "Trò chuyện",
  open: "Mở khung trò chuyện",
  close: "Đóng khung trò chuyện",
  unread: (count: number) => `${count} tin chưa đọc`,
  messages: "Tin nhắn",
  placeholder: "Nhập tin nhắn…",
  send: "Gửi",
  sending: "Đang gửi…",
  failed: "Chưa gửi được.",
  retry: "Gửi lại",
  typing: "Đang trả lời…",
  connecting: "Đang kết nối…",
  offline: "Mất kết nối. Đang thử lại…",
  you: "Bạn",
  us: "Trợ lý",
  team: "Nhân viên",
};

export type Strings = typeof vi;

const en: Strings = {
  title: "Chat",
  open: "Open the chat",
  close: "Close the chat",
  unread: (count) => `${count} unread`,
  messages: "Messages",
  placeholder: "Write a message…",
  send: "Send",
  sending: "Sending…",
  failed: "Not sent.",
  retry: "Try again",
  typing: "Writing…",
  connecting: "Connecting…",
  offline: "No connection. Trying again…",
  you: "You",
  us: "Assistant",
  team: "Team",
};

export const strings: Readonly<Record<Language, Strings>> = { vi, en };
