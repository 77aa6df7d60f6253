import type { Runtime } from "@langchain/langgraph";

import type { Briefing } from "../briefing.ts";
import { planOutcome } from "../replies/plan-outcome.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { plain, type Rendered, type Voice, voiceOf } from "../replies/render-reply.ts";
import type { ReplyPlan } from "../replies/reply-plan.ts";
import type { Step } from "../step.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import { bookingOf } from "../turn-world.ts";

/** What was done before and never told comes first; then what is said of this turn. */
export const composeReply =
  ({ phrases }: AgentDeps) =>
  (state: TurnState, runtime: Runtime<TurnContext>): Partial<TurnState> => {
    const voice = voiceOf(phrases, state.briefing);
    const said = composeOwn(voice, state);
    const news = owedNews(voice, state, worldOf(runtime).owed);
    return news === null ? said : { ...said, reply: withNews(news, said.reply) };
  };

type Said = Pick<TurnState, "wording"> & { readonly reply: Rendered };

/**
 * The reply: a model's own words where it has some, with the buttons the facts call for; a question
 * that asks for a yes is always ours, word by word, because the yes is bound to it.
 */
const composeOwn = (voice: Voice, { answer, briefing, steps, failure }: TurnState): Said => {
  if (failure !== null) return { reply: plain(voice.say("trouble")), wording: "safe" };
  const plan = answer?.plan ?? planOutcome(briefing, steps);
  const standard = plan ? renderPlan(voice, plan) : null;
  const own = answer?.text?.trim();
  if (own && plan?.kind !== "confirm") {
    return { reply: inOwnWords(own, standard), wording: "model" };
  }
  const reply = standard ?? renderPlan(voice, unclear);
  return { reply, wording: "template" };
};

const unclear: ReplyPlan = { kind: "plain", say: "unclear" };

const inOwnWords = (text: string, standard: Rendered | null): Rendered => ({
  text,
  choices: standard?.choices ?? [],
  asked: standard?.asked ?? null,
});

/** Null when nothing is owed, and when this turn tells of the same booking itself. */
const owedNews = (
  voice: Voice,
  { briefing, steps }: { readonly briefing: Briefing; readonly steps: readonly Step[] },
  owed: readonly Step[],
): string | null => {
  const told = new Set(steps.map((step) => bookingOf(step)?.id));
  const last = owed.findLast((step) => !told.has(bookingOf(step)?.id));
  const plan = last ? planOutcome(briefing, [last]) : null;
  return plan ? renderPlan(voice, plan).text : null;
};

const withNews = (news: string, reply: Rendered): Rendered =>
  reply.text.includes(news) ? reply : { ...reply, text: `${news}\n\n${reply.text}` };
