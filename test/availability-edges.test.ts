import { describe, expect, test } from "vitest";
import type { Calendar } from "#src/domain/availability/calendar.ts";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import { findPackageSlots } from "#src/domain/availability/find-package-slots.ts";
import { findSlots, isSlotFree } from "#src/domain/availability/find-slots.ts";
import { at, question, shown, weekly } from "./availability-question.ts";

const SAIGON = "Asia/Ho_Chi_Minh";
const LONDON = "Europe/London";

const everyDay = (start: string, end: string) => weekly("1-7", start, end);

/** A branch that never closes unless it says so. */
const branch = (timezone: string, difference: Partial<Calendar> = {}): Calendar => ({
  timezone,
  workingHours: everyDay("00:00", "24:00"),
  overrides: [],
  timeOff: [],
  ...difference,
});

/** Somebody at a branch of the same zone, asked about the instants between two local ISO times. */
const business = (
  timezone: string,
  [from, to]: readonly [string, string],
  { location, ...difference }: NonNullable<Parameters<typeof question>[0]> = {},
) =>
  question({
    timezone,
    now: at(from) - 30 * 86_400_000,
    rangeStart: at(from),
    rangeEnd: at(to),
    location: location ?? branch(timezone),
    ...difference,
  });

const starts = (...asked: Parameters<typeof business>) => shown(findSlots(business(...asked)));

describe("the night the clocks change", () => {
  const hours = { workingHours: weekly("7-7", "00:00", "04:00") };

  test("forward is an hour shorter, and a slot lasts its full hour", () => {
    const night = ["2026-03-28T20:00Z", "2026-03-29T12:00Z"] as const;
    expect(starts(LONDON, night, hours)).toEqual([
      "2026-03-29T00:00:00Z",
      "2026-03-29T01:00:00Z",
      "2026-03-29T02:00:00Z",
    ]);
  });

  test("back is an hour longer, and both hours of the same name are offered", () => {
    const night = ["2026-10-24T20:00Z", "2026-10-25T12:00Z"] as const;
    expect(starts(LONDON, night, hours)).toEqual([
      "2026-10-24T23:00:00Z",
      "2026-10-25T00:00:00Z",
      "2026-10-25T01:00:00Z",
      "2026-10-25T02:00:00Z",
      "2026-10-25T03:00:00Z",
    ]);
  });

  test("leaves the opening hour of the day after where the wall clock shows it", () => {
    const range = ["2026-03-27T00:00Z", "2026-03-31T00:00Z"] as const;
    const open = { workingHours: everyDay("09:00", "10:00") };
    expect(starts(LONDON, range, open)).toEqual([
      "2026-03-27T09:00:00Z",
      "2026-03-28T09:00:00Z",
      "2026-03-29T08:00:00Z",
      "2026-03-30T08:00:00Z",
    ]);
  });

  test("counts notice in hours that pass and the horizon in dates", () => {
    const range = ["2026-03-29T00:00Z", "2026-04-02T00:00Z"] as const;
    const open = { workingHours: everyDay("10:00", "12:00"), now: at("2026-03-28T10:00Z") };
    const service = { minNoticeMinutes: 24 * 60, maxAdvanceDays: 1 };
    expect(starts(LONDON, range, { ...open, service })).toEqual(["2026-03-29T10:00:00Z"]);
  });

  test("does not move a booking made before it", () => {
    const tenLocal = at("2026-04-01T10:00+01:00");
    const busy = [{ start: tenLocal, end: tenLocal + 3_600_000, kind: "booking" as const }];
    const day = ["2026-04-01T00:00Z", "2026-04-02T00:00Z"] as const;
    const nineAndEleven = ["2026-04-01T08:00:00Z", "2026-04-01T10:00:00Z"];
    for (const now of [at("2026-03-20T10:00Z"), at("2026-03-30T10:00Z")]) {
      expect(starts(LONDON, day, { now, busy })).toEqual(nineAndEleven);
    }
  });

  test("lets a package run on in hours that pass", () => {
    const parts = (from: string, to: string, wait: number) => {
      const { rangeStart, rangeEnd, ...asked } = business(LONDON, [from, to], hours);
      const options = [{ providerId: "lan", question: asked }];
      const part = { options, minGapMinutes: wait, maxGapMinutes: wait };
      const input = { parts: [part, part], sameProvider: true, rangeStart, rangeEnd };
      return findPackageSlots(input).map((slot) => shown(slot.map(({ start }) => start)));
    };
    expect(parts("2026-03-28T20:00Z", "2026-03-29T12:00Z", 0)).toEqual([
      ["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"],
      ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"],
    ]);
    expect(parts("2026-10-24T20:00Z", "2026-10-25T12:00Z", 60)).toEqual([
      ["2026-10-24T23:00:00Z", "2026-10-25T01:00:00Z"],
      ["2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"],
      ["2026-10-25T01:00:00Z", "2026-10-25T03:00:00Z"],
    ]);
  });
});

