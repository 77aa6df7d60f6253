import { describe, expect, test } from "vitest";

import { readContactWish, refusedPurpose } from "./read-contact-wish.ts";

describe("what people want to be written about", () => {
  test.each([
    ["STOP", "all", false],
    ["từ chối nhận tin", "all", false],
    ["START", "all", true],
    ["Start!", "all", true],
    ["UNSTOP", "all", true],
    ["đăng ký nhận tin", "all", true],
    ["em muốn nhận tin nhắn lại ạ", "all", true],
    ["đừng nhắc lịch nữa", "reminders", false],
    ["dạ không cần nhắc hẹn đâu".replace(" đâu", ""), "reminders", false],
    ["tắt nhắc lịch giúp em nhé", "reminders", false],
    ["TC NHAC", "reminders", false],
    ["stop reminders please", "reminders", false],
    ["don't remind me anymore", "reminders", false],
    ["bật nhắc lịch lại giúp em", "reminders", true],
    ["turn on reminders", "reminders", true],
    ["đăng ký nhận khuyến mãi", "marketing", true],
    ["gửi em ưu đãi nhé", "marketing", true],
    ["send me your offers", "marketing", true],
  ] as const)("“%s”", (text, purpose, wanted) => {
    expect(readContactWish(text)).toEqual({ purpose, wanted });
  });

  test.each([
    "nhắc em lịch hẹn mai mấy giờ",
    "có khuyến mãi gì không ạ",
    "start at 3pm",
    "em muốn đặt lịch",
    "đừng hủy lịch",
    "remind me when my appointment is",
    "tin",
    "",
  ])("“%s” is about something else", (text) => {
    expect(readContactWish(text)).toBeNull();
  });

  test.each([
    ["đừng nhắn tin quảng cáo nữa", "marketing"],
    ["stop sending me ads", "marketing"],
    ["don't send me reminder texts", "reminders"],
    ["đừng nhắn tin cho tôi nữa", "all"],
  ] as const)("“%s” refuses one kind, or all", (text, purpose) => {
    expect(refusedPurpose(text, true)).toBe(purpose);
  });

  test("who gets no offers and calls it advertising refuses all", () => {
    expect(refusedPurpose("đừng nhắn tin quảng cáo nữa", false)).toBe("all");
  });
});
