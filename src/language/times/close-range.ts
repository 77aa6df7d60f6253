import type { DayPiece, SpanPiece } from "./piece.ts";
import type { Term } from "./term.ts";

const isDated = ({ dayOfMonth, weekday }: DayPiece): boolean =>
  dayOfMonth === undefined && weekday === undefined;

/** A bare day of the month put into the month of a dated day, on the given side of it. */
const inMonthOf = (dated: DayPiece, bare: DayPiece, side: -1 | 1): DayPiece => {
  const day = dated.day.set({ day: bare.dayOfMonth ?? bare.day.day });
  const crossed = side < 0 ? day > dated.day : day < dated.day;
  return { ...bare, day: crossed ? day.plus({ months: side }) : day };
};

/** Both days of a range in order: "13th to 15th July" gives July to the 13th, "Thursday to Monday" runs into next week. */
const orderDays = (first: DayPiece, last: DayPiece): [DayPiece, DayPiece] => {
  if (isDated(last) && first.dayOfMonth !== undefined) return [inMonthOf(last, first, -1), last];
  if (isDated(first) && last.dayOfMonth !== undefined) return [first, inMonthOf(first, last, 1)];
  if (last.day >= first.day || isDated(last)) return [first, last];
  const step = last.weekday === undefined ? { months: 1 } : { weeks: 1 };
  return [first, { ...last, day: last.day.plus(step) }];
};

/** The last day of a weekend or the end of a month; of the next week when the first comes after it. */
const lastDayOf = ({ to }: SpanPiece, first: DayPiece): DayPiece => {
  const end = to.minus({ days: 1 });
  const day = end < first.day ? end.plus({ weeks: 1 }) : end;
  return { type: "day", day, certain: day > first.day };
};

/** The term that ends where `next` says: "9 to 11h", "from the 13th to the 15th", "tomorrow until the end of the week"; undefined when they are no range. */
export const closeRange = (last: Term, next: Term): Term | undefined => {
  const { joint, limit: _limit, ...open } = last;
  const base = { ...open, ...(joint && { joint }), end: next.end };
  if (last.clock && next.clock && !last.clockTo) {
    const day = last.day ?? next.day;
    const part = last.part ?? next.part;
    return { ...base, ...(day && { day }), ...(part && { part }), clockTo: next.clock };
  }
  if (!last.day || last.dayTo || last.clock) return undefined;
  if (next.span?.grain === "day") return { ...base, dayTo: lastDayOf(next.span, last.day) };
  if (!next.day) return undefined;
  const [day, dayTo] = orderDays(last.day, next.day);
  return { ...base, day, dayTo, ...(next.clock && { clock: next.clock }) };
};