describe("people and places in different zones", () => {
  test("are open together, each by its own clock, in winter and in summer", () => {
    const location = branch(SAIGON, { workingHours: everyDay("15:00", "18:00") });
    const difference = { workingHours: everyDay("09:00", "17:00"), location };
    const winter = ["2026-01-14T00:00Z", "2026-01-15T00:00Z"] as const;
    const summer = ["2026-07-15T00:00Z", "2026-07-16T00:00Z"] as const;
    expect(starts(LONDON, winter, difference)).toEqual([
      "2026-01-14T09:00:00Z",
      "2026-01-14T10:00:00Z",
    ]);
    expect(starts(LONDON, summer, difference)).toEqual([
      "2026-07-15T08:00:00Z",
      "2026-07-15T09:00:00Z",
      "2026-07-15T10:00:00Z",
    ]);
  });

  test("give a lead elsewhere the same starts: only the day asked about is the lead's", () => {
    const kolkata = ["2026-06-10T00:00+05:30", "2026-06-11T00:00+05:30"] as const;
    const kathmandu = ["2026-06-10T00:00+05:45", "2026-06-11T00:00+05:45"] as const;
    const honolulu = ["2026-06-10T00:00-10:00", "2026-06-11T00:00-10:00"] as const;
    const morning = ["2026-06-10T02:00:00Z", "2026-06-10T03:00:00Z", "2026-06-10T04:00:00Z"];
    expect(starts(SAIGON, kolkata)).toEqual(morning);
    expect(starts(SAIGON, kathmandu)).toEqual(morning);
    const nextMorning = morning.map((start) => start.replace("06-10", "06-11"));
    expect(starts(SAIGON, honolulu)).toEqual(nextMorning);
  });

  test("of half and quarter hours keep the wall clock's hours", () => {
    const day = ["2026-06-10T00:00Z", "2026-06-11T00:00Z"] as const;
    const open = { workingHours: everyDay("09:00", "10:00") };
    expect(starts("Asia/Kolkata", day, open)).toEqual(["2026-06-10T03:30:00Z"]);
    expect(starts("Asia/Kathmandu", day, open)).toEqual(["2026-06-10T03:15:00Z"]);
    expect(starts("Pacific/Marquesas", day, open)).toEqual(["2026-06-10T18:30:00Z"]);
  });

  test("who move to another zone take their hours along, and leave their bookings where they are", () => {
    const day = ["2026-06-10T00:00Z", "2026-06-11T00:00Z"] as const;
    const booked = { start: at("2026-06-10T02:00Z"), end: at("2026-06-10T03:00Z") };
    const busy = [{ ...booked, kind: "booking" as const }];
    expect(starts(SAIGON, day, { busy })).toEqual(["2026-06-10T03:00:00Z", "2026-06-10T04:00:00Z"]);
    expect(starts("Asia/Tokyo", day, { busy })).toEqual([
      "2026-06-10T00:00:00Z",
      "2026-06-10T01:00:00Z",
    ]);
  });
});

