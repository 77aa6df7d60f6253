import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { chooseSlots } from "../availability/choose-slots.ts";
import type { SlotCandidate } from "../availability/slot-candidate.ts";
import type { PastTime, TimeOutcome } from "./lead-liking.ts";
import { learnedOrder } from "./learned-order.ts";

const zone = "Asia/Ho_Chi_Minh";
const HOUR = 3_600_000;
/** Thursday, 5 February 2026, 09:00 in Ho Chi Minh City. */
const now = Date.parse("2026-02-05T02:00:00Z");
const at = { timezone: zone, now };

const slotAt = (start: number, providerId = "an"): SlotCandidate => ({
  ...{ start, end: start + HOUR / 2, blockedStart: start, blockedEnd: start + HOUR / 2 },
  ...{ providerId, locationId: "q1" },
});

/** A week of half hours. */
const starts = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 * 48 }), { minLength: 1, maxLength: 40 })
  .map((halves) => halves.map((half) => slotAt(now + half * (HOUR / 2))));

const outcome = fc.constantFrom<TimeOutcome>(
  ...(["kept", "standing", "moved", "cancelled", "missed", "passed_over"] as const),
);
const pastTime: fc.Arbitrary<PastTime> = fc.record({
  ...{
    weekday: fc.integer({ min: 1, max: 7 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    outcome,
  },
});
const seenCell = fc.record({
  ...{ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) },
  ...{ came: fc.integer({ min: 0, max: 300 }), missed: fc.integer({ min: 0, max: 300 }) },
});
const learned = fc.record({
  past: fc.array(pastTime, { maxLength: 20 }),
  seen: fc.uniqueArray(seenCell, { selector: ({ weekday, hour }) => weekday * 24 + hour }),
});

const mornings: PastTime[] = [1, 2, 3].map(() => ({ weekday: 2, minute: 9 * 60, outcome: "kept" }));

describe("a lead who kept three Tuesdays at nine", () => {
  const unlikely = learnedOrder({ past: mornings, seen: [] }, at);
  const tuesday = slotAt(Date.parse("2026-02-10T02:00:00Z"));
  const friday = slotAt(Date.parse("2026-02-06T09:00:00Z"));

  test("is offered that before what is sooner", () => {
    expect(unlikely(tuesday)).toBeLessThan(unlikely(friday));
    expect(chooseSlots([friday, tuesday], { timezone: zone, unlikely }, 1)).toEqual([tuesday]);
  });

  test("is answered with what they ask for now, whatever they took before", () => {
    const from = friday.start;
    const wishes = [{ from, to: from, exact: true }];
    const chosen = chooseSlots([tuesday, friday], { timezone: zone, unlikely, wishes }, 1);
    expect(chosen).toEqual([friday]);
  });

  test("is offered what they say they prefer in general first", () => {
    const preferred = [{ fromMinute: 15 * 60, toMinute: 18 * 60 }];
    const chosen = chooseSlots([tuesday, friday], { timezone: zone, unlikely, preferred }, 1);
    expect(chosen).toEqual([friday]);
  });
});

describe("an hour at which people stay away", () => {
  const full = [1, 2, 3, 4, 5].flatMap((weekday) =>
    [8, 9, 10, 14, 15].map((hour) => ({ weekday, hour, came: 18, missed: 2 })),
  );
  const seen = full.map((cell) => (cell.hour === 8 ? { ...cell, came: 8, missed: 12 } : cell));
  const [eight, nine] = [1, 2].map((hours) =>
    slotAt(Date.parse("2026-02-06T00:00:00Z") + hours * HOUR),
  );

  test("is offered after one of the same day at which they come", () => {
    if (!eight || !nine) throw new Error("there are two");
    const order = learnedOrder({ past: [], seen }, at);
    expect(order(nine)).toBeLessThan(order(eight));
  });

  test("is not judged by a handful of visits", () => {
    if (!eight || !nine) throw new Error("there are two");
    const few = seen.slice(0, 2);
    const order = learnedOrder({ past: [], seen: few }, at);
    expect(order(nine)).toBe(order(eight));
  });
});

describe("for any history and any free times", () => {
  test("the same times stand to be chosen from, and all of them are chosen in the end", () => {
    fc.assert(
      fc.property(learned, starts, (known, slots) => {
        const unlikely = learnedOrder(known, at);
        const chosen = chooseSlots(slots, { timezone: zone, unlikely }, slots.length);
        const usual = chooseSlots(slots, { timezone: zone }, slots.length);
        expect(chosen).toEqual(usual);
      }),
    );
  });

  test("one answer of a lead and few visits leave the order as it is", () => {
    const little = fc.record({
      past: fc.array(pastTime, { maxLength: 1 }),
      seen: fc.array(
        fc.record({
          ...{ weekday: fc.constant(3), hour: fc.integer({ min: 0, max: 23 }) },
          ...{ came: fc.constant(3), missed: fc.constant(1) },
        }),
        { maxLength: 12 },
      ),
    });
    fc.assert(
      fc.property(little, starts, fc.integer({ min: 1, max: 5 }), (known, slots, count) => {
        const unlikely = learnedOrder(known, at);
        expect(chooseSlots(slots, { timezone: zone, unlikely }, count)).toEqual(
          chooseSlots(slots, { timezone: zone }, count),
        );
      }),
    );
  });

  test("the order in which times are given does not matter", () => {
    fc.assert(
      fc.property(learned, starts, (known, slots) => {
        const unlikely = learnedOrder(known, at);
        expect(chooseSlots(slots.toReversed(), { timezone: zone, unlikely })).toEqual(
          chooseSlots(slots, { timezone: zone, unlikely }),
        );
      }),
    );
  });
});
