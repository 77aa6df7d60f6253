import { expect, test } from "vitest";
import { detectLanguage } from "./detect-language.ts";

test.each([
  ["Tôi muốn đặt lịch", "vi"],
  ["cho minh dat lich tuan sau nha", "vi"],
  ["dạ", "vi"],
  ["ok em nha", "vi"],
  ["I'd like to book a cleaning", "en"],
  ["yes please", "en"],
  ["Thursday at 9", "en"],
  ["ok", null],
  ["9h30", null],
  ["", null],
] as const)("“%s” is written in %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});
