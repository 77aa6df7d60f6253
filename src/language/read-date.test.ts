import fc from "fast-check";
import { expect, test } from "vitest";

import { readDate } from "./read-date.ts";
import { readNumber } from "./read-number.ts";

const now = new Date("2026-03-02T02:00:00Z");
const vietnam = { now, monthFirst: false };
const us = { now, monthFirst: true };

test.each([
  ["24/05/1990", "1990-05-24"],
  ["em sinh ngày 24 tháng 5 năm 1990 ạ", "1990-05-24"],
  ["24-5-90", "1990-05-24"],
  ["3.2.26", "2026-02-03"],
  ["1990-05-24", "1990-05-24"],
  ["May 24, 1990", "1990-05-24"],
  ["I was born on the 24th of May 1990", "1990-05-24"],
  ["24 September 1990", "1990-09-24"],
  ["31/02/1990", null],
  ["24/05", null],
  ["tháng 5 năm 1990", null],
  ["24/05/1990 hay 25/05/1990? 1990-05-25", null],
  ["0901234567", null],
])("%j is %j", (text, date) => {
  expect(readDate(text, vietnam)).toBe(date);
});

test("the month goes first in the US where both could", () => {
  expect(readDate("05/06/1990", us)).toBe("1990-05-06");
  expect(readDate("05/06/1990", vietnam)).toBe("1990-06-05");
  expect(readDate("24/05/1990", us)).toBe("1990-05-24");
});

test("every date is read back in each way of writing it", () => {
  const day = fc.date({ min: new Date("1930-01-01"), max: now, noInvalidDate: true });
  fc.assert(
    fc.property(day, (instant) => {
      const iso = instant.toISOString().slice(0, 10);
      const [year, month, date] = iso.split("-").map(Number);
      expect(readDate(`${date}/${month}/${year}`, vietnam)).toBe(iso);
      expect(readDate(`${month}/${date}/${year}`, us)).toBe(iso);
      expect(readDate(`ngày ${date} tháng ${month} năm ${year}`, us)).toBe(iso);
    }),
  );
});

test.each([
  ["34", "34"],
  ["em 34 tuổi", "34"],
  ["about 1,5 days", "1.5"],
  ["between 3 and 4", null],
  ["ba mươi", null],
  ["M3", null],
])("the number in %j is %j", (text, number) => {
  expect(readNumber(text)).toBe(number);
});
