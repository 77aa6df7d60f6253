import { describe, expect, test } from "vitest";
import { at, question, shown } from "../../../test/availability-question.ts";
import { findSlots } from "./find-slots.ts";
import type { Busy, Season } from "./find-slots-input.ts";

const slots = (...difference: Parameters<typeof question>) =>
  shown(findSlots(question(...difference)));

const between = (start: string, end: string) => ({
  start: at(`2026-06-10T${start}Z`),
  end: at(`2026-06-10T${end}Z`),
});

const group = (start: string, end: string, seats: number): Busy => ({
  ...between(start, end),
  kind: "booking",
  seats,
});

const nine = "2026-06-10T09:00:00Z";
const ten = "2026-06-10T10:00:00Z";
const eleven = "2026-06-10T11:00:00Z";

describe("places", () => {
  test("that are left must be as many as the slot needs", () => {
    const busy = [group("09:00", "10:00", 3)];
    expect(slots({ busy, service: { capacity: 5, seats: 2 } })).toHaveLength(3);
    expect(slots({ busy, service: { capacity: 5, seats: 3 } })).toEqual([ten, eleven]);
  });

  test("are counted at the fullest moment, not added up over the slot", () => {
    const inTurn = [group("09:00", "09:30", 3), group("09:30", "10:00", 3)];
    const atOnce = [group("09:00", "09:31", 3), group("09:30", "10:00", 3)];
    expect(slots({ busy: inTurn, service: { capacity: 5, seats: 2 } })).toHaveLength(3);
    expect(slots({ busy: atOnce, service: { capacity: 5, seats: 2 } })).toEqual([ten, eleven]);
  });

  test("are one for a booking and for a slot that names none", () => {
    const busy = [{ ...between("09:00", "10:00"), kind: "booking" as const }];
    expect(slots({ busy, service: { capacity: 2 } })).toHaveLength(3);
    expect(slots({ busy, service: { capacity: 2, seats: 2 } })).toEqual([ten, eleven]);
  });

  test("are all gone where something external or of another kind is", () => {
    const external = { ...group("09:00", "10:00", 1), kind: "external" as const };
    const other = { ...group("10:00", "11:00", 1), takesAll: true };
    expect(slots({ busy: [external, other], service: { capacity: 9 } })).toEqual([eleven]);
  });

  test("beyond the capacity are never found", () => {
    expect(slots({ service: { capacity: 4, seats: 5 } })).toEqual([]);
    expect(slots({ service: { seats: 2 } })).toEqual([]);
  });
});

describe("the later part of a booking", () => {
  test("takes its time and does not count for the daily cap", () => {
    const busy = [group("09:00", "10:00", 1), { ...group("10:00", "11:00", 1), continues: true }];
    expect(slots({ busy, service: { maxPerDay: 2 } })).toEqual([eleven]);
    expect(slots({ busy, service: { maxPerDay: 1 } })).toEqual([]);
  });
});

describe("resources", () => {
  const chairs = (quantity: number, ...pool: ReturnType<typeof between>[][]) => ({
    resources: [{ kind: "chair", quantity, pool }],
  });

  test("are enough when one of the kind is free", () => {
    const first = [between("09:00", "10:00")];
    expect(slots(chairs(1, first))).toEqual([ten, eleven]);
    expect(slots(chairs(1, first, []))).toHaveLength(3);
    expect(slots(chairs(2, first, []))).toEqual([ten, eleven]);
  });

  test("must each be free all the time: two halves of different ones are none", () => {
    const pool = [[between("09:00", "09:30")], [between("09:30", "10:00")]];
    expect(slots(chairs(1, ...pool))).toEqual([ten, eleven]);
  });

  test("are needed in the buffers too", () => {
    const taken = [between("12:00", "12:30")];
    expect(slots(chairs(1, taken))).toHaveLength(3);
    expect(slots({ ...chairs(1, taken), service: { bufferAfter: 1 } })).toEqual([nine, ten]);
  });

  test("of which there are too few, or none, leave no slot", () => {
    expect(slots(chairs(1))).toEqual([]);
    expect(slots(chairs(3, [], []))).toEqual([]);
    expect(slots(chairs(1.5, [], [between("09:00", "10:00")]))).toEqual([ten, eleven]);
  });

  test("of every kind are needed", () => {
    const resources = [
      { kind: "chair", quantity: 1, pool: [[between("09:00", "10:00")]] },
      { kind: "room", quantity: 1, pool: [[between("11:00", "12:00")]] },
    ];
    expect(slots({ resources })).toEqual([ten]);
  });

  test("that are taken for no time are free", () => {
    expect(slots(chairs(1, [between("09:30", "09:30")]))).toHaveLength(3);
  });
});

