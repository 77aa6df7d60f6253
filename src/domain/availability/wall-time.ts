import type { Interval } from "./interval.ts";
import { DAY, type LocalDay, MINUTE } from "./local-date.ts";
import { type ZoneOffsets, zoneOffsets } from "./zone-offsets.ts";

interface Resolved {
  readonly instant: number;
  /** The first instant at or after this wall time: differs from `instant` only inside a gap. */
  readonly firstInstant: number;
}

const resolve = (zone: ZoneOffsets, wall: number): Resolved => {
  const spans = zone.spansAround(Math.floor(wall / DAY));
  let offsetBefore = 0;
  for (const [index, { from, offset }] of spans.entries()) {
    const instant = wall - offset;
    if (index > 0 && instant < from) return { instant: wall - offsetBefore, firstInstant: from };
    if (instant < (spans[index + 1]?.from ?? Number.POSITIVE_INFINITY)) {
      return { instant, firstInstant: instant };
    }
    offsetBefore = offset;
  }
  throw new Error("a zone has at least one offset");
};

/**
 * The instant of a wall time, `minutes` after midnight of a date (1440 and more run into the next).
 * As RFC 5545 and Temporal's "compatible": a time that happens twice means the first, a time that
 * does not exist is read with the offset before the gap.
 */
export const instantOf = (timezone: string, day: LocalDay, minutes: number): number => {
  const zone = zoneOffsets(timezone);
  const wall = day * DAY + minutes * MINUTE;
  const steady = zone.steadyOffset(Math.floor(wall / DAY));
  return Number.isNaN(steady) ? resolve(zone, wall).instant : wall - steady;
};

/** The first instant of a date; for a date the zone skips, the first instant of the date after it. */
export const firstInstantOf = (timezone: string, day: LocalDay): number => {
  const zone = zoneOffsets(timezone);
  const steady = zone.steadyOffset(day);
  return Number.isNaN(steady) ? resolve(zone, day * DAY).firstInstant : day * DAY - steady;
};

/** The date on the zone's wall calendar at an instant. */
export const localDayOf = (timezone: string, instant: number): LocalDay =>
  Math.floor((instant + zoneOffsets(timezone).offsetAt(instant)) / DAY);

/** Whole minutes after midnight on the zone's wall clock at an instant. */
export const localMinutesOf = (timezone: string, instant: number): number => {
  const wall = instant + zoneOffsets(timezone).offsetAt(instant);
  return Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE);
};

/** False for a date the zone skips whole, such as 2011-12-30 in Pacific/Apia. */
export const dateExists = (timezone: string, day: LocalDay): boolean =>
  !Number.isNaN(zoneOffsets(timezone).steadyOffset(day)) ||
  localDayOf(timezone, firstInstantOf(timezone, day)) === day;

/** The stretch in pieces that each lie on one local date, ascending; a date may have several. */
export const piecesByDate = (timezone: string, { start, end }: Interval): Interval[] => {
  const zone = zoneOffsets(timezone);
  const cuts = new Set([end]);
  for (let day = Math.floor(start / DAY) - 1; day <= Math.floor(end / DAY) + 1; day += 1) {
    for (const { from, offset } of zone.spansAround(day)) cuts.add(from).add(day * DAY - offset);
  }
  const pieces: Interval[] = [];
  let from = start;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    if (cut <= from || cut > end) continue;
    pieces.push({ start: from, end: cut });
    from = cut;
  }
  return pieces;
};
