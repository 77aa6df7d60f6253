import { describe, expect, test } from "vitest";
import { at, question, weekly } from "../../../test/availability-question.ts";
import { explainNoSlots } from "./explain-no-slots.ts";

const reasons = (wish: string, ...difference: Parameters<typeof question>) =>
  explainNoSlots(question(...difference), { from: at(wish) }).reasons;

const nine = "2026-06-10T09:00Z";
const wednesday = { from: at("2026-06-10T00:00Z"), to: at("2026-06-11T00:00Z") };

describe("a wished time", () => {
  test("that is free has no reason", () => {
    expect(reasons(nine)).toEqual([]);
  });

  test("outside the hours is closed", () => {
    expect(reasons("2026-06-10T13:00Z")).toEqual([{ code: "closed", whose: "provider" }]);
  });

  test("on a date with special hours is closed by that date, if they are what closes it", () => {
    const overrides = [{ date: "2026-06-10", intervals: [] }];
    expect(reasons(nine, { overrides })).toEqual([
      { code: "closed_date", whose: "provider", date: "2026-06-10" },
    ]);
    expect(reasons("2026-06-10T20:00Z", { overrides })).toEqual([
      { code: "closed", whose: "provider" },
    ]);
  });

  test("after midnight is closed by the date before, when that closes the night shift", () => {
    const overrides = [{ date: "2026-06-09", intervals: [] }];
    const night = { workingHours: weekly("1-7", "22:00", "02:00"), overrides };
    expect(reasons("2026-06-10T01:00Z", night)).toEqual([
      { code: "closed_date", whose: "provider", date: "2026-06-09" },
    ]);
  });

  test("says whose hours close it", () => {
    const location = { ...question(), workingHours: weekly("1-7", "10:00", "12:00") };
    expect(reasons(nine, { location })).toEqual([{ code: "closed", whose: "location" }]);
  });

  test("in time off or a break says from when to when", () => {
    const timeOff = [{ startDate: "2026-06-10", endDate: "2026-06-11" }];
    expect(reasons(nine, { timeOff })).toEqual([
      {
        code: "time_off",
        whose: "provider",
        from: at("2026-06-10T00:00Z"),
        to: at("2026-06-12T00:00Z"),
      },
    ]);
    expect(reasons(nine, { breaks: weekly("3-3", "09:30", "09:45") })).toEqual([
      {
        code: "break",
        whose: "provider",
        from: at("2026-06-10T09:30Z"),
        to: at("2026-06-10T09:45Z"),
      },
    ]);
  });

  test("too near closing is too short, between starts is off the grid", () => {
    expect(reasons("2026-06-10T11:00Z", { service: { durationMinutes: 90 } })).toEqual([
      { code: "too_short", openUntil: at("2026-06-10T12:00Z") },
    ]);
    expect(reasons("2026-06-10T09:10Z")).toEqual([{ code: "off_grid" }]);
  });

  test("that is taken says from when to when, also when only a buffer meets it", () => {
    const from = at("2026-06-10T08:30Z");
    const to = at("2026-06-10T09:00Z");
    const busy = [{ start: from, end: to, kind: "booking" } as const];
    expect(reasons(nine, { busy })).toEqual([]);
    expect(reasons(nine, { busy, service: { bufferBefore: 5 } })).toEqual([
      { code: "busy", from, to },
    ]);
  });

  test("too soon, gone, too far or over the cap says its limit", () => {
    const now = at("2026-06-10T08:30Z");
    expect(reasons(nine, { now, service: { minNoticeMinutes: 60 } })).toEqual([
      { code: "notice", earliest: at("2026-06-10T09:30Z") },
    ]);
    expect(reasons("2026-06-10T09:00Z", { now: at("2026-06-10T09:01Z") })).toEqual([
      { code: "past" },
    ]);
    expect(reasons(nine, { service: { maxAdvanceDays: 7 } })).toEqual([
      { code: "horizon", latestDate: "2026-06-08" },
    ]);
    expect(reasons(nine, { service: { maxPerDay: 0 } })).toEqual([
      { code: "daily_cap", date: "2026-06-10" },
    ]);
  });

  test("on a date without the service is out of season", () => {
    const service = { seasons: [{ from: "12-01", to: "02-29" }] };
    expect(reasons(nine, { service })).toEqual([{ code: "out_of_season", date: "2026-06-10" }]);
    expect(reasons("2026-06-10T13:00Z", { service }).map(({ code }) => code)).toEqual([
      "closed",
      "out_of_season",
    ]);
  });

  test("without a resource names each kind that is missing", () => {
    const chairs = [[{ start: at(nine), end: at("2026-06-10T09:30Z") }], []];
    const resources = [
      { kind: "chair", quantity: 2, pool: chairs },
      { kind: "room", quantity: 1, pool: [[]] },
      { kind: "laser", quantity: 1, pool: [] },
    ];
    expect(reasons(nine, { resources })).toEqual([
      { code: "no_resource", kind: "chair" },
      { code: "no_resource", kind: "laser" },
    ]);
    expect(reasons(nine, { resources: [{ kind: "chair", quantity: 1, pool: chairs }] })).toEqual(
      [],
    );
  });

  test("with too few places left says when they are taken", () => {
    const from = at(nine);
    const to = at("2026-06-10T09:30Z");
    const busy = [{ start: from, end: to, kind: "booking", seats: 3 } as const];
    expect(reasons(nine, { busy, service: { capacity: 4, seats: 1 } })).toEqual([]);
    expect(reasons(nine, { busy, service: { capacity: 4, seats: 2 } })).toEqual([
      { code: "busy", from, to },
    ]);
  });

  test("for more people than there are places is taken for as long as it would last", () => {
    const service = { capacity: 4, seats: 5, bufferAfter: 15 };
    expect(reasons(nine, { service })).toEqual([
      { code: "busy", from: at(nine), to: at("2026-06-10T10:15Z") },
    ]);
  });

  test("gives every reason, the most telling first", () => {
    const timeOff = [{ start: at(nine), end: at("2026-06-10T09:30Z") }];
    const busy = [{ start: at(nine), end: at("2026-06-10T10:00Z"), kind: "external" } as const];
    const all = reasons(nine, { timeOff, busy, now: at("2026-06-11T00:00Z") });
    expect(all.map(({ code }) => code)).toEqual(["past", "time_off", "busy"]);
  });
});

