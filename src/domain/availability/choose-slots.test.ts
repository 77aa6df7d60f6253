import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseSlots } from "./choose-slots.ts";
import type { SlotPreferences } from "./rank-slots.ts";
import type { SlotCandidate } from "./slot-candidate.ts";

const MINUTE = 60_000;
const zone = { timezone: "UTC" };

/** "10 09:00 lan": an hour with Lan on the tenth, with ten minutes of buffer after it. */
const candidate = (text: string): SlotCandidate => {
  const [day, time, providerId = "lan"] = text.split(" ");
  const start = Date.parse(`2026-06-${day}T${time}Z`);
  const end = start + 60 * MINUTE;
  const blockedEnd = end + 10 * MINUTE;
  return { start, end, blockedStart: start, blockedEnd, providerId, locationId: "main" };
};

const when = (text: string): number => candidate(text).start;

const chosen = (candidates: string[], preferences: Partial<SlotPreferences> = {}, count = 3) =>
  chooseSlots(candidates.map(candidate), { ...zone, ...preferences }, count).map(
    ({ start, providerId }) => {
      const iso = new Date(start).toISOString();
      return `${iso.slice(8, 10)} ${iso.slice(11, 16)} ${providerId}`;
    },
  );

const busyWeek = ["10", "11", "12"].flatMap((day) =>
  ["08:00", "09:30", "11:00", "14:00", "15:30"].map((time) => `${day} ${time} lan`),
);

describe("without a wish", () => {
  test("three days are offered, the soonest of each", () => {
    expect(chosen(busyWeek)).toEqual(["10 08:00 lan", "11 08:00 lan", "12 08:00 lan"]);
  });

  test("preferred times come first on every day", () => {
    const preferred = [{ fromMinute: 13 * 60, toMinute: 18 * 60 }];
    expect(chosen(busyWeek, { preferred })).toEqual([
      "10 14:00 lan",
      "11 14:00 lan",
      "12 14:00 lan",
    ]);
  });

  test("preferred weekdays choose the days", () => {
    const preferred = [{ weekdays: [5], fromMinute: 0, toMinute: 1440 }];
    expect(chosen(busyWeek, { preferred }, 1)).toEqual(["12 08:00 lan"]);
  });

  test("one day fills up when there is no other, without overlaps", () => {
    const near = ["10 08:00 lan", "10 08:30 lan", "10 09:00 lan", "10 09:30 lan", "10 11:00 lan"];
    expect(chosen(near)).toEqual(["10 08:00 lan", "10 09:30 lan", "10 11:00 lan"]);
  });

  test("a buffer is enough to make two slots of one provider overlap, not of two", () => {
    expect(chosen(["10 08:00 lan", "10 09:00 lan"])).toEqual(["10 08:00 lan"]);
    expect(chosen(["10 08:00 lan", "10 09:00 minh"])).toHaveLength(2);
  });
});

describe("a wish", () => {
  test("for a time that is free comes first, the rest is spread", () => {
    const wishes = [{ from: when("11 14:00"), to: when("11 14:00") + 1, exact: true }];
    expect(chosen(busyWeek, { wishes })).toEqual(["10 08:00 lan", "11 14:00 lan", "12 08:00 lan"]);
  });

  test("for a time that is not free gives the nearest, its own date first", () => {
    const wishes = [{ from: when("11 09:00"), to: when("11 09:00") + 1, exact: true }];
    expect(chosen(busyWeek, { wishes })).toEqual(["11 08:00 lan", "11 09:30 lan", "11 11:00 lan"]);
    const late = [{ from: when("10 23:30"), to: when("10 23:30") + 1, exact: true }];
    expect(chosen(["10 08:00", "11 00:00", "11 08:00"], { wishes: late }, 2)).toEqual([
      "10 08:00 lan",
      "11 00:00 lan",
    ]);
  });

  test("for a day gives all from that day", () => {
    const wishes = [{ from: when("12 00:00"), to: when("13 00:00") }];
    expect(chosen(busyWeek, { wishes })).toEqual(["12 08:00 lan", "12 09:30 lan", "12 11:00 lan"]);
  });

  test("for several days spreads over them", () => {
    const wishes = [{ from: when("11 00:00"), to: when("13 00:00") }];
    expect(chosen(busyWeek, { wishes }, 2)).toEqual(["11 08:00 lan", "12 08:00 lan"]);
  });

  test("for a full day gives what is near it, on different days", () => {
    const wishes = [{ from: when("11 00:00"), to: when("12 00:00") }];
    const free = busyWeek.filter((slot) => !slot.startsWith("11"));
    expect(chosen(free, { wishes }, 2)).toEqual(["10 15:30 lan", "12 08:00 lan"]);
  });

  test("for a person gives that person's times before anybody's", () => {
    const wishes = [{ from: when("10 00:00"), to: when("11 00:00"), providerId: "minh" }];
    const free = ["10 08:00 lan", "10 08:00 minh", "10 09:30 lan", "10 15:00 minh"];
    expect(chosen(free, { wishes }, 2)).toEqual(["10 08:00 minh", "10 15:00 minh"]);
  });
});

