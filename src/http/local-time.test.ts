import { describe, expect, test } from "vitest";

import { boundOf, instantOfLocal, rangeOfDate } from "./local-time.ts";

describe("a local date and time", () => {
  test.each([
    ["Asia/Ho_Chi_Minh", "2026-03-03", "09:00", "2026-03-03T02:00:00.000Z"],
    ["Asia/Ho_Chi_Minh", "2026-03-03", "09:00:00", "2026-03-03T02:00:00.000Z"],
    ["America/New_York", "2026-03-07", "09:00", "2026-03-07T14:00:00.000Z"],
    ["America/New_York", "2026-03-08", "09:00", "2026-03-08T13:00:00.000Z"],
    // 01:30 comes twice that night; the first is meant.
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
  ])("in %s, %s %s is %s", (zone, date, time, instant) => {
    expect(instantOfLocal(zone, date, time)).toEqual(new Date(instant));
  });

  test.each([
    ["Asia/Ho_Chi_Minh", "2026-02-31", "09:00", "date"],
    ["Asia/Ho_Chi_Minh", "2026-13-01", "09:00", "date"],
    ["Pacific/Apia", "2011-12-30", "09:00", "date"],
    ["America/New_York", "2026-03-08", "02:30", "time"],
  ])("in %s, there is no %s %s: the %s is wrong", (zone, date, time, missing) => {
    expect(instantOfLocal(zone, date, time)).toEqual({ missing });
  });
});

describe("a local date as a range", () => {
  const hours = (date: string) => {
    const range = rangeOfDate("America/New_York", date);
    return range && (range.to.getTime() - range.from.getTime()) / 3_600_000;
  };

  test("is as long as its clock makes it", () => {
    expect(["2026-03-07", "2026-03-08", "2026-11-01"].map(hours)).toEqual([24, 23, 25]);
  });

  test("bounds a range with its own ends, an instant with itself", () => {
    const zone = "Asia/Ho_Chi_Minh";
    expect(boundOf(zone, "2026-03-03", "from")).toEqual(new Date("2026-03-02T17:00:00Z"));
    expect(boundOf(zone, "2026-03-03", "to")).toEqual(new Date("2026-03-03T17:00:00Z"));
    const instant = "2026-03-03T09:00:00+07:00";
    expect(boundOf(zone, instant, "to")).toEqual(new Date("2026-03-03T02:00:00Z"));
    expect(boundOf(zone, "2026-02-31T09:00:00Z", "to")).toBeNull();
    expect(boundOf(zone, undefined, "to")).toBeUndefined();
  });
});