describe("seasons", () => {
  const dates = (...seasons: Season[]) =>
    slots({
      workingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        start: "09:00",
        end: "10:00",
      })),
      now: at("2027-01-01T00:00Z"),
      rangeStart: at("2027-12-28T00:00Z"),
      rangeEnd: at("2028-03-04T00:00Z"),
      service: { seasons },
    }).map((start) => start.slice(0, 10));

  test("hold their first and their last date", () => {
    expect(dates({ from: "2028-01-30", to: "2028-02-01" })).toEqual([
      "2028-01-30",
      "2028-01-31",
      "2028-02-01",
    ]);
  });

  test("without a year come every year, and over New Year", () => {
    expect(dates({ from: "12-30", to: "01-02" })).toEqual([
      "2027-12-30",
      "2027-12-31",
      "2028-01-01",
      "2028-01-02",
    ]);
  });

  test("add up", () => {
    const days = [
      { from: "12-31", to: "12-31" },
      { from: "2028-02-29", to: "2028-02-29" },
    ];
    expect(dates(...days)).toEqual(["2027-12-31", "2028-02-29"]);
  });

  test("of none are all year", () => {
    expect(dates()).toHaveLength(67);
  });

  test("whose whole dates run backwards hold no date", () => {
    expect(dates({ from: "2028-03-01", to: "2028-01-01" })).toEqual([]);
  });

  test("are read on the provider's calendar", () => {
    const found = slots({
      timezone: "Asia/Ho_Chi_Minh",
      workingHours: [{ weekday: 3, start: "00:00", end: "02:00" }],
      rangeStart: at("2026-06-09T00:00Z"),
      service: { seasons: [{ from: "06-10", to: "06-10" }] },
    });
    expect(found).toEqual(["2026-06-09T17:00:00Z", "2026-06-09T18:00:00Z"]);
  });
});

describe("a demand that says nothing", () => {
  const one = { ...between("13:00", "14:00"), kind: "booking" } as const;
  const late = { ...one, start: Number.NaN };

  test.each([
    ["places of no number", { service: { capacity: 2, seats: Number.NaN } }],
    ["no places", { service: { capacity: 2, seats: 0 } }],
    ["a booking of no number", { service: { capacity: 2 }, busy: [{ ...one, seats: Number.NaN }] }],
    ["a booking of no places", { service: { capacity: 2 }, busy: [{ ...one, seats: 0 }] }],
    ["a shared booking without a time", { service: { capacity: 2 }, busy: [late] }],
    ["a resource without a time", { resources: [{ kind: "chair", quantity: 1, pool: [[late]] }] }],
    ["a date no year has", { service: { seasons: [{ from: "02-30", to: "03-01" }] } }],
    [
      "a date no calendar has",
      { service: { seasons: [{ from: "2027-02-29", to: "2027-03-01" }] } },
    ],
    ["a season of two forms", { service: { seasons: [{ from: "2026-06-01", to: "08-31" }] } }],
    ["a short date", { service: { seasons: [{ from: "6-1", to: "8-31" }] } }],
  ] satisfies [
    string,
    Parameters<typeof question>[0],
  ][])("%s is thrown, never answered", (_what, difference) => {
    expect(() => slots(difference)).toThrow(RangeError);
  });

  test("a quantity of no number is none free", () => {
    expect(slots({ resources: [{ kind: "chair", quantity: Number.NaN, pool: [[]] }] })).toEqual([]);
  });
});
