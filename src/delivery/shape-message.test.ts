import { expect, test } from "vitest";

import { shapeMessage } from "./shape-message.ts";

const envelope = {
  ...{
    address: "a",
    language: "vi" as const,
    sender: "s",
    deliveryId: "d",
    isOutsideWindow: false,
  },
  ...{ answers: { messageId: null, subject: null }, files: [] },
} as const;
const letters = {
  ...{ textChars: 1_000, choices: 0, choiceChars: 0, perSecond: 1, chatIntervalMs: 0 },
};
const choices = [
  { id: "1", label: "08:00" },
  { id: "2", label: "09:00" },
];
const wordsOf = (text: string) =>
  shapeMessage({ seq: 3, text, choices }, envelope, { limits: letters }).map((part) => part.text);

test("choices that cannot be pressed are numbered below the words", () => {
  expect(wordsOf("Bạn chọn giờ nào ạ?")).toEqual(["Bạn chọn giờ nào ạ?\n\n1. 08:00\n2. 09:00"]);
});

test("words that number them already are enough; half of them is not", () => {
  const all = "Còn các giờ:\n1. 08:00 – BS. An\n2. 09:00 – BS. An\nBạn chọn giờ nào ạ?";
  expect(wordsOf(all)).toEqual([all]);
  expect(wordsOf("1. 08:00\nBạn chọn giờ nào ạ?")).toEqual([
    "1. 08:00\nBạn chọn giờ nào ạ?\n\n1. 08:00\n2. 09:00",
  ]);
});
