import fc from "fast-check";
import { describe, expect, test } from "vitest";
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

describe("words left in the keys of an input method", () => {
  test.each([
    ["ddatwj lichj", "đặt lịch"],
    ["toi muoons ddawtj lichj", "toi muốn đặt lịch"],
    ["ngayf mai", "ngày mai"],
    ["chieeuf nay 3h", "chiều nay 3h"],
    ["sangs thuws 5", "sáng thứ 5"],
    ["tuanf sau", "tuần sau"],
    ["khoong dduowcj", "không được"],
    ["Chur nhaatj", "Chủ nhật"],
    ["HUYR LICHJ", "HỦY LỊCH"],
    ["lich5 hen5 nha1", "lịch hẹn nhá"],
    ["d9a8t5 lich5", "đặt lịch"],
    ["chie62u nga2y mai", "chiều ngày mai"],
    ["cam3 on7", "cảm ơn"],
    ["ngay2 mai", "ngày mai"],
  ])("%s → %s", (typed, meant) => {
    expect(normaliseText(typed)).toBe(meant);
  });

  test.each([
    "This is his first class, thus most boxes fit six cars",
    "I see the room is free this week, too soon for teeth cleaning",
    "see you tomorrow, dear Sir or Madam, or text me next fall",
    "q1 p5 t2 t3 ca2 room3 BK12 A1",
    "ngay2",
    "tuan2 em qua",
    "maps.google.com/sangs sangs@mail.vn",
  ])("are undone only into known words: %s", (text) => {
    expect(normaliseText(text)).toBe(text);
  });
});

test.each([
  ["9️⃣h, 1️⃣0️⃣:3️⃣0️⃣", "9h, 10:30"],
  ["\u{1D7D7}h", "9h"],
  ["ＯＫ ９ｈ３０", "OK 9h30"],
  ["\u200E9\u200Fh\u202A \u2066mai\u2069", "9h mai"],
  ["tho\u200B\u031B\u0301i", "thới"],
])("digits and letters in any dress are plain ones: %s", (typed, plain) => {
  expect(normaliseText(typed)).toBe(plain);
});

test("a megabyte is cut before it is read", () => {
  for (const text of ["a", "aáb ", "9️⃣", "ddatwj ", "\u200B", "e\u0301", "<a@b.c/d-e> "]) {
    const started = performance.now();
    expect(normaliseText(text.repeat(1_000_000 / text.length)).length).toBeLessThanOrEqual(
      MAX_MESSAGE_CHARS,
    );
    expect(performance.now() - started).toBeLessThan(200);
  }
});
