import type { Runtime } from "@langchain/langgraph";

import { checkClaims, type FalseClaim } from "../claims/check-claims.ts";
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
  (deps: AgentDeps) =>
  async (state: TurnState, runtime: Runtime<TurnContext>): Promise<Partial<TurnState>> => {
    const { reply, briefing, retries, wording, failure } = state;
    if (!reply || failure !== null) return {};
    const world = worldOf(runtime);
    const steps = [...world.owed, ...state.steps];
    const claims = await falseIn(deps, reply.text, { ...state, steps }, world.signal);
    if (claims.length === 0) return {};
    if (wording === "model" && retries === 0) return { reply: null, claims, retries: 1 };
    const safe = wording === "model" ? safeWords(deps.phrases, briefing, steps) : null;
    if (safe) return { reply: safe, claims, wording: "safe" };
    const trouble = deps.phrases.reply(briefing.language, "trouble");
    return {
      reply: { text: trouble, choices: [], asked: null },
      claims,
      wording: "safe",
      failure: `no true reply: ${claims.map(({ kind }) => kind).join(", ")}`,
    };
  };

/** Our own sentences are filled from receipts; a second opinion is for a model's words alone. */
const falseIn = async (
  { judge }: AgentDeps,
  text: string,
  { briefing, steps, wording }: Pick<TurnState, "briefing" | "steps" | "wording">,
  signal: AbortSignal,
): Promise<readonly FalseClaim[]> => {
  const claims = checkClaims(text, briefing, steps);
  const isJudged = judge !== null && wording === "model" && claims.length === 0;
  return isJudged ? secondOpinion(judge, text, { briefing, steps }, signal) : claims;
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
