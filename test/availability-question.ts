import type { Hours } from "#src/domain/availability/calendar.ts";
import type { FindSlotsInput, SlotRules } from "#src/domain/availability/find-slots-input.ts";

/** Hours of the same times on some weekdays: `weekly("1-5", "09:00", "17:00")`. */
export const weekly = (weekdays: `${number}-${number}`, start: string, end: string): Hours[] => {
  const [first = 1, last = 7] = weekdays.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    weekday: first + index,
    start,
    end,
  }));
};

/** Epoch milliseconds of an ISO time with its offset. */
export const at = (iso: string): number => {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) throw new RangeError(iso);
  return instant;
};

/** Starts as ISO times in UTC without their ".000". */
export const shown = (starts: readonly number[]): string[] =>
  starts.map((start) => new Date(start).toISOString().replace(".000", ""));

interface Difference extends Partial<Omit<FindSlotsInput, "service">> {
  readonly service?: Partial<SlotRules>;
}

/**
 * A question with only the difference given: hour-long slots every hour, open every day
 * 09:00–12:00 UTC, asked long before about Wednesday 2026-06-10.
 */
export const question = ({ service, ...difference }: Difference = {}): FindSlotsInput => ({
  timezone: "UTC",
  workingHours: weekly("1-7", "09:00", "12:00"),
  overrides: [],
  timeOff: [],
  busy: [],
  now: at("2026-06-01T00:00Z"),
  rangeStart: at("2026-06-10T00:00Z"),
  rangeEnd: at("2026-06-11T00:00Z"),
  ...difference,
  service: {
    durationMinutes: 60,
    slotIntervalMinutes: 60,
    bufferBefore: 0,
    bufferAfter: 0,
    minNoticeMinutes: 0,
    maxAdvanceDays: null,
    ...service,
  },
});
