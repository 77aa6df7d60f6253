import { describe, expect, test } from "vitest";

import { appointed, briefing, leadBooking, slot, step } from "../../../test/briefing.ts";
import { checkClaims } from "./check-claims.ts";

const held = [slot("2026-02-10T09:00:00+07:00"), slot("2026-02-11T14:30:00+07:00")];
const offering = { booking: leadBooking(), offered: held };
const standing = appointed("2026-02-10T09:00:00+07:00");
const booked = { booking: standing, upcoming: [standing] };
const [old] = [appointed("2026-02-06T10:00:00+07:00").appointment];
if (!old) throw new Error("it stands");
const moved = appointed("2026-02-10T09:00:00+07:00", { previousAppointments: [old] });
const gone = appointed("2026-02-10T09:00:00+07:00", { state: "CANCELLED" });

type Given = Parameters<typeof briefing>[0];

const found = (text: string, given: Given, steps: Parameters<typeof checkClaims>[2] = []) =>
  checkClaims(text, briefing(given), steps).map(({ kind, said }) => `${kind}: ${said}`);

describe("what a model may say while times are offered", () => {
  test.each([
    ["vi", "Dạ bên em còn 09:00 thứ 3, 10/02 và 14:30 thứ 4, 11/02. Bạn chọn giờ nào ạ?"],
    ["vi", "Bạn muốn em đặt lịch 9h thứ 3 cho bạn không ạ?"],
    ["vi", "Dạ em chưa đặt lịch nào cho bạn ạ."],
    ["vi", "Lịch chưa được xác nhận đâu ạ, bạn chọn giờ giúp em nhé."],
    ["vi", "Em giữ cho bạn trong 30 phút, bạn xem giúp em nhé."],
    ["vi", "Bạn chọn chín giờ sáng thứ 3 hay 14h30 thứ 4 ạ?"],
    ["vi", "Bọc sứ thẩm mỹ giá 4.500.000 ₫, khoảng 30 phút ạ."],
    ["vi", "BS. Nguyễn Văn An có lịch trống lúc 9h thứ 3, 10/02 ở Quận 1 ạ."],
    ["vi", "Dạ vâng, em cảm ơn bạn ạ."],
    ["vi", "Bạn cho em xin số điện thoại nhé?"],
    ["vi", "Em chưa huỷ lịch nào của bạn ạ."],
    ["vi", "Bạn có muốn vào danh sách chờ không ạ?"],
    ["vi", "Bạn gọi số 02838291357 nếu cần gấp nhé."],
    [
      "en",
      "I can offer Tuesday, 10 February at 9:00 or Wednesday, 11 February at 2:30 pm. Which suits you?",
    ],
    ["en", "Would you like me to book Tuesday at nine for you?"],
    ["en", "Nothing is booked yet."],
    ["en", "Your appointment is not confirmed yet, please choose a time."],
    ["en", "I haven't booked anything so far."],
    ["en", "Porcelain crowns cost ₫4,500,000 and take 30 minutes."],
    ["en", "Dr. An is free on Tuesday at 9:00 in District 1."],
    ["en", "I have not cancelled anything."],
    ["en", "Do you want to move your appointment?"],
    ["en", "How can I help you today?"],
    ["en", "I could not find that. What would you like to do?"],
    ["en", "Should I cancel it for you?"],
    ["en", "The waiting list is possible too. Would you like a place on it?"],
  ] as const)("%s: %s", (language, text) => {
    expect(found(text, { language, ...offering })).toEqual([]);
  });
});

describe("what a model may say of an appointment that stands", () => {
  test.each([
    ["vi", "Em đã đặt lịch cho bạn lúc 9h thứ 3, 10/02 rồi ạ. Hẹn gặp bạn!"],
    ["vi", "Lịch hẹn của bạn là 09:00 thứ 3, 10/02 với BS. Nguyễn Văn An ạ."],
    ["en", "You're booked for Tuesday, 10 February at 9:00. See you then!"],
    ["en", "You have an appointment on Tuesday, 10 February at 9:00 with BS. Nguyễn Văn An."],
  ] as const)("%s: %s", (language, text) => {
    expect(found(text, { language, ...booked })).toEqual([]);
  });
});

describe("what a model may say of what was done", () => {
  const receipt = { ok: true, at: standing.lastActivityAt } as const;
  test.each<[Given, string, Parameters<typeof checkClaims>[2]]>([
    [
      { language: "vi", booking: moved, upcoming: [moved] },
      "Em đã đổi lịch cho bạn sang 9h thứ 3, 10/02 ạ.",
      [],
    ],
    [
      { language: "en", booking: moved, upcoming: [moved] },
      "I've moved your appointment from Friday, 6 February, 10:00 to Tuesday, 10 February, 9:00.",
      [],
    ],
    [{ language: "vi", booking: gone }, "Em đã huỷ lịch hẹn 9h thứ 3, 10/02 của bạn rồi ạ.", []],
    [
      { language: "en", booking: gone },
      "Your appointment on Tuesday, 10 February is cancelled.",
      [],
    ],
    [
      { language: "vi" },
      "Em đã chuyển cuộc trò chuyện cho nhân viên rồi ạ.",
      [step("hand_to_human", { ok: true, action: "handed_over", reason: "asked" })],
    ],
    [
      { language: "en" },
      "I've put you on the waiting list.",
      [
        step("join_waitlist", {
          ...{ ok: true, action: "waitlist_joined", entryId: "w", serviceName: "x" },
          expiresAt: receipt.at,
        }),
      ],
    ],
    [{ language: "en" }, "You have no appointments. Would you like to book one?", []],
    [
      { language: "en", text: "is 3pm on Friday free?" },
      "3 pm on Friday is not free, I'm sorry.",
      [
        step("check_availability", {
          ok: true,
          action: "availability",
          slots: [],
          reasons: [],
          nearest: [],
        }),
      ],
    ],
  ])("%#", (given, text, steps) => {
    expect(found(text, given, steps)).toEqual([]);
  });

  test("an answer of the organization is told as it stands", () => {
    const text =
      "Mở cửa 08:00–19:00, khám từ 200.000 đ. Gọi 1900 1234 hoặc https://hoamai.example.";
    const steps = [
      step("search_knowledge", { ok: true, action: "answers", answers: [{ topic: "x", text }] }),
    ];
    expect(found(`Dạ ${text} Bạn cần gì thêm không ạ?`, { language: "vi" }, steps)).toEqual([]);
  });
});
