import { expect, test } from "vitest";

import { toE164 } from "./phone-number.ts";

test.each([
  ["0901234567", "Asia/Ho_Chi_Minh", "+84901234567"],
  ["090 123 45 67", "Asia/Saigon", "+84901234567"],
  ["+84 90 123 4567", "America/New_York", "+84901234567"],
  ["(212) 555-0123", "America/New_York", "+12125550123"],
  ["212-555-0123", "America/Los_Angeles", "+12125550123"],
])("%s, told in %s, is %s", (text, zone, number) => {
  expect(toE164(text, zone)).toBe(number);
});

test.each(["123", "gọi cho tôi", "+84 12", "0901234567890"])("%s cannot be called", (text) => {
  expect(toE164(text, "Asia/Ho_Chi_Minh")).toBeNull();
});

test("without a country of the zone, a number needs its country code", () => {
  expect(toE164("0901234567", "UTC")).toBeNull();
  expect(toE164("+84901234567", "UTC")).toBe("+84901234567");
});
