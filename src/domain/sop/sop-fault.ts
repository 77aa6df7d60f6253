import type { Sop, SopQuestion } from "./sop.ts";

/** Why questions cannot stand as they are; `place` counts from 0. */
export interface SopFault {
  readonly code:
    | "reserved_field"
    | "field_twice"
    | "field_differs"
    | "options_needed"
    | "only_choice"
    | "option_twice"
    | "only_number"
    | "range_order"
    | "accepts_unknown"
    | "only_lead";
  readonly place: number;
  /** Of the question. */
  readonly part: keyof SopQuestion;
}

/** Names that a booking's requirements have already (000 §4.1). */
const reserved = [
  "service_type",
  "customer_contact",
  "appointment_date",
  "appointment_slot",
  "payment",
];

/**
 * The first thing that is wrong with the questions of one SOP, by themselves and beside those of the
 * others: an answer is kept by its field, so a field is the same thing wherever it is asked.
 */
export const sopFault = (
  questions: readonly SopQuestion[],
  others: readonly Pick<Sop, "questions">[],
): SopFault | null => {
  const elsewhere = others.flatMap((sop) => sop.questions);
  for (const [place, question] of questions.entries()) {
    const [code, part] = faultOf(question, questions.slice(0, place), elsewhere) ?? [];
    if (code && part) return { code, part, place };
  }
  return null;
};

type Found = readonly [SopFault["code"], keyof SopQuestion] | null;

const faultOf = (
  question: SopQuestion,
  before: readonly SopQuestion[],
  elsewhere: readonly SopQuestion[],
): Found => {
  const { field } = question;
  if (reserved.includes(field)) return ["reserved_field", "field"];
  if (before.some((one) => one.field === field)) return ["field_twice", "field"];
  const other = elsewhere.find((one) => one.field === field);
  if (other && !isSameThing(other, question)) return ["field_differs", "type"];
  return optionsFault(question) ?? answersFault(question);
};

const optionsFault = ({ type, options }: SopQuestion): Found => {
  if (type !== "choice") return options.length > 0 ? ["only_choice", "options"] : null;
  if (options.length < 2) return ["options_needed", "options"];
  return new Set(options.map(({ key }) => key)).size < options.length
    ? ["option_twice", "options"]
    : null;
};

const answersFault = ({
  type,
  range,
  accepts,
  options,
  scope,
  validMonths,
}: SopQuestion): Found => {
  if (range && type !== "number") return ["only_number", "range"];
  if (range && (range.least ?? -Infinity) > (range.most ?? Infinity))
    return ["range_order", "range"];
  const known = type === "yes_no" ? ["yes", "no"] : options.map(({ key }) => key);
  if (accepts?.some((one) => !known.includes(one))) return ["accepts_unknown", "accepts"];
  return validMonths !== null && scope !== "lead" ? ["only_lead", "validMonths"] : null;
};

/** An answer of one can be read as an answer of the other. */
const isSameThing = (one: SopQuestion, other: SopQuestion): boolean =>
  one.type === other.type &&
  one.scope === other.scope &&
  one.options.length === other.options.length &&
  one.options.every(({ key }) => other.options.some((option) => option.key === key));

/** A question as somebody writes it: how it stood before is not theirs to say. */
export interface WrittenQuestion extends Omit<SopQuestion, "since"> {
  /** Answers given so far do not answer it any more, though its form is the same. */
  readonly asksAnew: boolean;
}

/**
 * The questions of a new version. Answers stay valid through other words, other options, bounds or
 * acceptable answers, which are judged anew; a field that changed its type or scope, or that its
 * writer says asks something else, counts answers from now on only. `earlier` holds the questions of
 * all versions, the newest first.
 */
export const questionsFrom = (
  written: readonly WrittenQuestion[],
  earlier: readonly SopQuestion[],
  now: Date,
): SopQuestion[] =>
  written.map(({ asksAnew, ...question }) => {
    const last = earlier.find(({ field }) => field === question.field);
    const isOther = last && (last.type !== question.type || last.scope !== question.scope);
    const since = asksAnew || isOther ? now.toISOString() : (last?.since ?? null);
    return { ...question, since };
  });
