import { closeRange } from "./close-range.ts";
import { isSaidOf, isTight, isUnbroken } from "./gap.ts";
import { mergeInto } from "./merge-piece.ts";
import type { LinkPiece, Piece } from "./piece.ts";
import type { Term } from "./term.ts";

interface Building {
  terms: Term[];
  /** The link read last, waiting for the expression after it, and where it ended. */
  link?: { link: LinkPiece["link"]; end: number };
  joint?: "or" | "correct";
  ranges: boolean;
}

const startTerm = (piece: Piece): Term | undefined =>
  mergeInto({ start: piece.start, end: piece.end }, piece);

const rangeLink = ({ link, ranges }: Building): boolean =>
  link?.link === "to" || link?.link === "dash" || (link?.link === "and" && ranges);

const LIMITS: Readonly<Partial<Record<LinkPiece["link"], NonNullable<Term["limit"]>>>> = {
  before: "before",
  by: "by",
  after: "after",
  from: "from",
};

const withLinks = (state: Building, term: Term, tight: boolean): Term => {
  const link = state.link?.link;
  const limit = link && tight ? LIMITS[link] : undefined;
  const excluded = link === "not" || link === "not_possible";
  return {
    ...term,
    ...(limit && { limit }),
    ...(link === "to" && tight && state.terms.length === 0 && { limit: "by" as const }),
    ...(excluded && { excluded }),
    ...(state.joint && { joint: state.joint }),
  };
};

const replaceLast = (state: Building, term: Term): void => {
  state.terms[state.terms.length - 1] = term;
  delete state.link;
};

/** Beside each other, or with a dash between: "Thứ 3 - 10/02 - 9h" is one expression. */
const mergeNeighbour = (state: Building, last: Term, piece: Piece, text: string) => {
  if (state.joint) return undefined;
  if (state.link) return state.link.link === "dash" ? mergeInto(last, piece) : undefined;
  const gap = text.slice(last.end, piece.start);
  return (last.excluded ? isUnbroken(gap) : isTight(gap)) ? mergeInto(last, piece) : undefined;
};

const addPiece = (state: Building, piece: Piece, text: string): void => {
  const last = state.terms.at(-1);
  const merged = last && mergeNeighbour(state, last, piece, text);
  if (merged) return replaceLast(state, merged);
  const fresh = startTerm(piece);
  if (!fresh) return;
  const closed = last && rangeLink(state) ? closeRange(last, fresh) : undefined;
  if (closed) return replaceLast(state, closed);
  const tight = isTight(text.slice(state.link?.end ?? 0, piece.start));
  state.terms.push(withLinks(state, fresh, tight));
  delete state.link;
  delete state.joint;
};

const addLink = (state: Building, piece: LinkPiece & Piece, text: string): void => {
  const last = state.terms.at(-1);
  const gap = last ? text.slice(last.end, piece.start) : "";
  if (piece.link === "or" || piece.link === "correct") state.joint = piece.link;
  else if (piece.link === "onwards") {
    if (last && isTight(gap)) last.limit = "from";
  } else if (piece.link === "not_possible" && last && !last.excluded && isSaidOf(gap)) {
    last.excluded = true;
    last.end = piece.end;
  } else {
    state.link = { link: piece.link, end: piece.end };
    if (piece.link === "between") state.ranges = true;
    if (piece.link === "and" && !state.ranges) state.joint = "or";
  }
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
