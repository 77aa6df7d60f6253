import { describe, expect, test } from "vitest";

import { type ChangeReason, changeReasons } from "#src/domain/change-reason.ts";
import { foldVietnamese } from "./normalise-text.ts";
import { readChangeReason } from "./read-change-reason.ts";

describe("why somebody moves or cancels, in Vietnamese with diacritics and without", () => {
  test.each<[string, ChangeReason]>([
    ["Tôi không thể đi được ngày 10, có thể thay đổi không?", "customer_cannot_attend"],
    ["em bận mất rồi ạ", "customer_cannot_attend"],
    ["Chị có việc đột xuất, huỷ giúp chị", "customer_cannot_attend"],
    ["mai anh phải đi công tác", "customer_cannot_attend"],
    ["Con em đang bệnh nên không qua được", "customer_ill"],
    ["em bị cảm nặng", "customer_ill"],
    ["hôm nay mình không khỏe", "customer_ill"],
    ["Tôi không cần appointment nữa", "no_longer_needed"],
    ["hết đau rồi em ơi", "no_longer_needed"],
    ["mình đổi ý rồi", "no_longer_needed"],
    ["giá cao, kẹt tiền nên thôi", "too_expensive"],
    ["đắt quá em ạ", "too_expensive"],
    ["chị làm ở chỗ khác rồi", "went_elsewhere"],
    ["Trời mưa to không ra ngoài nổi", "cannot_travel"],
    ["em đặt nhầm ngày", "booked_by_mistake"],
    ["bác sĩ nghỉ đột xuất", "provider_unavailable"],
  ])("%s: %s", (text, reason) => {
    for (const written of [text, foldVietnamese(text)]) {
      expect(readChangeReason(written)).toBe(reason);
    }
  });

  test.each<[string, ChangeReason]>([
    ["em ốm mất rồi", "customer_ill"],
    ["bé sốt cao", "customer_ill"],
    ["giá mắc quá", "too_expensive"],
    ["bão về rồi", "cannot_travel"],
  ])("%s, with its diacritics: %s", (text, reason) => {
    expect(readChangeReason(text)).toBe(reason);
  });
});

describe("why somebody moves or cancels, in English", () => {
  test.each<[string, ChangeReason]>([
    ["I can't make it tomorrow", "customer_cannot_attend"],
    ["something came up at work", "customer_cannot_attend"],
    ["I'll be out of town that week", "customer_cannot_attend"],
    ["My son is sick", "customer_ill"],
    ["I'm not feeling well", "customer_ill"],
    ["I don't need the appointment any more", "no_longer_needed"],
    ["changed my mind", "no_longer_needed"],
    ["it is too expensive for me", "too_expensive"],
    ["I found another dentist closer to home", "went_elsewhere"],
    ["my flight was cancelled", "cannot_travel"],
    ["Sorry, I booked the wrong day", "booked_by_mistake"],
    ["the doctor is away that day", "provider_unavailable"],
  ])("%s: %s", (text, reason) => {
    expect(readChangeReason(text)).toBe(reason);
  });
});

describe("where no reason is given", () => {
  test.each([
    "huỷ lịch giúp em",
    "Please cancel my appointment",
    "đổi sang thứ 5 nhé",
    "ban huy giup em",
    "I want to reschedule",
    "x",
  ])("%s: other", (text) => {
    expect(readChangeReason(text)).toBe("other");
  });

  test("nothing said is no reason", () => {
    expect(readChangeReason("  ")).toBeNull();
  });

  test.each(changeReasons)("the code %s stands for itself", (code) => {
    expect(readChangeReason(code)).toBe(code);
  });
});
