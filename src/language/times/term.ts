import type { DateTime } from "luxon";
import type { ClockPiece, DayPiece, PartPiece, SpanPiece } from "./piece.ts";

/** What one expression says, before it is fitted to the calendar: any of its fields may be missing. */
export interface Term {
  start: number;
  end: number;
  day?: DayPiece;
  dayTo?: DayPiece;
  span?: SpanPiece;
  clock?: ClockPiece;
  clockTo?: ClockPiece;
  part?: PartPiece;
  moment?: { at: DateTime; kind: "instant" | "after"; grain?: "hour" };
  minutes?: number;
  limit?: "before" | "by" | "after" | "from";
  /** Ruled out by a word before it ("trừ"), which may rule out a list, or by what is said of it ("em bận"). */
  excluded?: "named" | "said";
  /** The time was said before its day, so days listed after it share it: "chiều t2 t4". */
  timeFirst?: true;
  /** How it hangs on the expression before it. */
  joint?: "or" | "correct";
}

export const saysDay = (term: Term): boolean =>
  Boolean(term.day ?? term.span ?? term.moment ?? term.part?.today);

export const saysTime = (term: Term): boolean => Boolean(term.clock ?? term.part ?? term.moment);
