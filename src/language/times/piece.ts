import type { DateTime } from "luxon";

/** A calendar day as named: fully ("10/2", "tomorrow") or by its weekday alone ("Tuesday"). */
export interface DayPiece {
  type: "day";
  day: DateTime;
  /** Only the weekday was said (1 = Monday), so a date or a week beside it decides which one. */
  weekday?: number;
  /** Only the day of the month was said ("the 24th"), so a month beside it decides. */
  dayOfMonth?: number;
  certain: boolean;
  /** The calendar has no such day; `day` then means nothing. */
  impossible?: true;
  /** A weekday was said beside it that is another day. */
  weekdayDiffers?: true;
  /** A day of the lunar calendar; `day` then means nothing. */
  lunar?: true;
}

/** Several days as one: a week, a month, a weekend, the end of a month. */
export interface SpanPiece {
  type: "span";
  from: DateTime;
  to: DateTime;
  grain: "day" | "week" | "month";
}

export interface ClockPiece {
  type: "clock";
  hour: number;
  minute: number;
  /** How the hour is meant: "am"/"pm" said, 24-hour notation, or open. */
  half: "am" | "pm" | "24h" | "open";
  grain: "hour" | "minute";
  impossible?: true;
}

/** A bare number: a time or a day only beside something that makes it one ("9 tomorrow", "9 đến 11h"). */
export interface NumberPiece {
  type: "number";
  value: number;
  /** Said with "at", "lúc": an hour even when it stands alone. */
  atHour: boolean;
}

/** A part of the day, in minutes from local midnight. `half` is what it makes of a bare hour. */
export interface PartPiece {
  type: "part";
  fromMinute: number;
  toMinute: number;
  name: "morning" | "noon" | "afternoon" | "evening" | "night";
  /** The word names today too: "tonight". */
  today?: true;
}

/** A point reckoned from now: "in 30 minutes". */
export interface MomentPiece {
  type: "moment";
  at: DateTime;
  kind: "instant" | "after";
  grain?: "hour";
}

/** How long it shall take, after a start: "4pm for 30 mins". */
export interface LengthPiece {
  type: "length";
  minutes: number;
}

/** A word between times that says how they relate. */
export interface LinkPiece {
  type: "link";
  link:
    | "before"
    | "by"
    | "after"
    | "from"
    | "to"
    | "until"
    | "dash"
    | "between"
    | "and"
    | "or"
    | "not"
    | "not_possible"
    | "correct"
    | "onwards"
    | "at_latest";
}

/** Words that look like a time and are none; they take their place so nothing else reads them. */
export interface NothingPiece {
  type: "nothing";
}

export type Piece = (
  | DayPiece
  | SpanPiece
  | ClockPiece
  | NumberPiece
  | PartPiece
  | MomentPiece
  | LengthPiece
  | LinkPiece
  | NothingPiece
) & { start: number; end: number };

/** What a reader may return for one match; places are added by the caller. */
export type PieceValue =
  | DayPiece
  | SpanPiece
  | ClockPiece
  | NumberPiece
  | PartPiece
  | MomentPiece
  | LengthPiece
  | LinkPiece
  | NothingPiece;

/** What every reader may look at. `now` is local to the zone; numeric dates follow `monthFirst`. */
export interface ReadingContext {
  now: DateTime;
  monthFirst: boolean;
  /** The language most of the message is in; the other's words are heard too where they are clear. */
  language: "vi" | "en";
}

/** One way to say something about time. Readers that match the same place: the longer match wins, then the earlier in the list. */
export interface PieceReader {
  pattern: RegExp;
  read: (
    groups: Readonly<Record<string, string | undefined>>,
    context: ReadingContext,
  ) => PieceValue | null;
}
