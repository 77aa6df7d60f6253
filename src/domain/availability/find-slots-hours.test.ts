import { describe, expect, test } from "vitest";
import { at, question, shown, weekly } from "../../../test/availability-question.ts";
import { findSlots } from "./find-slots.ts";

const slots = (...difference: Parameters<typeof question>) =>
  shown(findSlots(question(...difference)));

const nine = "2026-06-10T09:00:00Z";
const ten = "2026-06-10T10:00:00Z";
const eleven = "2026-06-10T11:00:00Z";

describe("rule 1, the intervals of a date", () => {
  test("are those of its weekday", () => {
    expect(slots({ workingHours: weekly("3-3", "09:00", "11:00") })).toEqual([nine, ten]);
    expect(slots({ workingHours: weekly("4-7", "09:00", "11:00") })).toEqual([]);
  });

  test("are replaced by an override that names the date", () => {
    const overrides = [{ date: "2026-06-10", intervals: [{ start: "14:00", end: "15:00" }] }];
    expect(slots({ overrides })).toEqual(["2026-06-10T14:00:00Z"]);
  });

  test("are none when the override has none", () => {
    expect(slots({ overrides: [{ date: "2026-06-10", intervals: [] }] })).toEqual([]);
  });

  test("are nothing on a date the zone skips", () => {
    const found = slots({
      timezone: "Pacific/Apia",
      now: at("2011-12-01T00:00Z"),
      rangeStart: at("2011-12-29T00:00Z"),
      rangeEnd: at("2012-01-01T00:00Z"),
      workingHours: weekly("1-7", "10:00", "11:00"),
      overrides: [{ date: "2011-12-30", intervals: [{ start: "08:00", end: "20:00" }] }],
    });
    expect(found).toEqual(["2011-12-29T20:00:00Z", "2011-12-30T20:00:00Z", "2011-12-31T20:00:00Z"]);
  });
});

describe("rule 2, the end of an interval", () => {
  test("24:00 is the next midnight and 23:59 is literal", () => {
    expect(slots({ workingHours: weekly("3-3", "22:00", "24:00") })).toEqual([
      "2026-06-10T22:00:00Z",
      "2026-06-10T23:00:00Z",
    ]);
    expect(slots({ workingHours: weekly("3-3", "22:00", "23:59") })).toEqual([
      "2026-06-10T22:00:00Z",
    ]);
  });

  test("is on the next date when it is not after the start", () => {
    const night = { workingHours: weekly("2-2", "22:00", "02:00") };
    expect(slots(night)).toEqual(["2026-06-10T00:00:00Z", "2026-06-10T01:00:00Z"]);
    expect(slots({ workingHours: weekly("3-3", "00:00", "00:00") })).toHaveLength(24);
  });
});

describe("rule 3, wall time", () => {
  const london = (date: string, start: string, end: string) =>
    slots({
      timezone: "Europe/London",
      now: at("2026-01-01T00:00Z"),
      rangeStart: at(`${date}T00:00Z`) - 3_600_000,
      rangeEnd: at(`${date}T23:00Z`),
      workingHours: weekly("7-7", start, end),
      service: { durationMinutes: 30, slotIntervalMinutes: 30 },
    });

  test("that happens twice means the first time", () => {
    expect(london("2026-10-25", "01:30", "02:00")).toEqual([
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:00:00Z",
      "2026-10-25T01:30:00Z",
    ]);
  });

  test("that does not exist is read with the offset before the gap", () => {
    expect(london("2026-03-29", "01:30", "03:30")).toEqual([
      "2026-03-29T01:30:00Z",
      "2026-03-29T02:00:00Z",
    ]);
  });

  test("gives no interval when the end comes out before the start", () => {
    expect(london("2026-03-29", "01:30", "02:00")).toEqual([]);
  });

  test("knows half-hour changes", () => {
    const found = slots({
      timezone: "Australia/Lord_Howe",
      now: at("2026-01-01T00:00Z"),
      rangeStart: at("2026-10-03T13:00Z"),
      rangeEnd: at("2026-10-03T18:00Z"),
      workingHours: weekly("7-7", "01:00", "04:00"),
    });
    expect(found).toEqual(["2026-10-03T14:30:00Z", "2026-10-03T15:30:00Z"]);
  });
});

