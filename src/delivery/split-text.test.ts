import * as fc from "fast-check";
import { expect, test } from "vitest";

import { splitText } from "./split-text.ts";

test("what fits stays whole, and an empty text is one empty piece", () => {
  expect(splitText("Dạ em chào bạn.", 15)).toEqual(["Dạ em chào bạn."]);
  expect(splitText("", 10)).toEqual([""]);
});

test("it is cut after paragraphs, then lines, then sentences, then words", () => {
  expect(splitText("Đoạn một dài.\n\nĐoạn hai. Hết", 20)).toEqual([
    "Đoạn một dài.",
    "Đoạn hai. Hết",
  ]);
  expect(splitText("Dạ vâng ạ.\nGiờ nào? Em xem", 18)).toEqual(["Dạ vâng ạ.", "Giờ nào? Em xem"]);
  expect(splitText("Dạ vâng ạ. Bạn chọn giờ nào ạ?", 20)).toEqual([
    "Dạ vâng ạ.",
    "Bạn chọn giờ nào ạ?",
  ]);
  expect(splitText("một hai ba bốn năm", 10)).toEqual(["một hai ba", "bốn năm"]);
});

test("no piece is too long, no word is lost, no character is halved", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
  const gap = fc.constantFrom(" ", ". ", "\n", "\n\n", "? ", "  ");
  const text = fc
    .array(fc.tuple(word, gap), { maxLength: 40 })
    .map((parts) => parts.flat().join(""));
  const bare = (one: string) => one.replace(/\s+/gu, "");
  const pieces = fc.property(text, fc.integer({ min: 5, max: 80 }), (whole, most) => {
    const split = splitText(whole, most);
    expect(bare(split.join(" "))).toBe(bare(whole));
    for (const piece of split) {
      expect(piece.length).toBeLessThanOrEqual(most);
      expect(piece.isWellFormed()).toBe(true);
    }
  });
  expect(() => fc.assert(pieces)).not.toThrow();
});
