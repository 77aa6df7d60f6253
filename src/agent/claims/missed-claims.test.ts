import { describe, expect, test } from "vitest";

import { appointed, briefing } from "../../../test/briefing.ts";
import { checkClaims } from "./check-claims.ts";

const booking = appointed("2026-02-04T09:00:00+07:00", { state: "FOLLOW_UP", missed: true });

describe("an appointment that was missed may be named", () => {
  test.each([
    ["vi", "Bạn muốn đổi lịch hẹn Bọc sứ thẩm mỹ, Thứ 4, 04/02, 09:00 sang giờ khác phải không ạ?"],
    ["en", "Do you want to move your appointment of Wednesday, 4 February, 09:00?"],
  ] as const)("%s: %s", (language, text) => {
    expect(checkClaims(text, briefing({ language, booking }), [])).toEqual([]);
  });
});

describe("an appointment that was missed does not stand", () => {
  test.each([
    ["vi", "Lịch hẹn của bạn là 09:00 thứ 4, 04/02 ạ."],
    ["vi", "Em đã đặt lịch cho bạn lúc 9h thứ 4, 04/02 rồi ạ."],
    ["en", "You're booked for Wednesday, 4 February at 9:00."],
    ["en", "Wednesday, 4 February 2027 at 9:00 is yours."],
  ] as const)("%s: %s", (language, text) => {
    expect(checkClaims(text, briefing({ language, booking }), [])).not.toEqual([]);
  });
});
