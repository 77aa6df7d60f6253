import type { ChoiceFound } from "./match-choice.ts";
import type { Mark, ReplyAct } from "./reply-lexicon.ts";

/** What was found in one message, ready to be weighed. */
export interface Facts {
  marks: ReadonlySet<Mark>;
  yes: "firm" | "plain" | "weak" | null;
  optOut: boolean;
  asked: string;
  choice: ChoiceFound | undefined;
  /** A time was named that none of the shown choices has. */
  otherTime: boolean;
  hasTimes: boolean;
  asksBack: boolean;
  /** There are words at all. */
  speaks: boolean;
}

const DOUBTS: readonly Mark[] = [
  "but",
  "hedge",
  "no",
  "defer",
  "reschedule",
  "cancel",
  "cancel_talk",
  "earlier",
  "later",
  "same",
  "other",
  "late",
  "human",
  "any",
];

const isUnconditional = ({ marks, yes, otherTime, asksBack, asked }: Facts): boolean => {
  if (yes === null || yes === "weak" || otherTime) return false;
  const doubts = asked === "confirm_cancel" ? DOUBTS.filter((mark) => mark !== "cancel") : DOUBTS;
  if (doubts.some((mark) => marks.has(mark))) return false;
  return yes === "firm" || !(asksBack || marks.has("ask") || marks.has("asks_yes"));
};

/** A yes to "shall I cancel?": the word itself counts, a wish to keep does not. */
const confirmsCancelling = ({ marks, yes, asked, otherTime }: Facts): boolean =>
  asked === "confirm_cancel" &&
  !otherTime &&
  !["keep", "no", "but", "hedge", "defer", "cancel_talk", "reschedule", "ask"].some((mark) =>
    marks.has(mark as Mark),
  ) &&
  (marks.has("cancel") || (yes !== null && yes !== "weak"));

const picks = ({ choice, marks, asked }: Facts): boolean =>
  choice !== undefined &&
  "id" in choice &&
  !marks.has("no") &&
  !marks.has("same") &&
  (asked === "choose_slot" ||
    asked === "choose_service" ||
    marks.has("choose") ||
    asked !== "confirm_slot");

type Rule = readonly [ReplyAct, (facts: Facts) => boolean];

const has =
  (...marks: readonly Mark[]) =>
  (facts: Facts): boolean =>
    marks.some((mark) => facts.marks.has(mark));

/** "Dạ em cảm ơn" agrees to nothing where nothing was asked. */
const isCourtesy =
  (mark: Mark) =>
  ({ asked, yes, marks }: Facts): boolean =>
    asked === "none" && yes === "plain" && marks.has(mark);

/** Every act with its sign, the one that leads first: safety, then what undoes, then what agrees, then the rest. */
const RULES: readonly Rule[] = [
  ["emergency", has("emergency")],
  ["opt_out", (facts) => facts.optOut || facts.marks.has("opt_out")],
  ["human", has("human")],
  ["affirm", confirmsCancelling],
  ["reschedule", (facts) => facts.marks.has("reschedule") && facts.marks.has("keep")],
  ["keep", has("keep")],
  ["ask", has("cancel_talk")],
  ["cancel", has("cancel")],
  ["reschedule", has("reschedule")],
  [
    "reschedule",
    // Beside an offer it is another wish.
    ({ asked, hasTimes, marks }) => asked === "none" && hasTimes && marks.has("instead"),
  ],
  ["late", has("late")],
  ["choose", (facts) => picks(facts) && facts.asked !== "confirm_slot" && !facts.asksBack],
  ["thanks", isCourtesy("thanks")],
  ["greet", isCourtesy("greet")],
  ["affirm", isUnconditional],
  ["defer", has("defer")],
  [
    "affirm_but",
    (facts) =>
      facts.yes !== null && (facts.yes !== "weak" || facts.otherTime) && !facts.marks.has("no"),
  ],
  ["deny", has("no")],
  ["choose", picks],
  ["defer", has("hedge")],
  ["ask", (facts) => facts.asksBack || has("ask", "asks_yes")(facts)],
  ["affirm_but", ({ yes, marks }) => yes !== null && !marks.has("no")],
  ["choose", (facts) => facts.choice !== undefined && !facts.marks.has("same")],
  ["inform", (facts) => facts.hasTimes || has("earlier", "later", "same", "other", "any")(facts)],
  ["thanks", has("thanks")],
  ["greet", has("greet")],
  ["inform", (facts) => facts.speaks],
];

/** The acts of a message, the leading one first, none twice. */
export const weighActs = (facts: Facts): ReplyAct[] => {
  const acts = RULES.filter(([, holds]) => holds(facts)).map(([act]) => act);
  const firm = acts.includes("affirm");
  const unique = [...new Set(acts)].filter((act) => act !== "affirm_but" || !firm);
  return unique.length > 1 ? unique.filter((act) => act !== "inform" || facts.hasTimes) : unique;
};
