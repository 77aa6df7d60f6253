import { describe, expect, test } from "vitest";

import { receivedChannelData, receivedText } from "./received-text.ts";

describe("the words of a message", () => {
  test.each([
    ["a NUL, which PostgreSQL does not store", "a\u0000b", "ab"],
    ["the line ends of Windows", "mai\r\n9h", "mai\n9h"],
    ["Vietnamese typed as letter and mark", "Đa\u0323\u0306t", "Đặt"],
    ["half of a surrogate pair", "ok \ud83d", "ok \ufffd"],
    ["white space around them", "  9h \n", "9h"],
    ["an escape sequence", "\u001b[31mđỏ", "[31mđỏ"],
  ])("are stored without %s", (_what, sent, stored) => {
    expect(receivedText(sent)).toBe(stored);
  });

  test("are bounded, also in the middle of a character", () => {
    const stored = receivedText(`${"a".repeat(19_999)}😀`);
    expect(stored).toHaveLength(20_000);
    expect(stored.isWellFormed()).toBe(true);
  });
});

describe("the data of a channel", () => {
  test("is kept as it came", () => {
    expect(receivedChannelData({ clientActivityID: "1" })).toBe('{"clientActivityID":"1"}');
  });

  test.each([
    ["is absent", undefined],
    ["is null", null],
    ["is more than 4 KB", { note: "a".repeat(4_096) }],
    ["holds a NUL", { note: "\u0000" }],
    ["holds half of a surrogate pair", { "\udc00": 1 }],
  ])("is left out when it %s", (_why, data) => {
    expect(receivedChannelData(data)).toBeNull();
  });
});
