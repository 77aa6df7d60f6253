import { dayInSpan } from "./merge-piece.ts";
import { saysDay, saysTime, type Term } from "./term.ts";

const timeOf = ({ clock, clockTo, part }: Term): Partial<Term> => ({
  ...(clock && { clock }),
  ...(clockTo && { clockTo }),
  ...(part && { part }),
});

const dayOf = ({ day, span }: Term): Partial<Term> => ({
  ...(day && { day }),
  ...(span && { span }),
});

/** "9h, à không 10h": what is said later replaces the same field, and keeps the rest. */
const applyCorrections = (terms: readonly Term[]): Term[] => {
  const kept: Term[] = [];
  for (const term of terms) {
    const wrong = term.joint === "correct" && !term.excluded ? kept.at(-1) : undefined;
    if (!wrong || wrong.excluded) {
      kept.push(term);
      continue;
    }
    kept.pop();
    kept.push({
      ...(saysDay(term) ? {} : dayOf(wrong)),
      ...(saysTime(term) ? {} : timeOf(wrong)),
      ...term,
    });
  }
  return kept;
};

const completes = (one: Term, other: Term): boolean =>
  saysDay(one) && !saysTime(one) && saysTime(other) && !saysDay(other) && !one.dayTo;

/** "Thứ 3 em rảnh, tầm 9h sáng": a day and a time said apart are one wish. */
const joinComplements = (terms: readonly Term[]): Term[] => {
  const joined: Term[] = [];
  for (const term of terms) {
    const last = joined.at(-1);
    const fits = last && !last.excluded && !term.excluded && !term.joint && !last.limit;
    if (fits && (completes(last, term) || completes(term, last))) {
      joined[joined.length - 1] = { ...last, ...term, start: last.start, end: term.end };
    } else joined.push(term);
  }
  return joined;
};

// A range of days is not the day of a time said apart: "thứ 2 đến thứ 6, sau 17h".
const sharesDay = (term: Term): boolean =>
  saysDay(term) && (!term.excluded || saysTime(term)) && !term.moment && !term.dayTo;

const nearestDay = (terms: readonly Term[], index: number): Term | undefined =>
  terms.slice(0, index).findLast((term) => sharesDay(term)) ??
  terms.slice(index + 1).find(sharesDay);

/** The first of the alternatives after a day that says a time: "Monday, Wednesday or Friday at 6". */
const nextTimed = (rest: readonly Term[]): Term | undefined => {
  const end = rest.findIndex(({ joint, excluded }) => joint !== "or" || excluded);
  const alternatives = end < 0 ? rest : rest.slice(0, end);
  const next = alternatives.find((term) => saysTime(term));
  return next && saysDay(next) && !next.timeFirst && (next.clock || next.part) ? next : undefined;
};

/** "Chiều thứ 3 hoặc thứ 5": a time said before its day goes on for the days after it. */
const leadingTime = (terms: readonly Term[]): Term | undefined => {
  const start = terms.findLastIndex(({ joint, excluded }) => joint !== "or" || excluded);
  const group = terms.slice(Math.max(start, 0));
  const timed = group.findLast((term) => saysTime(term));
  return timed?.timeFirst ? timed : undefined;
};

/** "Trừ 12h", "not the morning": what is ruled out lies on the day wished for. */
const wishedDay = (terms: readonly Term[]): Term | undefined =>
  terms.findLast((term) => sharesDay(term) && !term.excluded);

/** "Next week except Friday": the Friday of that week. */
const inWishedSpan = (term: Term, before: readonly Term[]): Term => {
  const span = before.findLast(({ excluded }) => !excluded)?.span;
  const day = span && term.day?.weekday !== undefined ? dayInSpan(term.day, span) : undefined;
  return day ? { ...term, day } : term;
};

const shareInto = (term: Term, index: number, terms: readonly Term[]): Term => {
  if (term.moment) return term;
  if (term.excluded && saysDay(term)) return inWishedSpan(term, terms.slice(0, index));
  if (!saysDay(term)) {
    const source = term.excluded ? wishedDay(terms.slice(0, index)) : nearestDay(terms, index);
    return source ? { ...term, ...dayOf(source) } : term;
  }
  if (saysTime(term)) return term;
  const before = term.joint === "or" ? leadingTime(terms.slice(0, index)) : undefined;
  const timed = nextTimed(terms.slice(index + 1)) ?? before;
  return timed ? { ...term, ...timeOf(timed) } : term;
};

/** Alternatives share what is said once: "Monday or Tuesday at 9", "thứ 3 9h hoặc 10h". */
const shareFields = (terms: readonly Term[]): Term[] => terms.map(shareInto);

/** What the expressions of one message say together. */
export const connectTerms = (terms: readonly Term[]): Term[] =>
  shareFields(joinComplements(applyCorrections(terms)));
