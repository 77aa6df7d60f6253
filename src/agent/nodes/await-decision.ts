import { interrupt, type Runtime } from "@langchain/langgraph";

import type { Slot } from "#src/domain/slot.ts";
import type { Decision } from "../approval/proposal.ts";
import { reword } from "../approval/reword.ts";
import { foundSlots, withoutLost } from "../approval/still-free.ts";
import { checkClaims } from "../claims/check-claims.ts";
import type { Focus } from "../focus.ts";
import { type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import { bookingOf, type TurnWorld } from "../turn-world.ts";

/**
 * Where a turn waits for a person. It starts from its top when it goes on, so nothing happens before
 * the interrupt; after it every fact is read anew.
 */
export const awaitDecision = async (
  state: TurnState,
  runtime: Runtime<TurnContext>,
): Promise<Partial<TurnState>> => {
  const { proposal } = state;
  if (!proposal) throw new Error("nothing waits for a person");
  const decision = interrupt<TurnState["proposal"], Decision>(proposal);
  const world = worldOf(runtime);
  const { focus, waiting } = proposal;
  if (waiting.kind === "act") return { decision, ...(await goOn(state, world, focus)) };
  const { asked } = waiting.reply;
  // What is held for a series is read by the question that asks for its yes.
  const briefing = { ...(await world.brief({ ...focus, asked })), focus };
  const reply = decision.text === null ? waiting.reply : reword(waiting.reply, decision.text);
  const isFree = await world.stillFree(foundSlots(state.steps));
  const held = new Set(
    [...briefing.offered, ...(briefing.series?.slots ?? [])].map(({ id }) => id),
  );
  const isHeld = ({ id }: Slot) => held.has(id);
  return { decision, briefing, reply, steps: withoutLost(state.steps, { isFree, isHeld }) };
};

/** To the deed; or past it, when it was done before a crash. */
const goOn = async (
  { steps, pending, nextWrite }: TurnState,
  world: TurnWorld,
  before: Focus,
): Promise<Partial<TurnState>> => {
  const done = world.done.filter(({ write }) => write >= nextWrite);
  const bookingId = done.map(bookingOf).findLast((booking) => booking !== null)?.id;
  const focus = { ...before, ...(bookingId && { bookingId }) };
  const briefing = { ...(await world.brief(focus)), focus };
  if (done.length === 0) return { briefing, pending };
  return { briefing, steps: [...steps, ...done], nextWrite: world.nextWrite, pending: [] };
};

/** Approved words are held against the facts of this moment, whoever wrote them. */
export const checkApproved = (
  { reply, briefing, steps }: TurnState,
  runtime: Runtime<TurnContext>,
): Partial<TurnState> => {
  const { owed } = worldOf(runtime);
  return { untrue: checkClaims(reply?.text ?? "", briefing, [...owed, ...steps]) };
};
