import { planOutcome } from "../replies/plan-outcome.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { plain, type Rendered, voiceOf } from "../replies/render-reply.ts";
import type { ReplyPlan } from "../replies/reply-plan.ts";
import type { AgentDeps, TurnState } from "../turn-state.ts";

/**
 * The reply: a model's own words where it has some, with the buttons the facts call for; a question
 * that asks for a yes is always ours, word by word, because the yes is bound to it.
 */
export const composeReply =
  ({ phrases }: AgentDeps) =>
  ({ answer, briefing, steps, failure }: TurnState): Partial<TurnState> => {
    const voice = voiceOf(phrases, briefing);
    if (failure !== null) return { reply: plain(voice.say("trouble")), wording: "safe" };
    const plan = answer?.plan ?? planOutcome(briefing, steps);
    const standard = plan ? renderPlan(voice, plan) : null;
    const own = answer?.text?.trim();
    if (own && plan?.kind !== "confirm")
      return { reply: inOwnWords(own, standard), wording: "model" };
    const reply = standard ?? renderPlan(voice, unclear);
    return { reply, wording: "template" };
  };

const unclear: ReplyPlan = { kind: "plain", say: "unclear" };

const inOwnWords = (text: string, standard: Rendered | null): Rendered => ({
  text,
  choices: standard?.choices ?? [],
  asked: standard?.asked ?? null,
});