describe("a wished day", () => {
  test("with a free slot has no reason", () => {
    expect(explainNoSlots(question(), wednesday).reasons).toEqual([]);
  });

  test("names what takes its slots away, each once", () => {
    const busy = [{ start: at(nine), end: at("2026-06-10T11:00Z"), kind: "booking" } as const];
    const breaks = weekly("3-3", "11:30", "12:00");
    const { reasons: all } = explainNoSlots(question({ busy, breaks }), wednesday);
    expect(all.map(({ code }) => code)).toEqual(["break", "busy"]);
  });

  test("names the date that closes it", () => {
    const closed = question({ overrides: [{ date: "2026-06-10", intervals: [] }] });
    expect(explainNoSlots(closed, wednesday).reasons).toEqual([
      { code: "closed_date", whose: "provider", date: "2026-06-10" },
    ]);
  });

  test("outside the season says so, open or not", () => {
    const service = { seasons: [{ from: "2026-07-01", to: "2026-07-31" }] };
    const { reasons: all } = explainNoSlots(question({ service }), wednesday);
    expect(all).toEqual([{ code: "out_of_season", date: "2026-06-10" }]);
    const shut = question({ service, workingHours: [] });
    expect(explainNoSlots(shut, wednesday).reasons.map(({ code }) => code)).toEqual([
      "closed",
      "out_of_season",
    ]);
  });

  test("names the resource that is missing once, not for every start", () => {
    const resources = [{ kind: "room", quantity: 1, pool: [] }];
    expect(explainNoSlots(question({ resources }), wednesday).reasons).toEqual([
      { code: "no_resource", kind: "room" },
    ]);
  });

  test("of two dates names both", () => {
    const closed = question({
      workingHours: weekly("3-3", "09:00", "12:00"),
      timeOff: [{ startDate: "2026-06-10", endDate: "2026-06-10" }],
    });
    const wish = { from: wednesday.from, to: at("2026-06-12T00:00Z") };
    const { reasons: all } = explainNoSlots(closed, wish);
    expect(all.map(({ code }) => code)).toEqual(["time_off", "closed"]);
  });
});

describe("the nearest free starts", () => {
  test("are the last before and the first after the wish, inside the range asked about", () => {
    const wish = { from: at("2026-06-10T09:30Z") };
    expect(explainNoSlots(question(), wish)).toMatchObject({
      before: at(nine),
      after: at("2026-06-10T10:00Z"),
    });
    expect(explainNoSlots(question(), wednesday)).toMatchObject({ before: null, after: null });
  });

  test("a wish that ends before it begins is thrown", () => {
    expect(() => explainNoSlots(question(), { from: 1, to: 1 })).toThrow(RangeError);
  });
});
