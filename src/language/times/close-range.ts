import type { DayPiece } from "./piece.ts";
import type { Term } from "./term.ts";

/** Both days of a range in order: "13th to 15th July" gives July to the 13th, "Thursday to Monday" runs into next week. */
const orderDays = (first: DayPiece, last: DayPiece): [DayPiece, DayPiece] => {
  const lastIsDated = last.dayOfMonth === undefined && last.weekday === undefined;
  if (first.dayOfMonth !== undefined && lastIsDated) {
    const day = last.day.set({ day: first.dayOfMonth });
    return [{ ...first, day: day > last.day ? day.minus({ months: 1 }) : day }, last];
  }
  if (last.day >= first.day || lastIsDated) return [first, last];
  const step = last.weekday === undefined ? { months: 1 } : { weeks: 1 };
  return [first, { ...last, day: last.day.plus(step) }];
};

/** The term that ends where `next` says: "9 to 11h", "from the 13th to the 15th"; undefined when they are no range. */
export const closeRange = (last: Term, next: Term): Term | undefined => {
  const { joint, limit: _limit, ...open } = last;
  const base = { ...open, ...(joint && { joint }), end: next.end };
  if (last.clock && next.clock && !last.clockTo) {
    const day = last.day ?? next.day;
    const part = last.part ?? next.part;
    return { ...base, ...(day && { day }), ...(part && { part }), clockTo: next.clock };
  }
  if (last.day && next.day && !last.dayTo && !last.clock) {
    const [day, dayTo] = orderDays(last.day, next.day);
    return { ...base, day, dayTo, ...(next.clock && { clock: next.clock }) };
  }
  return undefined;
};
