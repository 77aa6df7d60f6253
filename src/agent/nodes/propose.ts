import type { Runtime } from "@langchain/langgraph";

import { groundsOf, intentOf } from "../approval/grounds.ts";
import type { Proposal } from "../approval/proposal.ts";
import { bookingsAtRisk, deedRisks, talkRisks } from "../approval/risks.ts";
import type { ToolCall } from "../model/chat-model.ts";
import type { ConsentSubject } from "../tool.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import type { TurnWorld } from "../turn-world.ts";
import { hasWritten, isUnclear, traceOf } from "./trace.ts";

/** A deed that waits: it is not done yet, and what led to it is. */
export const proposeAct = (
  deps: AgentDeps,
  world: TurnWorld,
  state: TurnState,
  { call, subject }: { readonly call: ToolCall; readonly subject: ConsentSubject | null },
): Proposal => {
  const risks = deedRisks(subject);
  return {
    risks,
    waiting: { kind: "act", call, bookingIds: bookingsAtRisk(subject) },
    focus: state.briefing.focus,
    wrote: hasWritten(state),
    trace: traceOf(deps, world, state, risks),
    grounds: groundsOf(state.steps),
    intent: intentOf(state.steps, call.name),
  };
};

/** Weighs a reply that may be sent: with `review` all wait, with `guarded` those with a risk. */
export const weighReply =
  (deps: AgentDeps) =>
  (state: TurnState, runtime: Runtime<TurnContext>): Partial<TurnState> => {
    const { reply, briefing, steps, answer, mode } = state;
    if (!reply) throw new Error("only a reply is weighed");
    const handed = steps.some(({ result }) => result.ok && result.action === "handed_over");
    const misread = isUnclear(answer) || handed;
    const risks = talkRisks({ briefing, reply: reply.text, misread });
    if (mode !== "review" && risks.length === 0) return { proposal: null };
    const world = worldOf(runtime);
    return {
      proposal: {
        risks,
        waiting: { kind: "reply", reply },
        focus: briefing.focus,
        wrote: world.owed.length > 0 || hasWritten(state),
        trace: traceOf(deps, world, state, risks),
        grounds: groundsOf(steps),
        intent: intentOf(steps, null),
      },
    };
  };
