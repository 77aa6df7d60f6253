import { expect, test } from "vitest";

import { quietUntil } from "./quiet-hours.ts";

const night = { fromMinute: 21.5 * 60, toMinute: 8 * 60 };
const noon = { fromMinute: 12 * 60, toMinute: 13 * 60 };
const hanoi = "Asia/Ho_Chi_Minh";
const newYork = "America/New_York";

test.each([
  ["just before", night, hanoi, "2026-11-23T21:29:59+07:00", null],
  ["as it begins", night, hanoi, "2026-11-23T21:30:00+07:00", "2026-11-24T08:00:00+07:00"],
  ["after midnight", night, hanoi, "2026-11-24T00:10:00+07:00", "2026-11-24T08:00:00+07:00"],
  ["as it ends", night, hanoi, "2026-11-24T08:00:00+07:00", null],
  ["within a day", noon, hanoi, "2026-11-24T12:30:00+07:00", "2026-11-24T13:00:00+07:00"],
  ["outside a day's", noon, hanoi, "2026-11-24T13:30:00+07:00", null],
  [
    "over a night an hour longer",
    night,
    newYork,
    "2026-10-31T22:00:00-04:00",
    "2026-11-01T08:00:00-05:00",
  ],
  ["never", { fromMinute: 60, toMinute: 60 }, hanoi, "2026-11-24T01:00:00+07:00", null],
] as const)("%s", (_when, hours, zone, now, until) => {
  expect(quietUntil(hours, zone, new Date(now))).toEqual(until && new Date(until));
});
