import { z } from "zod";
import type { Slot } from "#src/domain/slot.ts";

import { type Focus, remember, WishedTime } from "../focus.ts";
import type { Step } from "../step.ts";
import type { ToolResult } from "../tool.ts";
import { callTool, maxCalls } from "../tool-gate.ts";
import type { AgentDeps, TurnState } from "../turn-state.ts";
import { bookingOf } from "../turn-world.ts";

/** Runs what the model asked for, through the gate, one after another, on facts read afresh. */
export const runTools =
  ({ tools }: AgentDeps) =>
  async (state: TurnState): Promise<Partial<TurnState>> => {
    const { world } = state;
    let { briefing, nextWrite } = state;
    const steps = [...state.steps];
    const calls = [...state.calls];
    // One call more than are allowed, so that the model hears why the rest are not made.
    for (const call of state.pending.slice(0, maxCalls + 1 - steps.length)) {
      const started = world.elapsed();
      const surroundings = world.surroundings(nextWrite, call.name);
      const result = await callTool(tools, call, steps, briefing, surroundings);
      const isWrite = tools.some(({ name, effect }) => name === call.name && effect === "write");
      if (isWrite) nextWrite += 1;
      const step = { call, result };
      steps.push(step);
      calls.push({ tool: call.name, outcome: outcomeOf(result), ms: world.elapsed() - started });
      const focus = focusAfter(briefing.focus, step);
      briefing = isWrite ? { ...(await world.brief(focus)), focus } : { ...briefing, focus };
    }
    return { briefing, steps, calls, nextWrite, pending: [] };
  };

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
