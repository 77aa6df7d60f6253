import type { Runtime } from "@langchain/langgraph";

import { checkClaims } from "../claims/check-claims.ts";
import { planOutcome } from "../replies/plan-outcome.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { type Rendered, voiceOf } from "../replies/render-reply.ts";
import { secondOpinion } from "../second-opinion.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";

/**
 * Nothing untrue is sent: the model may say it again once, then the safe words of the turn's own
 * outcome are said, and when there are none a person takes over.
 */
export const checkReply =
  ({ phrases, judge }: AgentDeps) =>
  async (state: TurnState, runtime: Runtime<TurnContext>): Promise<Partial<TurnState>> => {
    const { reply, briefing, retries, wording, failure } = state;
    const { owed, signal } = worldOf(runtime);
    const steps = [...owed, ...state.steps];
    if (!reply || failure !== null) return {};
    const found = checkClaims(reply.text, briefing, steps);
    // Our own sentences are filled from receipts; a second opinion is for a model's words alone.
    const isJudged = judge !== null && wording === "model" && found.length === 0;
    const claims = isJudged
      ? await secondOpinion(judge, reply.text, { briefing, steps }, signal)
      : found;
    if (claims.length === 0) return {};
    if (wording === "model" && retries === 0) return { reply: null, claims, retries: 1 };
    const safe = wording === "model" ? safeWords(phrases, briefing, steps) : null;
    if (safe) return { reply: safe, claims, wording: "safe" };
    const trouble = phrases.reply(briefing.language, "trouble");
    return {
      reply: { text: trouble, choices: [], asked: null },
      claims,
      wording: "safe",
      failure: `no true reply: ${claims.map(({ kind }) => kind).join(", ")}`,
    };
  };

/** The turn's own outcome in our words, which stand up to the facts; null when nothing came about. */
const safeWords = (
  phrases: AgentDeps["phrases"],
  briefing: TurnState["briefing"],
  steps: TurnState["steps"],
): Rendered | null => {
  const plan = planOutcome(briefing, steps);
  const safe = plan && renderPlan(voiceOf(phrases, briefing), plan);
  return safe && checkClaims(safe.text, briefing, steps).length === 0 ? safe : null;
};