describe("holidays", () => {
  const tet = "2026-02-17";
  const day = ["2026-02-17T00:00+07:00", "2026-02-18T00:00+07:00"] as const;
  const wish = { from: at(day[0]), to: at(day[1]) };

  test("close the branch for everybody, by its own date", () => {
    const location = branch(SAIGON, { overrides: [{ date: tet, intervals: [] }] });
    const asked = business(SAIGON, day, { location });
    expect(findSlots(asked)).toEqual([]);
    expect(explainNoSlots(asked, wish).reasons).toEqual([
      { code: "closed_date", whose: "location", date: tet },
    ]);
  });

  test("of the whole organization are time off of each branch, midnight to midnight there", () => {
    const location = branch(SAIGON, { timeOff: [{ startDate: tet, endDate: tet }] });
    const asked = business(SAIGON, day, { location });
    expect(findSlots(asked)).toEqual([]);
    expect(explainNoSlots(asked, wish).reasons).toEqual([
      { code: "time_off", whose: "location", from: wish.from, to: wish.to },
    ]);
    const abroad = { location: branch(LONDON, { timeOff: [{ startDate: tet, endDate: tet }] }) };
    expect(starts(SAIGON, day, { ...abroad, workingHours: everyDay("06:00", "08:00") })).toEqual([
      "2026-02-16T23:00:00Z",
    ]);
  });

  test("are not opened by the special hours of one person", () => {
    const overrides = [{ date: tet, intervals: [{ start: "09:00", end: "12:00" }] }];
    const shut = branch(SAIGON, { overrides: [{ date: tet, intervals: [] }] });
    const off = branch(SAIGON, { timeOff: [{ start: wish.from, end: wish.to }] });
    expect(starts(SAIGON, day, { overrides })).toHaveLength(3);
    expect(starts(SAIGON, day, { overrides, location: shut })).toEqual([]);
    expect(starts(SAIGON, day, { overrides, location: off })).toEqual([]);
  });

  test("with shorter hours bind whoever works longer", () => {
    const overrides = [{ date: tet, intervals: [{ start: "10:00", end: "11:30" }] }];
    const location = branch(SAIGON, { overrides });
    expect(starts(SAIGON, day, { location })).toEqual(["2026-02-17T03:00:00Z"]);
  });
});

describe("turns of the calendar", () => {
  test("the leap day is a day like others, with its weekday, its special hours and its place in the horizon", () => {
    const range = ["2028-02-28T17:00Z", "2028-03-02T17:00Z"] as const;
    const tuesday = { workingHours: weekly("2-2", "09:00", "10:00") };
    expect(starts(SAIGON, range, tuesday)).toEqual(["2028-02-29T02:00:00Z"]);
    const overrides = [{ date: "2028-02-29", intervals: [{ start: "14:00", end: "15:00" }] }];
    expect(starts(SAIGON, range, { ...tuesday, overrides })).toEqual(["2028-02-29T07:00:00Z"]);
    const soon = { now: at("2028-02-28T03:00Z"), service: { maxAdvanceDays: 1 } };
    expect(starts(SAIGON, range, soon)).toHaveLength(3);
  });

  test("a season with the leap day ends or begins beside it in other years", () => {
    const dates = (year: number, from: string, to: string) =>
      starts("UTC", [`${year}-02-27T00:00Z`, `${year}-03-02T00:00Z`], {
        workingHours: everyDay("09:00", "10:00"),
        service: { seasons: [{ from, to }] },
      }).map((start) => start.slice(5, 10));
    expect(dates(2028, "02-29", "02-29")).toEqual(["02-29"]);
    expect(dates(2027, "02-29", "02-29")).toEqual([]);
    expect(dates(2028, "02-01", "02-29")).toEqual(["02-27", "02-28", "02-29"]);
    expect(dates(2027, "02-01", "02-29")).toEqual(["02-27", "02-28"]);
    expect(dates(2028, "02-29", "06-30")).toEqual(["02-29", "03-01"]);
    expect(dates(2027, "02-29", "06-30")).toEqual(["03-01"]);
  });

  test("the night shift of New Year's Eve runs into a year that is closed, unless that is time off", () => {
    const night = ["2026-12-31T12:00+07:00", "2027-01-01T12:00+07:00"] as const;
    const shift = { workingHours: weekly("4-4", "22:00", "02:00") };
    const newYear = "2027-01-01";
    const closed = { ...shift, overrides: [{ date: newYear, intervals: [] }] };
    const off = { ...shift, timeOff: [{ startDate: newYear, endDate: newYear }] };
    expect(starts(SAIGON, night, closed)).toEqual([
      "2026-12-31T15:00:00Z",
      "2026-12-31T16:00:00Z",
      "2026-12-31T17:00:00Z",
      "2026-12-31T18:00:00Z",
    ]);
    expect(starts(SAIGON, night, off)).toEqual(["2026-12-31T15:00:00Z", "2026-12-31T16:00:00Z"]);
    const season = { service: { seasons: [{ from: "12-01", to: "12-31" }] } };
    expect(starts(SAIGON, night, { ...shift, ...season })).toHaveLength(2);
  });
});

