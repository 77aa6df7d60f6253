import { describe, expect, test } from "vitest";
import { formatLocalDate, parseLocalDate, parseWallTime, weekdayOf } from "./local-date.ts";
import { dateExists, firstInstantOf, instantOf, localDayOf, localMinutesOf } from "./wall-time.ts";

const instant = (zone: string, date: string, time: string): string =>
  new Date(instantOf(zone, parseLocalDate(date), parseWallTime(time))).toISOString();

const firstInstant = (zone: string, date: string): string =>
  new Date(firstInstantOf(zone, parseLocalDate(date))).toISOString();

describe("the instant of a wall time", () => {
  test.each([
    ["an ordinary time", "Asia/Ho_Chi_Minh", "2026-06-10", "09:00", "2026-06-10T02:00"],
    ["the first of two", "America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"],
    ["past a gap", "America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30"],
    [
      "half an hour past a half-hour gap",
      "Australia/Lord_Howe",
      "2026-10-04",
      "02:15",
      "2026-10-03T15:45",
    ],
    [
      "past a midnight that is skipped",
      "America/Sao_Paulo",
      "2018-11-04",
      "00:00",
      "2018-11-04T03:00",
    ],
    ["on a date that is skipped", "Pacific/Apia", "2011-12-30", "06:00", "2011-12-30T16:00"],
    [
      "24:00 before a date that is skipped",
      "Pacific/Apia",
      "2011-12-29",
      "24:00",
      "2011-12-30T10:00",
    ],
    ["two hours past a gap of two", "Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T01:30"],
    [
      "with the seconds of local mean time",
      "Africa/Monrovia",
      "1971-06-01",
      "12:00",
      "1971-06-01T12:44:30",
    ],
  ])("%s", (_what, zone, date, time, expected) => {
    const full = expected.length === 16 ? `${expected}:00.000Z` : `${expected}.000Z`;
    expect(instant(zone, date, time)).toBe(full);
  });
});

describe("the first instant of a date", () => {
  test.each([
    ["is midnight", "Europe/London", "2026-06-10", "2026-06-09T23:00"],
    ["is the end of a gap at midnight", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00"],
    ["is the end of a gap across midnight", "America/Toronto", "1919-03-31", "1919-03-31T04:30"],
    ["is the first of two midnights", "America/Havana", "2026-11-01", "2026-11-01T04:00"],
    [
      "is that of the next date when it is skipped",
      "Pacific/Apia",
      "2011-12-30",
      "2011-12-30T10:00",
    ],
  ])("%s", (_what, zone, date, expected) => {
    expect(firstInstant(zone, date)).toBe(`${expected}:00.000Z`);
  });
});

describe("the wall calendar at an instant", () => {
  test("shows date and minutes on both sides of a change", () => {
    const change = Date.parse("2026-03-29T01:00Z");
    expect(localMinutesOf("Europe/London", change - 1)).toBe(59);
    expect(localMinutesOf("Europe/London", change)).toBe(120);
    expect(formatLocalDate(localDayOf("Pacific/Apia", Date.parse("2011-12-30T10:00Z")))).toBe(
      "2011-12-31",
    );
    expect(localDayOf("America/New_York", -1)).toBe(-1);
  });

  test("lacks the dates a zone skips, and no others", () => {
    expect(dateExists("Pacific/Apia", parseLocalDate("2011-12-30"))).toBe(false);
    expect(dateExists("Pacific/Apia", parseLocalDate("2011-12-31"))).toBe(true);
    expect(dateExists("Pacific/Kwajalein", parseLocalDate("1993-08-21"))).toBe(false);
    expect(dateExists("America/Sao_Paulo", parseLocalDate("2018-11-04"))).toBe(true);
  });

  test("has weekdays from Monday 1 to Sunday 7, before 1970 too", () => {
    expect(weekdayOf(parseLocalDate("2026-06-08"))).toBe(1);
    expect(weekdayOf(parseLocalDate("2026-06-14"))).toBe(7);
    expect(weekdayOf(parseLocalDate("1969-12-28"))).toBe(7);
  });
});