describe("several providers at one time", () => {
  const both = ["10 08:00 lan", "10 08:00 minh"];

  test("are one choice", () => {
    expect(chosen(both)).toEqual(["10 08:00 lan"]);
  });

  test("give the one with fewest bookings that day, then the one named first", () => {
    const load = (providerId: string, date: string) =>
      providerId === "lan" && date === "2026-06-10" ? 3 : 1;
    expect(chosen(both, { load })).toEqual(["10 08:00 minh"]);
    expect(chosen(both, { providers: ["minh", "lan"] })).toEqual(["10 08:00 minh"]);
  });
});

describe("any choice", () => {
  const candidates = fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 2 }),
      ),
      { maxLength: 40 },
    )
    .map((rows) =>
      rows.map(([day, half, provider]): SlotCandidate => {
        const start = Date.UTC(2026, 5, 10 + day) + half * 30 * MINUTE;
        return {
          start,
          end: start + 45 * MINUTE,
          blockedStart: start - 15 * MINUTE,
          blockedEnd: start + 60 * MINUTE,
          providerId: `p${provider}`,
          locationId: "main",
        };
      }),
    );
  const preferred = fc.constantFrom([], [{ fromMinute: 600, toMinute: 900, weekdays: [3, 4] }]);
  const dayOf = ({ start }: SlotCandidate) => Math.floor(start / 86_400_000);
  const clashes = (a: SlotCandidate, b: SlotCandidate) =>
    a.start === b.start ||
    (a.providerId === b.providerId &&
      a.blockedStart < b.blockedEnd &&
      b.blockedStart < a.blockedEnd);

  test("ascends, is among the candidates, has no clash, and stops only when nothing is left", () => {
    fc.assert(
      fc.property(candidates, preferred, fc.integer({ min: 1, max: 5 }), (free, likes, count) => {
        const picked = chooseSlots(free, { ...zone, preferred: likes }, count);
        expect(picked.every((slot) => free.includes(slot))).toBe(true);
        for (const [index, slot] of picked.entries()) {
          const next = picked[index + 1];
          if (next) expect(slot.start).toBeLessThan(next.start);
          expect(picked.every((other) => other === slot || !clashes(slot, other))).toBe(true);
        }
        const left = free.filter((slot) => !picked.some((taken) => clashes(taken, slot)));
        expect(picked.length === count || left.length === 0).toBe(true);
      }),
    );
  });

  test("gives no day a second slot while another day could have its first", () => {
    fc.assert(
      fc.property(candidates, preferred, fc.integer({ min: 1, max: 5 }), (free, likes, count) => {
        const picked = chooseSlots(free, { ...zone, preferred: likes }, count);
        const days = new Set(picked.map(dayOf));
        if (days.size === picked.length) return;
        const possible = free.filter((slot) => !picked.some((taken) => clashes(taken, slot)));
        expect(possible.filter((slot) => !days.has(dayOf(slot)))).toEqual([]);
      }),
    );
  });

  test("offers an exact wish whenever it is free, else a slot no farther than any on its date", () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 0, max: 40 }), (free, half) => {
        const from = Date.UTC(2026, 5, 11) + half * 30 * MINUTE;
        const wishes = [{ from, to: from + 1, exact: true }];
        const picked = chooseSlots(free, { ...zone, wishes });
        const sameDate = free.filter((slot) => dayOf(slot) === Math.floor(from / 86_400_000));
        const nearest = (slots: readonly SlotCandidate[]) =>
          Math.min(...slots.map(({ start }) => Math.abs(start - from)));
        const offered = picked.filter((slot) => sameDate.includes(slot));
        expect(nearest(offered)).toBe(nearest(sameDate));
        expect(picked.length > 0).toBe(free.length > 0);
      }),
    );
  });
});
