import { expect, test } from "vitest";

import { readLinkWords } from "./read-link-words.ts";

test.each([
  ["mã liên kết", { kind: "ask_code" }],
  ["cho em mã liên kết với ạ", { kind: "ask_code" }],
  ["link code please", { kind: "ask_code" }],
  ["SW-4K7Q-9XWD", { kind: "code", code: "sw-4k7q-9xwd" }],
  ["sw4k7q9xwd", { kind: "code", code: "sw4k7q9xwd" }],
  ["/start link_SW-4K7Q-9XWD", { kind: "code", code: "sw-4k7q-9xwd" }],
  ["LIÊN KẾT", { kind: "agree" }],
  ["Link.", { kind: "agree" }],
])("“%s”", (text, words) => {
  expect(readLinkWords(text)).toEqual(words);
});

test.each([
  "em gửi link ảnh nha",
  "mã giảm giá SW-4K7Q-9XWD dùng được không",
  "sw-4k7q",
  "swimming tomorrow",
  "liên kết với bảo hiểm nào ạ?",
])("“%s” is about something else", (text) => {
  expect(readLinkWords(text)).toBeNull();
});
