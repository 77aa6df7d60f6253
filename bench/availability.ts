import { findSlots } from "#src/domain/availability/find-slots.ts";
import type { Busy, FindSlotsInput } from "#src/domain/availability/find-slots-input.ts";
import { forgetZones } from "#src/domain/availability/zone-offsets.ts";
import { measureStored } from "./availability/measure-stored.ts";
import { median } from "./database/median.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 2, 1) / DAY;
const DAYS = 60;
const PROVIDERS = 20;
const SLOT = 30 * MINUTE;
const ZONES = ["Europe/London", "America/New_York"] as const;

/** Mondays to Fridays, as days after the first. 1970-01-01 was a Thursday. */
const WORKDAYS = Array.from({ length: DAYS }, (_, index) => index).filter(
  (index) => (FIRST_DAY + index + 3) % 7 < 5,
);

/** A small generator (mulberry32), so that every run measures the same bookings. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Milliseconds from UTC to the wall clock at noon of each day, straight from Intl. */
const offsetsOf = (timezone: string): number[] => {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    timeZoneName: "longOffset",
  });
  return Array.from({ length: DAYS + 1 }, (_, index) => {
    const [, sign, hours, minutes] =
      /GMT(?:([+-])(\d+):(\d+))?$/.exec(clock.format((FIRST_DAY + index + 0.5) * DAY)) ?? [];
    const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
    return sign === "-" ? -offset : offset;
  });
};

/** 200 intervals of 15 to 60 minutes at quarter-hour starts inside 09:00–17:00, in no order. */
const busyOf = (offsets: readonly number[], seed: number): Busy[] => {
  const random = randomFrom(seed);
  return Array.from({ length: 200 }, () => {
    const minutes = 15 * (1 + random(4));
    const day = random(DAYS);
    const atMinute = 540 + 15 * random((480 - minutes) / 15 + 1);
    const start = (FIRST_DAY + day) * DAY + atMinute * MINUTE - (offsets[day] ?? 0);
    return { start, end: start + minutes * MINUTE, kind: "booking" };
  });
};

const questionOf = (timezone: string, offsets: readonly number[], seed: number): FindSlotsInput => {
  const rangeStart = FIRST_DAY * DAY - (offsets[0] ?? 0);
  return {
    timezone,
    now: rangeStart,
    rangeStart,
    rangeEnd: (FIRST_DAY + DAYS) * DAY - (offsets[DAYS] ?? 0),
    workingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: "09:00", end: "17:00" })),
    overrides: [],
    timeOff: [],
    busy: busyOf(offsets, seed),
    service: {
      durationMinutes: 30,
      slotIntervalMinutes: 30,
      bufferBefore: 0,
      bufferAfter: 0,
      minNoticeMinutes: 0,
      maxAdvanceDays: null,
    },
  };
};

/** The least that could answer this one workload: no rules, no merging, offsets in a table. */
const sweep = (busy: readonly Busy[], offsets: readonly number[]): number[] => {
  const taken = [...busy].sort((a, b) => a.start - b.start);
  const slots: number[] = [];
  let next = 0;
  let takenUntil = 0;
  for (const index of WORKDAYS) {
    const open = (FIRST_DAY + index) * DAY + 540 * MINUTE - (offsets[index] ?? 0);
    for (let start = open; start < open + 480 * MINUTE; start += SLOT) {
      for (let entry = taken[next]; entry && entry.start < start + SLOT; entry = taken[next]) {
        takenUntil = Math.max(takenUntil, entry.end);
        next += 1;
      }
      if (takenUntil <= start) slots.push(start);
    }
  }
  return slots;
};

type Round = (round: number) => void;

/** Median milliseconds of both, measured in turns so that a busy machine slows both alike. */
const compare = (name: string, rounds: number, ours: Round, floor: Round): BenchRow => {
  const our: number[] = [];
  const least: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    ours(round);
    const between = performance.now();
    floor(round);
    our.push(between - began);
    least.push(performance.now() - between);
  }
  const ms = median(our);
  const floorMs = median(least);
  return { name, ms, floorMs, ratio: ms / floorMs };
};

const sameAnswers = (questions: readonly FindSlotsInput[], offsets: readonly number[]): void => {
  for (const question of questions) {
    if (findSlots(question).join() !== sweep(question.busy, offsets).join()) {
      throw new Error("the sweep and findSlots disagree: the comparison would mean nothing");
    }
  }
};

const rowsOf = (timezone: string): BenchRow[] => {
  const offsets = offsetsOf(timezone);
  const questions = Array.from({ length: PROVIDERS }, (_, provider) =>
    questionOf(timezone, offsets, provider + 1),
  );
  sameAnswers(questions, offsets);
  // Another provider every round: a processor learns the order of one set of bookings by heart.
  const busyIn = (round: number) => questions[round % PROVIDERS]?.busy ?? [];
  const findIn = (round: number) =>
    questions
      .slice(round % PROVIDERS)
      .slice(0, 1)
      .map(findSlots);
  return [
    {
      ...compare(`1 provider, ${timezone}`, 2000, findIn, (round) => sweep(busyIn(round), offsets)),
      limit: 0.5,
    },
    {
      ...compare(
        `${PROVIDERS} providers, ${timezone}`,
        300,
        () => questions.map(findSlots),
        () => questions.map(({ busy }) => sweep(busy, offsets)),
      ),
      limit: 5,
    },
    compare(
      `1 provider, ${timezone} never seen before`,
      100,
      (round) => {
        forgetZones();
        findIn(round);
      },
      (round) => sweep(busyIn(round), offsetsOf(timezone)),
    ),
  ];
};

/**
 * Sixty days of half-hour slots beside 200 bookings a provider, against a bare integer sweep; then
 * whole answers from a database with few and with many bookings.
 */
export const run = async (): Promise<BenchSection> => ({
  section: "availability",
  rows: [...ZONES.flatMap(rowsOf), ...(await measureStored())],
});
