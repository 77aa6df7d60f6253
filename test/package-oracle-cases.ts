import type { Hours } from "#src/domain/availability/calendar.ts";
import type { PackageInput, PackagePart } from "#src/domain/availability/find-package-slots.ts";
import type { SlotQuestion, SlotRules } from "#src/domain/availability/find-slots-input.ts";
import { busy, resourceNeeds, seasons } from "./availability-demands.ts";
import { weekly } from "./availability-question.ts";
import { list, near, pick, type Random, randomFrom } from "./availability-random.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Anchor = readonly [timezone: string, around: string];

/** Nights on which clocks change, dates are skipped or years turn, and plain days. */
const ANCHORS: readonly [Anchor, ...Anchor[]] = [
  ["Asia/Ho_Chi_Minh", "2026-06-10T03:00Z"],
  ["Asia/Kathmandu", "2026-06-10T18:00Z"],
  ["Europe/London", "2026-03-29T01:00Z"],
  ["Europe/London", "2026-10-25T01:00Z"],
  ["America/New_York", "2026-03-08T07:00Z"],
  ["America/New_York", "2027-01-01T05:00Z"],
  ["America/Havana", "2026-03-08T05:00Z"],
  ["America/St_Johns", "2007-11-04T02:31Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30Z"],
  ["Pacific/Apia", "2011-12-30T10:00Z"],
  ["Europe/London", "2028-02-29T12:00Z"],
];

/** A package for the comparison, and the instant its times lie around. */
interface PackageCase {
  readonly input: PackageInput;
  readonly around: number;
}

const hours = (random: Random): Hours[] =>
  pick(random, [
    weekly("1-7", "00:00", "24:00"),
    weekly("1-7", "00:00", "24:00"),
    weekly("1-7", "21:00", "03:30"),
    [...weekly("1-7", "08:00", "11:45"), ...weekly("1-7", "12:00", "15:00")],
    [...weekly("1-7", "00:00", "02:30"), ...weekly("1-7", "23:00", "24:00")],
  ]);

const service = (random: Random, around: number): SlotRules => ({
  durationMinutes: pick(random, [5, 10, 10, 15, 30, 45]),
  slotIntervalMinutes: pick(random, [10, 15, 20, 30]),
  bufferBefore: pick(random, [0, 0, 0, 5, 10, 30]),
  bufferAfter: pick(random, [0, 0, 5, 10, 30, 60]),
  minNoticeMinutes: 0,
  maxAdvanceDays: random(6) === 0 ? 3 : null,
  ...(random(4) === 0 ? { maxPerDay: 1 + random(3) } : {}),
  ...(random(6) === 0 ? { capacity: 3, seats: 1 + random(2) } : {}),
  ...(random(3) === 0 ? seasons(random, around) : {}),
});

type Person = Omit<SlotQuestion, "service">;

const person = (random: Random, timezone: string, around: number): Person => ({
  timezone,
  now: around - 72 * HOUR,
  workingHours: hours(random),
  overrides: [],
  timeOff: list(random, 1, () => {
    const start = near(random, around, 1);
    return { start, end: start + random(6) * 10 * MINUTE };
  }),
  busy: list(random, 8, () => {
    const entry = busy(random, around);
    const start = near(random, around, 1);
    return { ...entry, start, end: start + 5 * random(12) * MINUTE };
  }),
});

const part = (random: Random, around: number, people: readonly Person[]): PackagePart => {
  const rules = service(random, around);
  const minGapMinutes = pick(random, [0, 0, 0, 5, 15]);
  const needs = random(4) === 0 ? resourceNeeds(random, around) : {};
  const options = people.flatMap((one, index) => {
    const own = random(4) === 0 ? service(random, around) : rules;
    const question = { ...one, service: own, ...needs };
    return random(4) > 0 ? [{ providerId: `p${index}`, question }] : [];
  });
  return {
    options,
    minGapMinutes,
    maxGapMinutes: minGapMinutes + pick(random, [0, 0, 5, 10, 20, 45]),
  };
};

/** A random package around a turn of the clock; the same number gives the same case. */
export const packageCase = (number: number): PackageCase => {
  const random = randomFrom(number + 1_000_003);
  const [timezone, at] = ANCHORS[number % ANCHORS.length] ?? ANCHORS[0];
  const around = Date.parse(at);
  const people = Array.from({ length: 1 + random(3) }, () => person(random, timezone, around));
  const count = pick(random, [1, 2, 2, 3, 3, 3, 4]);
  const rangeStart = near(random, around, 1);
  return {
    around,
    input: {
      parts: Array.from({ length: count }, () => part(random, around, people)),
      sameProvider: random(3) === 0,
      rangeStart,
      rangeEnd: rangeStart + (1 + random(5)) * HOUR,
    },
  };
};
