import { describe, expect, test } from "vitest";
import { at, question, shown, weekly } from "../../../test/availability-question.ts";
import { findSlots, isSlotFree } from "./find-slots.ts";

const slots = (...difference: Parameters<typeof question>) =>
  shown(findSlots(question(...difference)));

const booking = (start: string, end: string) =>
  ({ start: at(start), end: at(end), kind: "booking" }) as const;

const external = (start: string, end: string) =>
  ({ start: at(start), end: at(end), kind: "external" }) as const;

const nine = "2026-06-10T09:00:00Z";
const ten = "2026-06-10T10:00:00Z";
const eleven = "2026-06-10T11:00:00Z";

describe("rules 8 to 10, range, notice and horizon", () => {
  test("the range holds starts, its end excluded", () => {
    const range = { rangeStart: at("2026-06-10T09:00Z"), rangeEnd: at("2026-06-10T11:00Z") };
    expect(slots(range)).toEqual([nine, ten]);
  });

  test("a start exactly at the notice is offered, a millisecond earlier is not", () => {
    const service = { minNoticeMinutes: 60 };
    expect(slots({ now: at("2026-06-10T09:00Z"), service })).toEqual([ten, eleven]);
    expect(slots({ now: at("2026-06-10T09:00Z") + 1, service })).toEqual([eleven]);
  });

  test("the last date of the horizon is whole, in the provider's zone", () => {
    const found = slots({
      timezone: "Asia/Ho_Chi_Minh",
      now: at("2026-06-09T16:59Z"),
      rangeEnd: at("2026-06-30T00:00Z"),
      rangeStart: at("2026-06-09T00:00Z"),
      workingHours: weekly("1-7", "22:00", "24:00"),
      service: { maxAdvanceDays: 1 },
    });
    expect(found).toEqual(["2026-06-10T15:00:00Z", "2026-06-10T16:00:00Z"]);
  });
});

describe("rule 11, the daily cap", () => {
  test("counts bookings that start on the date, and nothing external", () => {
    const busy = [
      booking("2026-06-10T01:00Z", "2026-06-10T02:00Z"),
      external("2026-06-10T03:00Z", "2026-06-10T04:00Z"),
    ];
    expect(slots({ busy, service: { maxPerDay: 2 } })).toHaveLength(3);
    expect(slots({ busy, service: { maxPerDay: 1 } })).toEqual([]);
  });

  test("counts a booking of another kind of service that takes everything", () => {
    const other = { ...booking("2026-06-10T09:00Z", "2026-06-10T10:00Z"), takesAll: true };
    expect(slots({ busy: [other], service: { maxPerDay: 2, capacity: 3 } })).toEqual([ten, eleven]);
    expect(slots({ busy: [other], service: { maxPerDay: 1, capacity: 3 } })).toEqual([]);
  });
});

describe("rule 12, conflicts", () => {
  test("touching is none, a second is one, and nothing takes no time", () => {
    expect(slots({ busy: [booking("2026-06-10T08:00Z", "2026-06-10T09:00Z")] })).toHaveLength(3);
    expect(slots({ busy: [booking("2026-06-10T08:00Z", "2026-06-10T09:00:01Z")] })).toEqual([
      ten,
      eleven,
    ]);
    expect(slots({ busy: [booking("2026-06-10T09:30Z", "2026-06-10T09:30Z")] })).toHaveLength(3);
  });

  test("buffers reach out of open time and are compared with busy time only", () => {
    const busy = [booking("2026-06-10T12:10Z", "2026-06-10T13:00Z")];
    expect(slots({ busy, service: { bufferBefore: 30, bufferAfter: 10 } })).toHaveLength(3);
    expect(slots({ busy, service: { bufferAfter: 11 } })).toEqual([nine, ten]);
    const earlier = [booking("2026-06-10T08:00Z", "2026-06-10T08:50Z")];
    expect(slots({ busy: earlier, service: { bufferBefore: 11 } })).toEqual([ten, eleven]);
  });

  test("capacity counts the peak, not the number of bookings", () => {
    const inTurn = [
      booking("2026-06-10T09:00Z", "2026-06-10T09:30Z"),
      booking("2026-06-10T09:30Z", "2026-06-10T10:00Z"),
    ];
    const atOnce = [...inTurn, booking("2026-06-10T09:15Z", "2026-06-10T09:40Z")];
    expect(slots({ busy: inTurn, service: { capacity: 2 } })).toHaveLength(3);
    expect(slots({ busy: atOnce, service: { capacity: 2 } })).toEqual([ten, eleven]);
    expect(slots({ busy: atOnce, service: { capacity: 3 } })).toHaveLength(3);
  });

  test("anything external takes all capacity", () => {
    const busy = [external("2026-06-10T09:00Z", "2026-06-10T09:01Z")];
    expect(slots({ busy, service: { capacity: 9 } })).toEqual([ten, eleven]);
  });
});

describe("a provider at a location", () => {
  const place = { ...question(), workingHours: weekly("1-7", "09:30", "24:00") };

  test("is open when both are, on a grid that starts where both are", () => {
    expect(slots({ location: place })).toEqual(["2026-06-10T09:30:00Z", "2026-06-10T10:30:00Z"]);
  });

  test("keeps each to its own zone", () => {
    const location = {
      ...place,
      timezone: "Asia/Ho_Chi_Minh",
      workingHours: weekly("1-7", "08:00", "18:00"),
    };
    expect(slots({ location })).toEqual([nine, ten]);
  });

  test("loses the time off and breaks of both, and the grid stays", () => {
    const location = {
      ...place,
      workingHours: weekly("1-7", "09:00", "24:00"),
      timeOff: [{ start: at("2026-06-10T09:00Z"), end: at("2026-06-10T09:01Z") }],
    };
    expect(slots({ location, breaks: weekly("3-3", "10:59", "11:01") })).toEqual([]);
    expect(slots({ location })).toEqual([ten, eleven]);
  });

  test("works a night shift on one grid in a place that never closes", () => {
    const found = slots({
      workingHours: weekly("2-2", "22:30", "02:00"),
      location: { ...place, workingHours: weekly("1-7", "00:00", "24:00") },
    });
    expect(found).toEqual(["2026-06-10T00:30:00Z"]);
  });
});

describe("a single start", () => {
  test("is free exactly when findSlots offers it", () => {
    expect(isSlotFree(question(), at(nine))).toBe(true);
    expect(isSlotFree(question(), at(nine) + 1)).toBe(false);
    expect(isSlotFree(question(), at("2026-06-10T12:00Z"))).toBe(false);
  });
});

describe("malformed input", () => {
  test.each([
    ["a time", { workingHours: weekly("1-7", "9:00", "12:00") }],
    ["a date", { overrides: [{ date: "2026-02-30", intervals: [] }] }],
    ["time off", { timeOff: [{ start: Number.NaN, end: at("2026-06-10T10:00Z") }] }],
    ["a zone", { timezone: "Mars/Olympus" }],
    ["an interval", { service: { slotIntervalMinutes: 0 } }],
    ["a duration", { service: { durationMinutes: 0 } }],
    ["a range", { rangeEnd: Number.NaN }],
    ["a buffer", { service: { bufferAfter: Number.NaN } }],
    ["a capacity", { service: { capacity: Number.NaN } }],
    ["busy time", { busy: [{ start: Number.NaN, end: at("2026-06-10T10:00Z"), kind: "booking" }] }],
  ] satisfies [
    string,
    Parameters<typeof question>[0],
  ][])("%s is thrown, never answered", (_what, difference) => {
    expect(() => slots(difference)).toThrow(RangeError);
  });
});
