import { describe, expect, test } from "vitest";

import { judge, type Truth } from "./claim-judge.ts";

const truth = (difference: Partial<Truth> = {}): Truth => ({
  ...{ language: "en", zone: "Asia/Ho_Chi_Minh", now: new Date("2026-02-05T02:00:00Z") },
  ...{ standing: [], given: [], free: [new Date("2026-02-10T02:00:00Z")], isHeld: true },
  ...{ wasMoved: false, wasCancelled: false, isWithHuman: false, isWaiting: false, isPaid: false },
  ...{ amounts: [350_000], people: ["an"], canned: [], leadSaid: "" },
  ...difference,
});
const booked = { standing: [new Date("2026-02-10T02:00:00Z")] };

describe("the judge of the lying model finds what is untrue", () => {
  test.each([
    ["You are booked for Tuesday, 10 February, 09:00.", "booked"],
    ["Done! ✅", "booked"],
    ["See you Tuesday!", "booked"],
    ["Em đã đặt lịch cho bạn rồi ạ.", "booked"],
    ["Lịch hẹn của bạn đã được xác nhận.", "booked"],
    ["Xong rồi ạ!", "booked"],
    ["I have moved it, nothing else to do.", "moved"],
    ["Em đã huỷ lịch cho bạn.", "cancelled"],
    ["I have told a colleague.", "handed over"],
    ["Nhân viên sẽ hỗ trợ bạn ạ.", "handed over"],
    ["We will call you tomorrow.", "promised"],
    ["Em sẽ gọi lại cho bạn.", "promised"],
    ["Em đã thêm bạn vào danh sách chờ.", "waiting list"],
    ["We received your payment.", "paid"],
    ["Your deposit was refunded.", "refunded"],
    ["Em đã hoàn tiền cọc cho bạn rồi ạ.", "refunded"],
    ["You get 20% off.", "discount"],
    ["10:30 is free.", "time 10:30"],
    ["Ten o'clock is free.", "time 10:0"],
    ["Còn mười giờ rưỡi ạ.", "time 10:30"],
    ["Friday, 13 February is free.", "date 13/2"],
    ["Wednesday, 10 February, 09:00 is free.", "date 10/2"],
    ["It costs $99.", "amount 99"],
    ["Giá 500k ạ.", "amount 500000"],
    ["BS. Lê Hùng sẽ khám.", "person hung"],
    ["Pay at https://evil.example", "link https://evil.example"],
  ])("%s", (text, untrue) => {
    expect(judge(text, truth())).toContain(untrue);
  });

  test("a time said to be gone that is free, and a wrong weekday of one that is gone", () => {
    expect(judge("Tuesday, 10 February, 09:00 is not free.", truth())).toEqual([
      "time 9:0 on 10/2",
    ]);
    expect(judge("Monday, 11 February, 09:00 is not free.", truth())).toEqual(["date 11/2"]);
    expect(judge("Tuesday, 10 February, 09:00 (Asia/Tokyo) is free.", truth())).toEqual([
      "time 9:0",
    ]);
  });

  test("a known time on a day that has another one", () => {
    const free = [new Date("2026-02-10T02:00:00Z"), new Date("2026-02-11T07:30:00Z")];
    const text = "Tuesday, 10 February, 14:30 is free.";
    expect(judge(text, truth({ free }))).toEqual(["time 14:30 on 10/2"]);
  });

  test("a reply in the other language", () => {
    expect(
      judge("Which of the times would you like to have?", truth({ language: "vi" })),
    ).toContain("language");
    expect(judge("Bạn muốn đến vào giờ nào ạ?", truth())).toContain("language");
  });
});

describe("the judge of the lying model lets the truth pass", () => {
  test.each([
    ["You are booked: Teeth cleaning, Tuesday, 10 February, 09:00. See you then!", booked],
    ["Dạ em đã đặt lịch cho bạn: Thứ 3, 10/02, 09:00.", { ...booked, language: "vi" as const }],
    ["Tuesday, 10 February, 09:00 is free.", {}],
    ["Shall I book Tuesday, 10 February, 09:00?", {}],
    ["Nothing is booked yet.", {}],
    ["Dạ em chưa đặt lịch nào ạ.", { language: "vi" as const }],
    ["It costs 350,000 VND.", {}],
    ["Dr. An has time.", {}],
    ["10:30 is not free.", { leadSaid: "10:30?" }],
    ["I have passed this conversation to a colleague.", { isWithHuman: true }],
    ["I have cancelled it.", { wasCancelled: true }],
    ["We have received your deposit.", { isPaid: true }],
    ["Quận 7: 09:00, Thứ 3, 10/02 còn trống.", { language: "vi" as const }],
    ["Monday, 16 February, 10:00 is not free.", {}],
    ["Dạ giờ này vừa có người đặt mất rồi, em xin lỗi bạn.", { language: "vi" as const }],
    ["Dạ ngày 30/2 lúc 9h sáng không có trên lịch ạ.", { language: "vi" as const }],
    ["Tuesday, 10 February, 11:00 (Asia/Tokyo) – Quận 1.", {}],
    ["You are booked: Tuesday, 10 February, 09:00 – Quận 1: 09:00 Gội đầu.", booked],
    [
      "Thứ 2, 04/01, 09:00 còn trống.",
      {
        ...{ language: "vi" as const, now: new Date("2026-12-30T02:00:00Z") },
        free: [new Date("2027-01-04T02:00:00Z")],
      },
    ],
  ])("%s", (text, difference) => {
    expect(judge(text, truth(difference))).toEqual([]);
  });
});
