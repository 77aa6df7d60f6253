import { expect, test } from "vitest";

import { sentencesOf, speakable } from "./speakable.ts";

test.each([
  ["Dạ chào bạn 👋🏽 ạ! 🦷", "Dạ chào bạn ạ!"],
  ["**Trám răng** lúc _08:00_, `mã` ~~cũ~~", "Trám răng lúc 08:00, mã cũ"],
  ["***Rất*** quan trọng", "Rất quan trọng"],
  ["# Lịch hẹn\n- Thứ 2\n- Thứ 3", "Lịch hẹn. Thứ 2. Thứ 3"],
  ["Xem [lịch của bạn](https://book.example.com/b/x) nhé", "Xem lịch của bạn nhé"],
  ["Quản lý tại https://book.example.com/b/abc nhé", "Quản lý tại nhé"],
  ["2 * 3 = 6 và snake_case", "2 * 3 = 6 và snake_case"],
  ["Giá 200.000 ₫", "Giá 200.000 ₫"],
  ["", ""],
])("%j is said as %j", (text, said) => {
  expect(speakable(text)).toBe(said);
});

test("sentences end at their signs, and none is lost", () => {
  expect(sentencesOf("Dạ vâng ạ. Giá 200.000 ₫! Bạn chọn giờ nào")).toEqual([
    ...["Dạ vâng ạ.", "Giá 200.000 ₫!", "Bạn chọn giờ nào"],
  ]);
  expect(sentencesOf("")).toEqual([]);
});
