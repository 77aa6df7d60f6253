import { describe, expect, test } from "vitest";

import { defaultPolicy } from "#src/domain/policy.ts";
import { PolicyPatch, RulesPatch, Season } from "./rules-schema.ts";

test("the defaults of the house are a policy an organization may set", () => {
  expect(PolicyPatch.parse(defaultPolicy)).toEqual(defaultPolicy);
});

describe("the rules of one level", () => {
  test("may lift a limit, and say nothing of the rest", () => {
    expect(RulesPatch.parse({ maxPerDay: null })).toEqual({ maxPerDay: null });
  });

  test.each([
    ["what only an organization decides", { holdMinutes: 30 }],
    ["a limit that cannot be lifted", { minNoticeMinutes: null }],
    ["a day without bookings as a limit", { maxPerDay: 0 }],
    ["an eighth weekday", { proposalWeekdays: [8] }],
    ["no weekday at all", { proposalWeekdays: [] }],
    ["half a minute", { slotIntervalMinutes: 7.5 }],
    ["a key that is not a rule", { minNoticeHours: 2 }],
  ])("refuse %s", (_what, rules) => {
    expect(RulesPatch.safeParse(rules).success).toBe(false);
  });
});

describe("a reminder", () => {
  test.each([
    ["days on the calendar", { days: 7 }],
    ["minutes that pass", { minutes: 90 }],
    ["words of its own", { days: 3, text: { vi: "{service} lúc {time}: nhịn ăn 2 giờ trước." } }],
    ["nothing at all", null],
  ])("may be %s", (_what, reminder) => {
    expect(RulesPatch.parse({ prepareReminder: reminder })).toEqual({ prepareReminder: reminder });
  });

  test.each([
    ["days and minutes", { days: 1, minutes: 60 }],
    ["neither", { text: { en: "Come early." } }],
    ["time that runs backwards", { days: -1 }],
    ["a blank nobody can fill", { days: 3, text: { en: "Dear {name}" } }],
    ["a blank that does not end", { days: 3, text: { en: "See you at {time" } }],
    ["no words", { days: 3, text: { en: " " } }],
    ["a language we do not speak", { days: 3, text: { fr: "Bonjour" } }],
  ])("has no %s", (_what, reminder) => {
    expect(RulesPatch.safeParse({ prepareReminder: reminder }).success).toBe(false);
  });
});

describe("a season", () => {
  test.each([
    ["whole dates", "2026-06-01", "2026-08-31", true],
    ["one date", "2026-06-01", "2026-06-01", true],
    ["dates of every year over New Year", "11-15", "02-29", true],
    ["whole dates that run backwards", "2026-08-31", "2026-06-01", false],
    ["two forms of date", "2026-06-01", "08-31", false],
    ["a date no year has", "06-31", "07-15", false],
    ["the 29th of February of a common year", "2026-02-29", "2026-03-15", false],
    ["words", "June", "July", false],
  ])("of %s", (_what, from, to, right) => {
    expect(Season.safeParse({ from, to }).success).toBe(right);
  });
});
