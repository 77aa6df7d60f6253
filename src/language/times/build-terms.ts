import { pattern } from "../pattern.ts";
import { closeRange } from "./close-range.ts";
import { isSaidOf, isTight, isUnbroken } from "./gap.ts";
import { mergeInto } from "./merge-piece.ts";
import type { LinkPiece, Piece } from "./piece.ts";
import { saysTime, type Term } from "./term.ts";

interface OpenLink {
  link: LinkPiece["link"];
  /** Where the link ended, and whether it followed directly on an expression. */
  end: number;
  follows: boolean;
}

interface Building {
  terms: Term[];
  /** The link read last, waiting for the expression after it. */
  link?: OpenLink;
  joint?: "or" | "correct";
  /** "Between" was said, so "and" closes a range. */
  ranges: boolean;
}

const startTerm = (piece: Piece): Term | undefined =>
  mergeInto({ start: piece.start, end: piece.end }, piece);

const RANGES: ReadonlySet<string> = new Set(["to", "until", "dash"]);

const isRange = ({ link, ranges }: Building, gap: string): boolean => {
  if (!link?.follows || !isTight(gap)) return false;
  return RANGES.has(link.link) || (link.link === "and" && ranges);
};

const LIMITS: Readonly<Partial<Record<LinkPiece["link"], NonNullable<Term["limit"]>>>> = {
  before: "before",
  by: "by",
  after: "after",
  from: "from",
  until: "by",
};

// "Not nine but ten", "không phải thứ 3 mà thứ 4": after such a word nothing is ruled out.
const TURNS = pattern("but|mà|nhưng|thì|instead|only|sure|until");

const excludes = (link: LinkPiece["link"] | undefined, gap: string): boolean =>
  (link === "not" || link === "not_possible") &&
  /^[^.,!?;]{0,25}$/u.test(gap) &&
  gap.search(TURNS) < 0;

const withLinks = (state: Building, term: Term, gap: string): Term => {
  const link = state.link?.link;
  const limit = link && isTight(gap) ? LIMITS[link] : undefined;
  return {
    ...term,
    ...(limit && { limit }),
    ...(excludes(link, gap) && { excluded: "named" as const }),
    ...(state.joint && { joint: state.joint }),
  };
};

/** A dash, or a limit on the day just named: "tối mai sau 6h" is one expression. */
const mergeOverLink = ({ link, follows }: OpenLink, last: Term, piece: Piece) => {
  if (link === "dash") return mergeInto(last, piece);
  const limit = LIMITS[link];
  const merged = limit && follows && piece.type === "clock" ? mergeInto(last, piece) : undefined;
  return merged && limit && { ...merged, limit };
};

/** A weekday whose time, if any, was said before it. */
const endsInWeekday = (term: Term | undefined): boolean =>
  term?.day?.weekday !== undefined &&
  !term.excluded &&
  (!saysTime(term) || term.timeFirst === true);

/**
 * "Trừ t7 cn": a word that rules out a day rules out those listed after it. "Thứ 2, thứ 4 18h":
 * weekdays in a row are alternatives, and share the time of the last.
 */
const listed = (
  last: Term | undefined,
  piece: Piece,
  text: string,
  { link, joint }: Building,
): Pick<Term, "excluded" | "joint"> => {
  const list = last?.excluded === "named" && piece.type === "day" && (!link || link.link === "and");
  const gap = last ? text.slice(link?.end ?? last.end, piece.start) : "";
  if (
    list &&
    gap.search(TURNS) < 0 &&
    isUnbroken(gap.replace(/[/&]| (?:or|nor|hoặc|hay)(?= )/gu, ""))
  )
    return { excluded: "named" };
  const weekdays = endsInWeekday(last) && piece.type === "day" && piece.weekday !== undefined;
  return weekdays && !link && !joint && /^[ ,/&+]*$/u.test(gap) ? { joint: "or" } : {};
};

/** Beside each other, or with a dash between: "Thứ 3 - 10/02 - 9h" is one expression. */
const mergeNeighbour = (state: Building, last: Term, piece: Piece, text: string) => {
  if (state.joint) return undefined;
  if (state.link) return mergeOverLink(state.link, last, piece);
  const gap = text.slice(last.end, piece.start);
  return (last.excluded ? isUnbroken(gap) : isTight(gap)) ? mergeInto(last, piece) : undefined;
};

const addPiece = (state: Building, piece: Piece, text: string): void => {
  const last = state.terms.at(-1);
  const merged = last && mergeNeighbour(state, last, piece, text);
  const fresh = merged ?? startTerm(piece);
  if (!fresh) return;
  const gap = text.slice(state.link?.end ?? 0, piece.start);
  const whole = merged ?? (last && isRange(state, gap) ? closeRange(last, fresh) : undefined);
  if (whole) state.terms[state.terms.length - 1] = whole;
  else state.terms.push({ ...withLinks(state, fresh, gap), ...listed(last, piece, text, state) });
  delete state.link;
  delete state.joint;
};

const openLink = (state: Building, { link, end }: LinkPiece & Piece, follows: boolean): void => {
  state.link = { link, end, follows };
  if (link === "between") state.ranges = true;
  if (link === "and" && !state.ranges) state.joint = "or";
};

/** What a word after an expression makes of it: "3pm or later", "Friday at the latest". */
const LIMITS_BEFORE_IT: Readonly<Partial<Record<LinkPiece["link"], NonNullable<Term["limit"]>>>> = {
  onwards: "from",
  at_latest: "by",
};

const replaceLast = (state: Building, last: Term): void => {
  state.terms[state.terms.length - 1] = last;
};

const addLink = (state: Building, piece: LinkPiece & Piece, text: string): void => {
  const last = state.terms.at(-1);
  const gap = last ? text.slice(last.end, piece.start) : "";
  const follows = last !== undefined && isTight(gap);
  const limit = LIMITS_BEFORE_IT[piece.link];
  if (piece.link === "or" || piece.link === "correct") {
    state.joint = piece.link;
  } else if (limit) {
    if (follows) replaceLast(state, { ...last, limit, end: piece.end });
  } else if (piece.link === "not_possible" && last && !last.excluded && isSaidOf(gap)) {
    replaceLast(state, { ...last, excluded: "said", end: piece.end });
  } else openLink(state, piece, follows);
};

/** Groups pieces into expressions: neighbours that complete each other become one term. */
export const buildTerms = (text: string, pieces: readonly Piece[]): Term[] => {
  const state: Building = { terms: [], ranges: false };
  for (const piece of pieces) {
    if (piece.type === "link") addLink(state, piece, text);
    else addPiece(state, piece, text);
  }
  return state.terms;
};
