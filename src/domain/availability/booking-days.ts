import type { Season, SlotQuestion, SlotRules } from "./find-slots-input.ts";
import type { Interval } from "./interval.ts";
import { formatLocalDate, type LocalDay, MINUTE, parseLocalDate } from "./local-date.ts";
import { localDayOf, piecesByDate } from "./wall-time.ts";

/** The first instant that keeps the minimum notice. */
export const earliestStart = ({ now, service }: SlotQuestion): number =>
  now + service.minNoticeMinutes * MINUTE;

/** The last bookable local date, or null when there is no horizon. */
export const lastBookableDay = ({ timezone, now, service }: SlotQuestion): LocalDay | null =>
  service.maxAdvanceDays === null ? null : localDayOf(timezone, now) + service.maxAdvanceDays;

/** Tells whether as many bookings as the service allows start on the local date of an instant. */
export const cappedDays = (question: SlotQuestion): ((instant: number) => boolean) => {
  const { timezone, busy, service } = question;
  const { maxPerDay } = service;
  if (maxPerDay === undefined) return () => false;
  const bookings = new Map<LocalDay, number>();
  for (const { kind, start, continues } of busy) {
    if (kind !== "booking" || continues) continue;
    const day = localDayOf(timezone, start);
    bookings.set(day, (bookings.get(day) ?? 0) + 1);
  }
  return (instant) => (bookings.get(localDayOf(timezone, instant)) ?? 0) >= maxPerDay;
};

/** Tells whether the service is given on a local date. */
export const inSeason = ({ seasons = [] }: SlotRules, day: LocalDay): boolean => {
  if (seasons.length === 0) return true;
  const date = formatLocalDate(day);
  return seasons.some((season) => coversDate(season, date));
};

const WHOLE_DATE = "YYYY-MM-DD".length;

/** A whole date names its year, so only dates of every year can run over New Year. */
const coversDate = ({ from, to }: Season, date: string): boolean => {
  const shown = date.slice(-from.length);
  if (from <= to) return from <= shown && shown <= to;
  return from.length < WHOLE_DATE && (shown >= from || shown <= to);
};

/** "MM-DD" is read in a leap year, which has every date. */
const checkSeasonDate = (date: string): void => {
  parseLocalDate(date.length < WHOLE_DATE ? `2000-${date}` : date);
};

/** Throws RangeError for a season with malformed dates, or with one of each form. */
export const checkSeasons = ({ seasons = [] }: SlotRules): void => {
  for (const { from, to } of seasons) {
    checkSeasonDate(from);
    checkSeasonDate(to);
    if (from.length !== to.length) throw new RangeError(`not one season: ${from} to ${to}`);
  }
};

/** Tells of a start whether its local date may still be booked: horizon, season and daily cap. */
export const onBookableDay = (question: SlotQuestion): ((start: number) => boolean) => {
  const { timezone, service } = question;
  const lastDay = lastBookableDay(question);
  const isCapped = cappedDays(question);
  return (start) => {
    const day = localDayOf(timezone, start);
    return (lastDay === null || day <= lastDay) && inSeason(service, day) && !isCapped(start);
  };
};

/** What of these stretches of starts, ascending and disjoint, lies on dates that may be booked. */
export const onBookableDates = (
  question: SlotQuestion,
  starts: readonly Interval[],
): readonly Interval[] => {
  const { maxPerDay, maxAdvanceDays, seasons = [] } = question.service;
  const bindsDates = maxPerDay !== undefined || maxAdvanceDays !== null || seasons.length > 0;
  if (!bindsDates) return starts;
  const isBookable = onBookableDay(question);
  return starts
    .flatMap((stretch) => piecesByDate(question.timezone, stretch))
    .filter(({ start }) => isBookable(start));
};
