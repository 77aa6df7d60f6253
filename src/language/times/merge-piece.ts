import type { DayPiece, PartPiece, Piece, SpanPiece } from "./piece.ts";
import { saysTime, type Term } from "./term.ts";

const hasDate = (day: DayPiece): boolean => day.weekday === undefined;

/** "Tuesday the 19th": the date decides, and a weekday that disagrees with it makes the whole uncertain. */
const mergeDays = (one: DayPiece, other: DayPiece): DayPiece | undefined => {
  if (hasDate(one) === hasDate(other)) return undefined;
  const [date, named] = hasDate(one) ? [one, other] : [other, one];
  if (date.impossible || date.lunar) return date;
  return date.day.weekday === named.weekday
    ? { ...date, certain: true }
    : { ...date, certain: false, weekdayDiffers: true };
};

/** "Thứ ba" beside "tuần sau", "the 20th" beside "next month": the day inside that span. */
export const dayInSpan = (day: DayPiece, span: SpanPiece): DayPiece | undefined => {
  const days = Array.from({ length: 31 }, (_, n) => span.from.plus({ days: n }));
  const found = days.find(
    (candidate) =>
      candidate < span.to &&
      (day.weekday === candidate.weekday || day.dayOfMonth === candidate.day),
  );
  // A month has four or five of each weekday.
  const certain = span.grain !== "month" || day.weekday === undefined;
  return found && { type: "day", day: found, certain };
};

const mergeDay = (term: Term, piece: DayPiece): Partial<Term> | undefined => {
  if (term.span) {
    const day = dayInSpan(piece, term.span);
    return day && { day };
  }
  if (!term.day && !term.moment) {
    return { day: piece, ...(saysTime(term) && { timeFirst: true as const }) };
  }
  if (!term.day) return undefined;
  const day = mergeDays(term.day, piece);
  return day && { day };
};

const mergeSpan = (term: Term, piece: SpanPiece): Partial<Term> | undefined => {
  if (term.span || term.moment) return undefined;
  if (!term.day) return { span: piece };
  const day = dayInSpan(term.day, piece);
  return day && { day };
};

const HALVES = { morning: "am", noon: "pm", afternoon: "pm", evening: "pm", night: "pm" } as const;

/** "Sáng mai 10h đến 2h chiều": the second part of day is that of the end. */
const mergePart = ({ part, moment, clockTo }: Term, piece: PartPiece) => {
  if (!part) return moment ? undefined : { part: piece };
  return clockTo?.half === "open"
    ? { clockTo: { ...clockTo, half: HALVES[piece.name] } }
    : undefined;
};

const mergeFields = (term: Term, piece: Piece): Partial<Term> | undefined => {
  switch (piece.type) {
    case "day":
      return mergeDay(term, piece);
    case "span":
      return mergeSpan(term, piece);
    case "clock":
      return term.clock || term.moment ? undefined : { clock: piece };
    case "part":
      return mergePart(term, piece);
    case "moment":
      return term.day || term.span || term.clock || term.part || term.moment
        ? undefined
        : { moment: piece };
    case "length":
      return term.clock ? { minutes: piece.minutes } : undefined;
    default:
      return undefined;
  }
};

/** The term with this piece added, or undefined when it does not fit and starts an expression of its own. */
export const mergeInto = (term: Term, piece: Piece): Term | undefined => {
  const fields = mergeFields(term, piece);
  if (!fields) return undefined;
  const merged = { ...term, ...fields, end: Math.max(term.end, piece.end) };
  if (fields.day && term.span) delete merged.span;
  return merged;
};
