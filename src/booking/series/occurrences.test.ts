import { describe, expect, test } from "vitest";

import { occurrencesOf } from "./occurrences.ts";

const of = (rule: string, startsLocal = "2026-02-10T09:00", timezone = "Asia/Ho_Chi_Minh") => {
  const found = occurrencesOf({ rule, startsLocal, timezone });
  return typeof found === "string" ? found : found.map((at) => at.toISOString());
};
const dates = (found: string | string[]) =>
  typeof found === "string" ? found : found.map((at) => at.slice(0, 10));

describe("the visits of a series", () => {
  test("daily", () => {
    expect(dates(of("FREQ=DAILY;COUNT=3"))).toEqual(["2026-02-10", "2026-02-11", "2026-02-12"]);
  });

  test("weekly, at the same hour", () => {
    expect(of("FREQ=WEEKLY;COUNT=2")).toEqual([
      "2026-02-10T02:00:00.000Z",
      "2026-02-17T02:00:00.000Z",
    ]);
  });

  test("every two weeks, and on two weekdays", () => {
    expect(dates(of("FREQ=WEEKLY;INTERVAL=2;COUNT=3"))).toEqual([
      ...["2026-02-10", "2026-02-24", "2026-03-10"],
    ]);
    expect(dates(of("FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4"))).toEqual([
      ...["2026-02-10", "2026-02-13", "2026-02-17", "2026-02-20"],
    ]);
  });

  test("monthly on the 31st is the last day of a shorter month", () => {
    expect(dates(of("FREQ=MONTHLY;COUNT=4", "2026-01-31T09:00"))).toEqual([
      ...["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
    ]);
    expect(dates(of("FREQ=MONTHLY;COUNT=3", "2026-01-29T09:00"))).toEqual([
      ...["2026-01-29", "2026-02-28", "2026-03-29"],
    ]);
  });

  test("a rule of its own: the second Tuesday of every month", () => {
    expect(dates(of("FREQ=MONTHLY;BYDAY=+2TU;COUNT=3"))).toEqual([
      ...["2026-02-10", "2026-03-10", "2026-04-14"],
    ]);
  });

  test("until a date, that one included", () => {
    expect(dates(of("FREQ=WEEKLY;UNTIL=20260224T235959Z"))).toEqual([
      ...["2026-02-10", "2026-02-17", "2026-02-24"],
    ]);
  });

  test("keeps its wall time when the clocks change", () => {
    expect(of("FREQ=WEEKLY;COUNT=3", "2026-03-01T09:00", "America/New_York")).toEqual([
      ...["2026-03-01T14:00:00.000Z", "2026-03-08T13:00:00.000Z", "2026-03-15T13:00:00.000Z"],
    ]);
  });
});

describe("what is no series", () => {
  test.each([
    ["FREQ=SECONDLY;COUNT=3", "not_a_rule"],
    ["every tuesday", "not_a_rule"],
    ["COUNT=3", "not_a_rule"],
    ["FREQ=WEEKLY;BYDAY=XX;COUNT=2", "not_a_rule"],
    ["FREQ=WEEKLY", "never_ends"],
    ["FREQ=DAILY;COUNT=61", "too_many"],
    ["FREQ=DAILY;UNTIL=20200101", "no_visits"],
  ])("%s is refused as %s", (rule, why) => {
    expect(of(rule)).toBe(why);
  });

  test.each(["2026-02-30T09:00", "2026-02-10T25:00", "tomorrow"])("starting %s", (start) => {
    expect(of("FREQ=DAILY;COUNT=2", start)).toBe("not_by_date");
  });
});
