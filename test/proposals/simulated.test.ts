import { describe, expect, test } from "vitest";

import { chooseSlots } from "#src/domain/availability/choose-slots.ts";
import { weekdayOf } from "#src/domain/availability/local-date.ts";
import type { SlotCandidate } from "#src/domain/availability/slot-candidate.ts";
import type { PastTime } from "#src/domain/proposals/lead-liking.ts";
import { learnedOrder } from "#src/domain/proposals/learned-order.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import {
  comes,
  type HiddenLead,
  type Kind,
  population,
  randomOf,
  suits,
  type WallTime,
} from "./population.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
const firstDay = 20_000;
const visitsEach = 8;
const leadsEach = 120;

/** Half-hour starts of two people on weekdays, two in five of them taken, within a week. */
const freeSlots = (seed: number, today: number, occasion: string): SlotCandidate[] => {
  const random = randomOf(seed, "calendar", occasion);
  return Array.from({ length: 7 }, (_, ahead) => today + 1 + ahead)
    .filter((day) => weekdayOf(day) <= 5)
    .flatMap((day) =>
      Array.from({ length: 19 }, (_, index) => 8 * 60 + index * 30)
        .filter((minute) => minute < 12 * 60 || minute >= 13 * 60 + 30)
        .flatMap((minute) =>
          ["an", "binh"]
            .filter(() => random() > 0.4)
            .map((providerId) => {
              const start = day * DAY + minute * MINUTE;
              const end = start + 30 * MINUTE;
              return {
                start,
                end,
                blockedStart: start,
                blockedEnd: end,
                providerId,
                locationId: "q1",
              };
            }),
        ),
    );
};

const wallOf = ({ start }: SlotCandidate, today: number): WallTime => {
  const day = Math.floor(start / DAY);
  return {
    weekday: weekdayOf(day),
    minute: (start - day * DAY) / MINUTE,
    daysAhead: day - today,
  };
};

interface Outcome {
  readonly isNew: boolean;
  /** One of the first times offered was taken. */
  readonly confirmed: boolean;
  /** Null where no time was taken at all. */
  readonly came: boolean | null;
}

interface Seen {
  readonly weekday: number;
  readonly hour: number;
  readonly came: number;
  readonly missed: number;
}

const bestFor = (lead: HiddenLead, times: readonly WallTime[]): WallTime | undefined =>
  times.toSorted((a, b) => suits(lead, b) - suits(lead, a))[0];

/** The same people come on the same days with the same luck, whichever strategy serves them. */
const serve = (seed: number, strategy: StrategyName, kind: Kind): Outcome[] => {
  const past = new Map<string, PastTime[]>();
  const seen: Seen[] = [];
  const visits = population(seed, leadsEach, kind)
    .flatMap((lead, index) =>
      Array.from({ length: visitsEach }, (_, visit) => ({
        lead,
        visit,
        week: index / 10 + visit * 4,
      })),
    )
    .toSorted((a, b) => a.week - b.week);
  return visits.map(({ lead, visit, week }) => {
    const today = firstDay + Math.floor(week * 7);
    const occasion = `${lead.id}/${visit}`;
    const luck = randomOf(seed, occasion);
    const [accepts, insists, shows] = [luck(), luck(), luck()];
    const own = past.get(lead.id) ?? [];
    const free = freeSlots(seed, today, occasion);
    const order = learnedOrder({ past: own, seen }, { timezone: "UTC", now: today * DAY });
    const preferences = {
      timezone: "UTC",
      ...(strategy === "learned" && { unlikely: order }),
    };
    const offered = chooseSlots(free, preferences).map((slot) => wallOf(slot, today));
    const best = bestFor(lead, offered);
    const confirmed = best !== undefined && accepts < suits(lead, best);
    // Who finds nothing names a time more often than not.
    const wished =
      insists < 0.7
        ? bestFor(
            lead,
            free.map((slot) => wallOf(slot, today)),
          )
        : undefined;
    const taken = confirmed ? best : wished;
    if (!taken) return { isNew: visit === 0, confirmed, came: null };
    const came = shows < comes(lead, taken);
    past.set(lead.id, [
      ...own,
      { ...taken, outcome: came ? "kept" : "missed" },
      ...offered
        .filter((time) => time !== taken)
        .map((time) => ({ ...time, outcome: "passed_over" as const })),
    ]);
    seen.push({
      ...{ weekday: taken.weekday, hour: Math.floor(taken.minute / 60) },
      ...{ came: came ? 1 : 0, missed: came ? 0 : 1 },
    });
    return { isNew: visit === 0, confirmed, came };
  });
};

const share = (outcomes: readonly Outcome[], holds: (one: Outcome) => boolean): number =>
  outcomes.filter(holds).length / outcomes.length;

const rates = (outcomes: readonly Outcome[]) => {
  const met = outcomes.filter(({ came }) => came !== null);
  return {
    confirmed: share(outcomes, ({ confirmed }) => confirmed),
    came: share(met, ({ came }) => came === true),
  };
};

const compared = (kind: Kind) => (seed: number) => {
  const [before, after] = [serve(seed, "soonest", kind), serve(seed, "learned", kind)];
  const of = (isNew: boolean) => {
    const [soonest, learned] = [before, after].map((all) =>
      rates(all.filter((one) => one.isNew === isNew)),
    );
    if (!soonest || !learned) throw new Error("there are two strategies");
    return {
      ...{ soonest, learned },
      confirmed: learned.confirmed - soonest.confirmed,
      came: learned.came - soonest.came,
    };
  };
  return { known: of(false), fresh: of(true) };
};

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("people who like some times better, served by both strategies", () => {
  const all = seeds.map(compared("choosy"));

  test("take one of the first times offered far more often once they are known", () => {
    for (const { known } of all) expect(known.confirmed).toBeGreaterThan(0.25);
    expect(mean(all.map(({ known }) => known.soonest.confirmed))).toBeLessThan(0.35);
    expect(mean(all.map(({ known }) => known.learned.confirmed))).toBeGreaterThan(0.6);
  });

  test("come to what they took more often", () => {
    for (const { known } of all) expect(known.came).toBeGreaterThan(0);
    expect(mean(all.map(({ known }) => known.came))).toBeGreaterThan(0.02);
  });

  test("lose nothing while they are new", () => {
    for (const { fresh } of all) expect(fresh.confirmed).toBeGreaterThanOrEqual(0);
    expect(mean(all.map(({ fresh }) => fresh.came))).toBeGreaterThan(-0.01);
  });
});

describe("people to whom all hours are alike", () => {
  const all = seeds.map(compared("easy"));

  test("are hardly the worse for what was learned of nothing", () => {
    expect(mean(all.map(({ known }) => known.confirmed))).toBeGreaterThan(-0.04);
    expect(mean(all.map(({ fresh }) => fresh.confirmed))).toBeGreaterThan(-0.04);
    expect(mean(all.map(({ known }) => known.came))).toBeGreaterThan(-0.01);
  });
});