describe("rule 4, the blocks", () => {
  test("of one date merge into one grid when they touch", () => {
    const workingHours = [...weekly("3-3", "09:15", "10:30"), ...weekly("3-3", "10:30", "11:15")];
    expect(slots({ workingHours })).toEqual(["2026-06-10T09:15:00Z", "2026-06-10T10:15:00Z"]);
  });

  test("of two dates each keep their own grid", () => {
    const workingHours = [...weekly("2-2", "22:30", "24:00"), ...weekly("3-3", "00:00", "02:00")];
    const found = slots({ workingHours, rangeStart: at("2026-06-09T22:00Z") });
    expect(found).toEqual([
      "2026-06-09T22:30:00Z",
      "2026-06-09T23:30:00Z",
      "2026-06-10T00:00:00Z",
      "2026-06-10T01:00:00Z",
    ]);
  });

  test("begin before the date before has ended where clocks go back over midnight", () => {
    const found = slots({
      timezone: "America/St_Johns",
      now: at("2007-10-01T00:00Z"),
      rangeStart: at("2007-11-04T02:30Z"),
      rangeEnd: at("2007-11-04T03:00Z"),
      workingHours: weekly("7-7", "00:00", "02:00"),
      service: { durationMinutes: 10, slotIntervalMinutes: 10 },
    });
    expect(found).toEqual(["2007-11-04T02:30:00Z", "2007-11-04T02:40:00Z", "2007-11-04T02:50:00Z"]);
  });

  test("may begin after those of the next date where a gap lies over midnight", () => {
    const found = slots({
      timezone: "America/Toronto",
      now: at("1919-03-01T00:00Z"),
      rangeStart: at("1919-03-31T04:00Z"),
      rangeEnd: at("1919-03-31T05:30Z"),
      workingHours: [...weekly("7-7", "23:45", "02:00"), ...weekly("1-1", "00:30", "00:45")],
      busy: [{ start: at("1919-03-31T04:45Z"), end: at("1919-03-31T05:00Z"), kind: "booking" }],
      service: { durationMinutes: 15, slotIntervalMinutes: 15 },
    });
    expect(found).toEqual(["1919-03-31T04:30:00Z", "1919-03-31T05:00:00Z", "1919-03-31T05:15:00Z"]);
  });
});

describe("rule 5, open time", () => {
  const night = weekly("2-2", "22:00", "02:00");

  test("loses time off by the instant, and the grid stays", () => {
    const timeOff = [{ start: at("2026-06-10T09:00Z"), end: at("2026-06-10T09:20Z") }];
    expect(slots({ timeOff })).toEqual([ten, eleven]);
  });

  test("loses whole dates off, both included, whatever an override says", () => {
    const overrides = [{ date: "2026-06-10", intervals: [{ start: "09:00", end: "10:00" }] }];
    const timeOff = [{ startDate: "2026-06-09", endDate: "2026-06-10" }];
    expect(slots({ overrides, timeOff })).toEqual([]);
    expect(slots({ timeOff, rangeEnd: at("2026-06-12T00:00Z") })).toHaveLength(3);
  });

  test("keeps the tail of the night before a closed date", () => {
    const overrides = [{ date: "2026-06-10", intervals: [] }];
    expect(slots({ workingHours: night, overrides })).toHaveLength(2);
  });

  test("loses the tail of the night before a date off", () => {
    const timeOff = [{ startDate: "2026-06-10", endDate: "2026-06-10" }];
    expect(slots({ workingHours: night, timeOff })).toEqual([]);
  });

  test("loses breaks, and the grid stays", () => {
    expect(slots({ breaks: weekly("3-3", "10:30", "10:45") })).toEqual([nine, eleven]);
  });
});

describe("rule 6, the candidates", () => {
  test("step in elapsed minutes from the start of the block", () => {
    const found = slots({ service: { durationMinutes: 25, slotIntervalMinutes: 50 } });
    expect(found).toEqual([
      nine,
      "2026-06-10T09:50:00Z",
      "2026-06-10T10:40:00Z",
      "2026-06-10T11:30:00Z",
    ]);
  });

  test("do not move with now, range or busy time", () => {
    const difference = {
      now: at("2026-06-10T09:07Z"),
      rangeStart: at("2026-06-10T09:11Z"),
      busy: [
        { start: at("2026-06-10T09:00Z"), end: at("2026-06-10T09:50Z"), kind: "booking" as const },
      ],
    };
    expect(slots(difference)).toEqual([ten, eleven]);
  });

  test("count once when two blocks give the same start", () => {
    const workingHours = [...weekly("2-2", "22:00", "02:00"), ...weekly("3-3", "00:00", "02:00")];
    expect(slots({ workingHours })).toEqual(["2026-06-10T00:00:00Z", "2026-06-10T01:00:00Z"]);
  });
});

describe("rule 7, the fit", () => {
  test("lets a slot end at closing and not later", () => {
    expect(slots({ service: { durationMinutes: 90 } })).toEqual([nine, ten]);
  });

  test("lets a slot run over midnight into a block that touches", () => {
    const workingHours = [...weekly("2-2", "23:00", "24:00"), ...weekly("3-3", "00:00", "01:00")];
    const rangeStart = at("2026-06-09T22:00Z");
    const found = slots({ workingHours, rangeStart, service: { durationMinutes: 90 } });
    expect(found).toEqual(["2026-06-09T23:00:00Z"]);
  });
});
