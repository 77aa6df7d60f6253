import { clockPiece } from "./clock-piece.ts";
import { isTight, standsAlone } from "./gap.ts";
import { sameMonthDay } from "./numeric-dates.ts";
import type { Piece, ReadingContext } from "./piece.ts";

interface Neighbours {
  text: string;
  pieces: readonly Piece[];
  index: number;
}

const LIMITS: ReadonlySet<string> = new Set([
  "before",
  "after",
  "by",
  "from",
  "to",
  "until",
  "onwards",
]);

const neighbour = ({ text, pieces, index }: Neighbours, step: 1 | -1): Piece | undefined => {
  const piece = pieces[index];
  const other = pieces[index + step];
  if (!piece || !other) return undefined;
  const gap = step > 0 ? text.slice(piece.end, other.start) : text.slice(other.end, piece.start);
  return isTight(gap) ? other : undefined;
};

const isLink = (piece: Piece | undefined, ...links: readonly string[]): boolean =>
  piece?.type === "link" && links.includes(piece.link);

/** The piece at the other end of "a to b" or "between a and b", when this number is an end of it. */
const otherEnd = (at: Neighbours): Piece | undefined => {
  const next = neighbour(at, 1);
  if (isLink(next, "to", "until", "dash", "and", "or"))
    return neighbour({ ...at, index: at.index + 1 }, 1);
  const previous = neighbour(at, -1);
  if (isLink(previous, "to", "until", "dash", "and", "or"))
    return neighbour({ ...at, index: at.index - 1 }, -1);
  return undefined;
};

const isDayOrPart = (piece: Piece | undefined): boolean =>
  piece?.type === "part" || (piece?.type === "day" && piece.dayOfMonth === undefined);

const isRangeOfNumbers = (at: Neighbours): boolean => {
  const opens = (index: number) => isLink(at.pieces[index], "from", "between");
  const previous = at.index - 1;
  return (
    opens(previous) ||
    opens(at.index - 3) ||
    isDayOrPart(neighbour({ ...at, index: at.index + 2 }, 1)) ||
    isDayOrPart(neighbour(at, 1)) ||
    isDayOrPart(neighbour(at, -1)) ||
    isDayOrPart(neighbour({ ...at, index: at.index - 2 }, -1))
  );
};

const besideDay = (at: Neighbours): boolean =>
  [neighbour(at, -1), neighbour(at, 1)].some(isDayOrPart);

const isHour = (at: Neighbours, other: Piece | undefined, atHour: boolean): boolean => {
  if (other?.type === "clock") return true;
  if (other?.type === "number") return isRangeOfNumbers(at) || other.atHour || atHour;
  const previous = neighbour(at, -1);
  return (
    atHour ||
    (previous?.type === "link" && LIMITS.has(previous.link)) ||
    besideDay(at) ||
    correctsHour(at, previous) ||
    replacesHour(at)
  );
};

/** "Tuesday at 9, actually 10": what corrects an hour is one. */
const correctsHour = (at: Neighbours, previous: Piece | undefined): boolean =>
  isLink(previous, "correct", "not") &&
  at.pieces.slice(0, at.index).some(({ type }) => type === "clock" || type === "number");

/** "10 instead of 9": what stands in the place of an hour is one. */
const replacesHour = (at: Neighbours): boolean => {
  const link = neighbour(at, 1);
  const other = link && neighbour({ ...at, index: at.index + 1 }, 1);
  if (!isLink(link, "not") || !/instead|rather|thay/u.test(at.text.slice(link?.start, link?.end))) {
    return false;
  }
  return (
    other?.type === "clock" || (other?.type === "number" && standsAlone(at.text.slice(other.end)))
  );
};

/** "4 5h", "9 10h sáng", "4 rưỡi 5h": two hours in a row are about from the one to the other. */
const runsInto = (at: Neighbours, hour: number, minute = 0): boolean => {
  const [piece, next] = [at.pieces[at.index], at.pieces[at.index + 1]];
  if (next?.type !== "clock" || at.text.slice(piece?.end, next.start) !== " ") return false;
  const apart = (next.hour - hour + (hour === 12 ? 12 : 0)) * 60 + next.minute - minute;
  return apart > 0 && apart <= 60 && next.minute === 0;
};

const dashAt = (place: number): Piece => ({ type: "link", link: "dash", start: place, end: place });

const settle = (at: Neighbours, context: ReadingContext): Piece[] => {
  const piece = at.pieces[at.index];
  if (piece?.type === "clock" && piece.minute > 0 && runsInto(at, piece.hour, piece.minute)) {
    return [piece, dashAt(piece.end)];
  }
  if (piece?.type !== "number") return piece ? [piece] : [];
  const place = { start: piece.start, end: piece.end };
  if (runsInto(at, piece.value)) {
    return [{ ...clockPiece(piece.value, undefined), ...place }, dashAt(piece.end)];
  }
  const other = otherEnd(at);
  if (other?.type === "day" && other.weekday === undefined && !piece.atHour) {
    return [{ ...sameMonthDay(context, piece.value, other), ...place }];
  }
  const followed = at.pieces[at.index + 1];
  const free =
    followed?.start === piece.end ||
    neighbour(at, 1) !== undefined ||
    standsAlone(at.text.slice(piece.end));
  return free && piece.value <= 24 && isHour(at, other, piece.atHour)
    ? [{ ...clockPiece(piece.value, undefined), ...place }]
    : [];
};

/** Decides for every bare number whether it is an hour, a day of the month, or nothing. */
export const settleNumbers = (
  text: string,
  pieces: readonly Piece[],
  context: ReadingContext,
): Piece[] => pieces.flatMap((_piece, index) => settle({ text, pieces, index }, context));
