import type { ClockPiece, PartPiece } from "./piece.ts";

const DAY = 24 * 60;
const HALF_DAY = 12 * 60;
/** Hours assumed when none are known: nobody books a treatment before seven or after nine at night. */
const WAKING = { fromMinute: 7 * 60, toMinute: 21 * 60 };

export interface ClockReading {
  /** Minutes from local midnight; 1440 is the midnight that ends the day. */
  minute: number;
  certain: boolean;
}

interface Surroundings {
  part?: PartPiece | undefined;
  openHours?: { fromMinute: number; toMinute: number } | undefined;
  /** Readings before this minute are over (today) or lie before the start of a range. */
  after?: number | undefined;
}

const inMorning = (minute: number): number =>
  minute >= HALF_DAY && minute < HALF_DAY + 60 ? minute - HALF_DAY : minute;

const atNoon = (minute: number, { fromMinute, toMinute }: PartPiece): number => {
  const late = minute + HALF_DAY;
  return late < Math.max(toMinute, 15 * 60) && minute < fromMinute ? late : minute;
};

/** "12 at night" is the midnight that ends the day; "2 giờ đêm" is after midnight. */
const inEvening = (minute: number, { name }: PartPiece): number => {
  if (minute >= HALF_DAY) return minute < HALF_DAY + 60 ? minute + HALF_DAY : minute;
  return name === "night" && minute < 5 * 60 ? minute : minute + HALF_DAY;
};

const readInPart = (minute: number, part: PartPiece): number => {
  if (part.name === "morning") return inMorning(minute);
  if (part.name === "noon") return atNoon(minute, part);
  if (part.name === "afternoon") return minute < HALF_DAY ? minute + HALF_DAY : minute;
  return inEvening(minute, part);
};

const fixedMinute = ({ hour, half }: ClockPiece, minute: number): number | undefined => {
  if (half === "24h") return minute;
  if (half === "am") return hour === 12 ? minute - HALF_DAY : minute;
  if (half === "pm") return hour < 12 ? minute + HALF_DAY : minute;
  return undefined;
};

const chooseReading = (early: number, around: Surroundings): ClockReading => {
  const late = (early + HALF_DAY) % DAY;
  const after = around.after ?? -1;
  const window = around.openHours ?? WAKING;
  const open = (minute: number) => minute >= window.fromMinute && minute < window.toMinute;
  const candidates = [early, late].filter((minute) => open(minute) && minute > after);
  const [first, second] = candidates;
  if (first === undefined)
    return { minute: early, certain: around.openHours === undefined && open(early) };
  if (second === undefined) {
    const decided = around.openHours !== undefined || early >= 8 * 60;
    return { minute: first, certain: decided || around.after !== undefined };
  }
  return { minute: first, certain: false };
};

/**
 * The minute of the day an hour means. A bare hour is settled by the part of day, then by the
 * opening hours; when two readings stay possible the earlier one is returned, uncertain.
 */
export const resolveClock = (clock: ClockPiece, around: Surroundings): ClockReading => {
  const said = clock.hour * 60 + clock.minute;
  const fixed = fixedMinute(clock, said);
  if (fixed !== undefined) return { minute: fixed, certain: true };
  if (around.part) return { minute: readInPart(said, around.part), certain: true };
  return chooseReading(said, around);
};
