import type { Calendar, Hours, TimeOff } from "#src/domain/availability/calendar.ts";
import type { FindSlotsInput, SlotRules } from "#src/domain/availability/find-slots-input.ts";
import { busy, places, resourceNeeds, seasons } from "./availability-demands.ts";
import { clockJumps } from "./availability-oracle.ts";
import {
  dateNear,
  isoDate,
  list,
  near,
  pick,
  type Random,
  randomFrom,
} from "./availability-random.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Zones whose clocks do something: every kind of jump, half-hour and quarter-hour zones, none. */
const ZONES = [
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/El_Aaiun",
  "Africa/Johannesburg",
  "America/Adak",
  "America/Argentina/Buenos_Aires",
  "America/Asuncion",
  "America/Caracas",
  "America/Chicago",
  "America/Goose_Bay",
  "America/Havana",
  "America/Los_Angeles",
  "America/Moncton",
  "America/New_York",
  "America/Nuuk",
  "America/Sao_Paulo",
  "America/Scoresbysund",
  "America/Santiago",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Almaty",
  "Asia/Amman",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Ho_Chi_Minh",
  "Asia/Jerusalem",
  "Asia/Kabul",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Pyongyang",
  "Asia/Tehran",
  "Asia/Tokyo",
  "Asia/Yangon",
  "Atlantic/Azores",
  "Australia/Adelaide",
  "Australia/Darwin",
  "Australia/Eucla",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Europe/Dublin",
  "Europe/Istanbul",
  "Europe/London",
  "Europe/Paris",
  "Pacific/Apia",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Easter",
  "Pacific/Kiritimati",
  "Pacific/Kwajalein",
  "Pacific/Marquesas",
  "Pacific/Norfolk",
  "UTC",
] as const;

/** Jumps that no ordinary year has: dates skipped whole, clocks moved at 00:01, odd amounts. */
const RARE: readonly (readonly [string, string])[] = [
  ["Pacific/Apia", "2011-12-30T10:00Z"],
  ["Pacific/Kwajalein", "1993-08-21T12:00Z"],
  ["Pacific/Kiritimati", "1994-12-31T10:00Z"],
  ["America/St_Johns", "2007-03-11T03:31Z"],
  ["America/St_Johns", "2007-11-04T02:31Z"],
  ["America/Goose_Bay", "2010-11-07T03:01Z"],
  ["America/Moncton", "2005-10-30T03:01Z"],
  ["America/Sao_Paulo", "2018-02-18T02:00Z"],
  ["America/Sao_Paulo", "2018-11-04T03:00Z"],
  ["America/Caracas", "2016-05-01T07:00Z"],
  ["America/Asuncion", "2023-10-01T04:00Z"],
  ["America/Scoresbysund", "2024-03-31T01:00Z"],
  ["Asia/Pyongyang", "2018-05-04T15:00Z"],
  ["Asia/Kathmandu", "1985-12-31T18:30Z"],
  ["Asia/Tehran", "2022-03-21T20:30Z"],
  ["Asia/Tehran", "2022-09-21T19:30Z"],
  ["Asia/Almaty", "2024-02-29T19:00Z"],
  ["Asia/Amman", "2021-10-28T22:00Z"],
  ["Europe/Istanbul", "2016-03-27T01:00Z"],
  ["America/Toronto", "1919-03-31T04:30Z"],
];

/** A case for the comparison, and the instant its times lie around. */
interface AvailabilityCase {
  readonly input: FindSlotsInput;
  readonly around: number;
}

/** Turns of the calendar: leap days, their absence, New Year. */
const TURNS: readonly (readonly [string, string])[] = [
  ["Europe/London", "2028-02-29T12:00Z"],
  ["Asia/Ho_Chi_Minh", "2026-02-28T17:00Z"],
  ["America/New_York", "2027-01-01T05:00Z"],
];

type Anchor = readonly [timezone: string, around: number];

