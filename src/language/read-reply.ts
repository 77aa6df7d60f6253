import { blankTimes } from "./blank-times.ts";
import { detectLanguage } from "./detect-language.ts";
import { expandShorthand } from "./expand-shorthand.ts";
import { findTimes } from "./find-times.ts";
import { isMachineText } from "./machine-text.ts";
import { findMarks } from "./mark-message.ts";
import { type Choice, type ChoiceFound, matchChoice } from "./match-choice.ts";
import { normaliseText } from "./normalise-text.ts";
import { readOptOut } from "./read-opt-out.ts";
import { type Relative, readRelative } from "./read-relative.ts";
import { readYes } from "./read-yes.ts";
import type { ReplyAct } from "./reply-lexicon.ts";
import { timeFits } from "./time-fits.ts";
import type { TimeContext, TimeFound } from "./time-found.ts";
import { type Facts, weighActs } from "./weigh-acts.ts";

export interface ReplyContext extends TimeContext {
  /** What our last message asked for. */
  asked?:
    | "confirm_slot"
    | "confirm_cancel"
    | "choose_slot"
    | "choose_service"
    | "sop"
    | "contact"
    | "rebook"
    | "none";
  /** What was shown, in the order it was shown. */
  choices?: Choice[];
}

export interface Reply {
  /** What leads. `affirm` is only ever an unconditional yes to what was shown. */
  act: ReplyAct;
  /** Everything found, the leading act first. */
  acts: string[];
  choice?: ChoiceFound;
  times: TimeFound[];
  relative?: Relative;
}

const chosen = (
  text: string,
  times: readonly TimeFound[],
  context: ReplyContext,
): ChoiceFound | undefined =>
  context.choices ? matchChoice(text, context.choices, times, context) : undefined;

const saysOtherTime = (times: readonly TimeFound[], context: ReplyContext): boolean => {
  const wishes = times.filter((time) => !time.excluded);
  const starts = (context.choices ?? []).flatMap(({ start }) => start ?? []);
  return (
    wishes.length > 0 &&
    !starts.some((start) => wishes.some((wish) => timeFits(wish, start, context)))
  );
};

const ABOUT_CHOICES: ReadonlySet<ReplyAct> = new Set([
  "affirm",
  "affirm_but",
  "choose",
  "ask",
  "inform",
  "defer",
]);

/** An unqualified yes stands for the only thing shown; of several it must be asked which. */
const affirmedChoice = ({ choices = [] }: ReplyContext): ChoiceFound | undefined => {
  const [first, ...others] = choices;
  if (!first) return undefined;
  return others.length === 0 ? { id: first.id } : { ambiguous: choices.map(({ id }) => id) };
};

/**
 * What a lead's message does in answer to what we said: one leading act, everything else it holds,
 * the choice it makes and the times it names. A yes with a condition, a doubt, another time or a
 * change in it is `affirm_but`, never `affirm`; a question ("được không?") is no yes.
 */
export const readReply = (message: string, context: ReplyContext): Reply => {
  const text = normaliseText(message);
  const language = detectLanguage(text);
  const times = findTimes(text, context);
  const rest = expandShorthand(blankTimes(text, times), language ?? context.locale);
  const choice = chosen(text, times, context);
  const facts: Facts = {
    marks: findMarks(rest, language),
    yes: isMachineText(text) ? null : readYes(rest, language),
    optOut: readOptOut(rest),
    asked: context.asked ?? "none",
    choice,
    otherTime: saysOtherTime(times, context),
    hasTimes: times.some((time) => !time.excluded),
    asksBack: /\?/u.test(text),
    speaks: /\p{L}{2}/u.test(text),
  };
  const acts = weighActs(facts);
  const act = acts[0] ?? "none";
  const relative = readRelative(rest, facts.marks);
  const settled = choice ?? (act === "affirm" ? affirmedChoice(context) : undefined);
  return {
    act,
    acts,
    ...(settled && ABOUT_CHOICES.has(act) && { choice: settled }),
    times,
    ...(relative && act !== "choose" && { relative }),
  };
};
