import type { Runtime } from "@langchain/langgraph";
import { z } from "zod";

import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";

import { deedRisks } from "../approval/risks.ts";
import { type Focus, remember, WishedTime } from "../focus.ts";
import type { ToolCall } from "../model/chat-model.ts";
import { Overtaken } from "../overtaken.ts";
import type { Step } from "../step.ts";
import type { ConsentSubject, ToolResult } from "../tool.ts";
import { admitCall, maxCalls, type Surroundings } from "../tool-gate.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import { bookingOf, type TurnWorld } from "../turn-world.ts";
import { proposeAct } from "./propose.ts";
import { hasWritten } from "./trace.ts";

/**
 * Runs what the model asked for, through the gate, one after another, on facts read afresh. Before a
 * deed that a person must look at it stops: that call and those after it are still to be made.
 */
export const runTools =
  (deps: AgentDeps) =>
  async (state: TurnState, runtime: Runtime<TurnContext>): Promise<Partial<TurnState>> => {
    const world = worldOf(runtime);
    const { briefing, steps, calls, nextWrite } = state;
    let made: Made = { briefing, steps, calls, nextWrite };
    // One call more than are allowed, so that the model hears why the rest are not made.
    const pending = state.pending.slice(0, maxCalls + 1 - steps.length);
    for (const [index, call] of pending.entries()) {
      const surroundings = world.surroundings(made.nextWrite, call.name);
      const admitted = admitCall(deps.tools, call, made.steps, made.briefing, surroundings);
      const subject = subjectAtRisk(state, admitted);
      if (subject && state.decision === null) {
        const proposal = proposeAct(deps, world, { ...state, ...made }, { call, subject });
        return { ...made, pending: pending.slice(index), proposal };
      }
      await endIfOvertaken(deps, world, made, { call, admitted });
      const isBarred = subject !== null && !isApproved(state, call);
      made = await make(deps, world, made, {
        call,
        admitted: isBarred ? oneDeedATurn(surroundings) : admitted,
      });
    }
    return { ...made, pending: [] };
  };

/** A newer word may take back what this one asks for; what was begun is gone through with. */
const endIfOvertaken = async (
  deps: AgentDeps,
  world: TurnWorld,
  made: Made,
  { call, admitted }: { readonly call: ToolCall; readonly admitted: Gated },
): Promise<void> => {
  if (!("run" in admitted) || !isWrite(deps, call) || hasWritten(made)) return;
  if (await world.isOvertaken()) throw new Overtaken();
};

/** What the calls so far have made of the turn. */
type Made = Pick<TurnState, "briefing" | "steps" | "calls" | "nextWrite">;
type Gated = ReturnType<typeof admitCall>;

/** What the lead has agreed to, where a person must agree as well. */
const subjectAtRisk = ({ mode, decision }: TurnState, admitted: Gated): ConsentSubject | null => {
  if (!("run" in admitted) || (mode === "auto" && decision === null)) return null;
  return deedRisks(admitted.subject).length > 0 ? admitted.subject : null;
};

/** The call a person said yes to, and no other. */
const isApproved = ({ proposal }: TurnState, { id }: ToolCall): boolean =>
  proposal?.waiting.kind === "act" && proposal.waiting.call.id === id;

const oneDeedATurn = ({ refuse }: Surroundings): Refusal =>
  refuse("not_offered_now", "a person has decided about another deed of this turn");

/** Makes one call, or notes why it is not made; after a write the facts are read anew. */
const make = async (
  deps: AgentDeps,
  world: TurnWorld,
  { briefing, steps, calls, nextWrite }: Made,
  { call, admitted }: { readonly call: ToolCall; readonly admitted: Gated },
): Promise<Made> => {
  const started = world.elapsed();
  const step = { call, result: "run" in admitted ? await admitted.run() : admitted };
  if ("run" in admitted) world.noted(step);
  const wrote = isWrite(deps, call);
  const focus = focusAfter(briefing.focus, step);
  const span = { at: started, ms: world.elapsed() - started };
  return {
    steps: [...steps, step],
    calls: [...calls, { tool: call.name, outcome: outcomeOf(step.result), ...span }],
    nextWrite: wrote ? nextWrite + 1 : nextWrite,
    briefing: wrote ? { ...(await world.brief(focus)), focus } : { ...briefing, focus },
  };
};

const isWrite = ({ tools }: AgentDeps, call: ToolCall): boolean =>
  tools.some(({ name, effect }) => name === call.name && effect === "write");

const outcomeOf = (result: ToolResult): string => (result.ok ? result.action : result.code);

const Times = z.object({ times: z.array(WishedTime).min(1) });

/** The times a call looked for are what is wished now, however they were worked out. */
const wishAfter = (wish: Focus["wish"], { call }: Step): Focus["wish"] => {
  const looked = Times.safeParse(call.arguments);
  return looked.success ? { ...wish, times: looked.data.times } : wish;
};

const focusAfter = (focus: Focus, step: Step): Focus => ({
  ...focus,
  wish: wishAfter(focus.wish, step),
  bookingId: bookingOf(step)?.id ?? focus.bookingId,
  shown: remember(
    focus.shown,
    slotsIn(step.result).map(({ id }) => id),
  ),
});

const slotsIn = (result: ToolResult): readonly Slot[] => {
  if (!result.ok) return result.alternatives ?? [];
  if (result.action === "availability") return [...result.slots, ...result.nearest];
  return "offered" in result ? (result.offered ?? []) : [];
};
