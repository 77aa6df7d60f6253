import fc from "fast-check";
import { expect, test } from "vitest";
import { foldVietnamese, MAX_MESSAGE_CHARS, normaliseText } from "./normalise-text.ts";

test("decomposed letters, hidden controls, full-width digits and odd spaces become plain text", () => {
  expect(normaliseText("  tho\u031B\u0301i\u200B \u202Eok\u00A0 ９ｈ\n\n３０ ")).toBe(
    "thới ok 9h 30",
  );
});

test("a message is never longer than the bound and reading it twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 6000 }), (text) => {
      const once = normaliseText(text);
      expect(once.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS);
      expect(normaliseText(once)).toBe(once);
    }),
  );
});

test("folding drops diacritics and the bar of đ", () => {
  expect(foldVietnamese("Đặt lịch NHỔ răng khôn")).toBe("dat lich nho rang khon");
});
