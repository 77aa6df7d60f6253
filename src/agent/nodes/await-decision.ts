import { interrupt, type Runtime } from "@langchain/langgraph";

import type { Decision } from "../approval/proposal.ts";
import { reword } from "../approval/reword.ts";
import { foundSlots, withoutLost } from "../approval/still-free.ts";
import { checkClaims } from "../claims/check-claims.ts";
import { type TurnContext, type TurnState, worldOf } from "../turn-state.ts";

/**
 * Where a turn waits for a person. It starts from its top when it goes on, so nothing happens before
 * the interrupt; after it every fact is read anew.
 */
export const awaitDecision = async (
  { proposal, steps }: TurnState,
  runtime: Runtime<TurnContext>,
): Promise<Partial<TurnState>> => {
  if (!proposal) throw new Error("nothing waits for a person");
  const decision = interrupt<TurnState["proposal"], Decision>(proposal);
  const { brief, stillFree } = worldOf(runtime);
  const { focus, waiting } = proposal;
  const briefing = { ...(await brief(focus)), focus };
  if (waiting.kind === "act") return { decision, briefing };
  const reply = decision.text === null ? waiting.reply : reword(waiting.reply, decision.text);
  const isFree = await stillFree(foundSlots(steps));
  return { decision, briefing, reply, steps: withoutLost(steps, isFree) };
};

/** Approved words are held against the facts of this moment, whoever wrote them. */
export const checkApproved = (
  { reply, briefing, steps }: TurnState,
  runtime: Runtime<TurnContext>,
): Partial<TurnState> => {
  const { owed } = worldOf(runtime);
  return { untrue: checkClaims(reply?.text ?? "", briefing, [...owed, ...steps]) };
};