describe("zones that changed by law", () => {
  test("Samoa had no 30 December 2011: nothing of that date counts, and the night went on into the 31st", () => {
    const range = ["2011-12-29T20:00Z", "2011-12-31T10:00Z"] as const;
    const overrides = [{ date: "2011-12-30", intervals: [{ start: "06:00", end: "20:00" }] }];
    const timeOff = [{ startDate: "2011-12-30", endDate: "2011-12-30" }];
    const open = { workingHours: everyDay("22:00", "02:00"), overrides, timeOff };
    expect(starts("Pacific/Apia", range, open)).toEqual([
      "2011-12-30T08:00:00Z",
      "2011-12-30T09:00:00Z",
      "2011-12-30T10:00:00Z",
      "2011-12-30T11:00:00Z",
      "2011-12-31T08:00:00Z",
      "2011-12-31T09:00:00Z",
    ]);
  });

  test.each([
    [
      "Caracas went half an hour forward in 2016",
      "America/Caracas",
      "2016-04-30",
      "13:30",
      "13:00",
    ],
    ["Saigon went an hour back in 1975", SAIGON, "1975-06-12", "01:00", "02:00"],
    [
      "Pyongyang went half an hour forward in 2018",
      "Asia/Pyongyang",
      "2018-05-04",
      "00:30",
      "00:00",
    ],
    ["Istanbul stayed on summer time in 2016", "Europe/Istanbul", "2016-10-29", "06:00", "06:00"],
  ])("%s", (_what, timezone, lastDay, before, after) => {
    const midnight = at(`${lastDay}T00:00Z`);
    const range = [lastDay, new Date(midnight + 2 * 86_400_000).toISOString()] as const;
    const open = { workingHours: everyDay("09:00", "10:00") };
    expect(starts(timezone, range, open).map((start) => start.slice(11, 16))).toEqual([
      before,
      after,
    ]);
  });

  test("keep a booking at its instant when the law moves the hours around it", () => {
    const booked = { start: at("2016-05-02T13:30Z"), end: at("2016-05-02T14:00Z") };
    const busy = [{ ...booked, kind: "booking" as const }];
    const asked = business("America/Caracas", ["2016-05-02T00:00Z", "2016-05-03T00:00Z"], {
      busy,
      service: { durationMinutes: 30, slotIntervalMinutes: 30 },
    });
    expect(isSlotFree(asked, at("2016-05-02T09:00-04:00"))).toBe(true);
    expect(isSlotFree(asked, at("2016-05-02T09:30-04:00"))).toBe(false);
    expect(isSlotFree(asked, at("2016-05-02T10:00-04:00"))).toBe(true);
  });
});
