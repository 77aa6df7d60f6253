import { describe, expect, test } from "vitest";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import { findSlots, isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { FindSlotsInput, SlotRules } from "#src/domain/availability/find-slots-input.ts";
import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import { availabilityCase } from "./availability-cases.ts";

const MINUTE = 60_000;
const CASES = 1200;

/** The question without all that is taken and all that limits dates: hours are all that is left. */
const onlyHours = (input: FindSlotsInput, rules: Partial<SlotRules> = {}): FindSlotsInput => {
  const { maxPerDay: _cap, seasons: _seasons, seats: _seats, ...service } = input.service;
  const free = { timeOff: [], breaks: [] };
  return {
    ...input,
    ...free,
    busy: [],
    resources: [],
    ...(input.location ? { location: { ...input.location, ...free } } : {}),
    service: { ...service, minNoticeMinutes: -1e9, maxAdvanceDays: null, ...rules },
  };
};

/** Open around the clock on a grid of minutes; whatever is given still binds. */
const alwaysOpen = (input: FindSlotsInput): FindSlotsInput => {
  const workingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    start: "00:00",
    end: "24:00",
  }));
  const hours = { workingHours, overrides: [] };
  const { location, service } = onlyHours(input);
  return {
    ...onlyHours(input),
    ...hours,
    ...(location ? { location: { ...location, ...hours } } : {}),
    service: { ...service, slotIntervalMinutes: 1 },
  };
};

/** A question in which nothing but the cause of this reason can refuse the start. */
const onlyCause = (input: FindSlotsInput, code: NoSlotReason["code"]): FindSlotsInput => {
  const open = alwaysOpen(input);
  const { service, location } = input;
  switch (code) {
    case "closed":
    case "closed_date":
      return onlyHours(input, { durationMinutes: 1, slotIntervalMinutes: 1 });
    case "too_short":
      return onlyHours(input, { slotIntervalMinutes: 1 });
    case "off_grid":
      return onlyHours(input, { durationMinutes: 1 });
    case "time_off":
      return {
        ...open,
        timeOff: input.timeOff,
        ...(open.location
          ? { location: { ...open.location, timeOff: location?.timeOff ?? [] } }
          : {}),
      };
    case "break":
      return {
        ...open,
        breaks: input.breaks ?? [],
        ...(open.location
          ? { location: { ...open.location, breaks: location?.breaks ?? [] } }
          : {}),
      };
    case "past":
    case "notice":
      return { ...open, service: { ...open.service, minNoticeMinutes: service.minNoticeMinutes } };
    case "horizon":
      return { ...open, service: { ...open.service, maxAdvanceDays: service.maxAdvanceDays } };
    case "daily_cap":
      return {
        ...open,
        busy: input.busy.map((entry) => ({ ...entry, end: entry.start })),
        service: { ...open.service, maxPerDay: service.maxPerDay ?? Number.POSITIVE_INFINITY },
      };
    case "busy":
      return {
        ...open,
        busy: input.busy,
        service: { ...open.service, seats: service.seats ?? 1 },
      };
    case "out_of_season":
      return { ...open, service: { ...open.service, seasons: service.seasons ?? [] } };
    case "no_resource":
      return { ...open, resources: input.resources ?? [] };
  }
};

/** Some starts on and off the grid of a case. */
const wishesOf = (input: FindSlotsInput): number[] => {
  const first = Math.ceil(input.rangeStart / MINUTE) * MINUTE;
  const onGrid = findSlots(onlyHours(input)).slice(0, 8);
  return [...onGrid, ...[0, 5, 77, 301, 600].map((minutes) => first + minutes * MINUTE)];
};

const cases = Array.from({ length: CASES }, (_, number) => availabilityCase(number).input);

describe("the reasons for a start that is not offered", () => {
  test("are none exactly when the start is free", () => {
    for (const input of cases) {
      for (const from of wishesOf(input)) {
        const { reasons } = explainNoSlots(input, { from });
        expect(reasons.length === 0).toBe(isSlotFree(input, from));
      }
    }
  }, 60_000);

  test("are each enough to take it away, and it is free where no cause is left", () => {
    const seen = new Set<string>();
    for (const input of cases) {
      for (const from of wishesOf(input)) {
        expect(isSlotFree(alwaysOpen(input), from)).toBe(true);
        for (const reason of explainNoSlots(input, { from }).reasons) {
          seen.add(reason.code);
          expect([reason.code, isSlotFree(onlyCause(input, reason.code), from)]).toEqual([
            reason.code,
            false,
          ]);
        }
      }
    }
    expect(seen.size).toBe(13);
  }, 60_000);

  test("leave out no rule that would refuse the start alone", () => {
    const rules = [
      "time_off",
      "break",
      "past",
      "out_of_season",
      "horizon",
      "daily_cap",
      "busy",
      "no_resource",
    ] as const;
    for (const input of cases) {
      for (const from of wishesOf(input)) {
        const named = new Set(explainNoSlots(input, { from }).reasons.map(({ code }) => code));
        if (named.has("notice")) named.add("past");
        for (const code of rules) {
          const refuses = !isSlotFree(onlyCause(input, code), from);
          expect([code, named.has(code)]).toEqual([code, refuses]);
        }
      }
    }
  }, 60_000);
});

describe("the reasons for a stretch of time", () => {
  test("are none exactly when some start in it is free, and the nearest are free", () => {
    for (const input of cases) {
      const from = input.rangeStart + 3 * 60 * MINUTE;
      const wish = { from, to: from + 5 * 60 * MINUTE + 1 };
      const { reasons, before, after } = explainNoSlots(input, wish);
      const met = findSlots({ ...input, rangeStart: wish.from, rangeEnd: wish.to });
      const all = findSlots(input);
      expect(reasons.length === 0).toBe(met.length > 0);
      expect(before).toBe(all.filter((start) => start < from).at(-1) ?? null);
      expect(after).toBe(all.filter((start) => start >= wish.to)[0] ?? null);
    }
  }, 60_000);
});