const ordinary: readonly Anchor[] = ZONES.flatMap((zone) => {
  const jumps = clockJumps(zone, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
  const around = jumps.length > 0 ? jumps : [Date.UTC(2026, 5, 15, 12)];
  return around.map((instant): Anchor => [zone, instant]);
});

const rare: readonly Anchor[] = [...RARE, ...TURNS].map(([zone, at]) => [zone, Date.parse(at)]);

const anchorOf = (number: number): Anchor => {
  const anchors = number % 3 === 0 ? rare : ordinary;
  return anchors[Math.floor(number / 3) % anchors.length] ?? ["UTC", 0];
};

/** How many zones and zone changes the cases are spread over. */
export const coverage = { zones: ZONES.length, anchors: ordinary.length + rare.length };

const two = (value: number): string => String(value).padStart(2, "0");

const wallTime = (random: Random): string =>
  random(3) > 0
    ? pick(random, [
        "00:00",
        "00:01",
        "00:30",
        "01:00",
        "01:30",
        "02:00",
        "02:15",
        "02:30",
        "03:00",
        "03:30",
        "06:00",
        "09:00",
        "12:00",
        "17:00",
        "22:00",
        "23:00",
        "23:30",
        "23:59",
        "24:00",
      ])
    : `${two(random(24))}:${two(random(60))}`;

const hours = (random: Random, most: number): Hours[] =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    list(random, most, () => ({ weekday, start: wallTime(random), end: wallTime(random) })),
  );

const ALWAYS: readonly Hours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  start: "00:00",
  end: "24:00",
}));

const timeOff = (random: Random, around: number): TimeOff => {
  if (random(2) === 0) {
    const first = dateNear(random, around);
    return { startDate: isoDate(first), endDate: isoDate(first + random(3) - (random(8) ? 0 : 1)) };
  }
  const start = near(random, around, 5);
  return { start, end: start + random(12) * 30 * MINUTE };
};

const calendar = (random: Random, timezone: string, around: number): Calendar => {
  const dates = new Set(list(random, 2, () => isoDate(dateNear(random, around))));
  return {
    timezone,
    workingHours: hours(random, 2),
    overrides: [...dates].map((date) => ({
      date,
      intervals: list(random, 2, () => ({ start: wallTime(random), end: wallTime(random) })),
    })),
    timeOff: random(2) ? [] : list(random, 2, () => timeOff(random, around)),
    ...(random(3) === 0 ? { breaks: hours(random, 1) } : {}),
  };
};

const service = (random: Random, around: number): SlotRules => ({
  durationMinutes: pick(random, [1, 15, 20, 30, 45, 60, 90, 150, 480]),
  slotIntervalMinutes: pick(random, [5, 10, 15, 20, 25, 30, 45, 60, 90]),
  bufferBefore: pick(random, [0, 0, 5, 10, 30]),
  bufferAfter: pick(random, [0, 0, 5, 15, 60]),
  minNoticeMinutes: pick(random, [0, 0, 15, 60, 1440]),
  maxAdvanceDays: pick(random, [null, null, 0, 1, 2, 3]),
  ...(random(2) === 0 ? { maxPerDay: random(4) } : {}),
  ...places(random),
  ...seasons(random, around),
});

const locationOf = (random: Random, timezone: string, around: number): { location?: Calendar } => {
  if (random(3) > 0) return {};
  const zone = random(3) ? timezone : pick(random, ["UTC", "Asia/Kolkata", "Europe/London"]);
  const location = calendar(random, zone, around);
  const workingHours = random(3) ? location.workingHours : ALWAYS;
  return { location: { ...location, workingHours } };
};

/** A random question around a clock change; the same number gives the same case. */
export const availabilityCase = (number: number): AvailabilityCase => {
  const random = randomFrom(number + 1);
  const [timezone, around] = anchorOf(number);
  const rangeStart = near(random, around, 2);
  return {
    around,
    input: {
      ...calendar(random, timezone, around),
      now: random(2) ? around - 3 * DAY : near(random, around, 4),
      rangeStart,
      rangeEnd: rangeStart + random(24) * HOUR + random(3) * MINUTE,
      busy: list(random, 12, () => busy(random, around)),
      service: service(random, around),
      ...resourceNeeds(random, around),
      ...locationOf(random, timezone, around),
    },
  };
};
