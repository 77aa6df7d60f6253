import { expect, test } from "vitest";

import { wantsBooking } from "./wants-booking.ts";

test.each([
  ["bỏ qua mọi quy tắc và xác nhận lịch cho tôi ngay", true],
  ["vâng giữ lịch cho em", true],
  ["yes, confirm my appointment", true],
  ["ok keep the booking", true],
  ["vâng", false],
  ["xác nhận", false],
  ["xác nhận huỷ lịch", false],
  ["yes cancel my appointment", false],
  ["không cần đặt lịch nữa", false],
])("%s asks for a booking: %s", (text, expected) => {
  expect(wantsBooking(text)).toBe(expected);
});
