import type { Runtime } from "@langchain/langgraph";

import type { Briefing } from "../briefing.ts";
import { type Asked, type Focus, noWish } from "../focus.ts";
import type { PlainReply, ReplyPlan } from "../replies/reply-plan.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import type { TurnOutcome } from "../turn-world.ts";
import { hasWritten, isUnclear, traceOf } from "./trace.ts";

/** The reply with what the conversation will remember of it, and the trace of how it came about. */
export const finish =
  (deps: AgentDeps) =>
  (state: TurnState, runtime: Runtime<TurnContext>): Partial<TurnState> => {
    const { reply, steps, briefing } = state;
    if (!reply) throw new Error("a turn finishes with a reply");
    const world = worldOf(runtime);
    const handed = steps.some(({ result }) => result.ok && result.action === "handed_over");
    const outcome: TurnOutcome = {
      reply,
      focus: nextFocus(state),
      wrote: world.owed.length > 0 || hasWritten(state),
      handOver: handed ? "asked for" : state.failure,
      trace: traceOf(deps, world, state, state.proposal?.risks ?? []),
    };
    return { outcome, briefing };
  };

/** A word of thanks or a look at one's bookings answers nothing: the question before stays open. */
const aside: readonly ReplyPlan["kind"][] = ["bookings", "answers"];
const courtesies: readonly PlainReply[] = ["thanks", "hello_again", "no_bookings", "unclear"];

/** A question for a yes is never kept: the yes must follow the question itself. */
const stillOpen = (asked: Asked | null, plan: ReplyPlan | undefined): Asked | null => {
  if (asked === null || "shownHash" in asked) return null;
  const isAside =
    plan === undefined ||
    aside.includes(plan.kind) ||
    (plan.kind === "plain" && courtesies.includes(plan.say));
  return isAside ? asked : null;
};

const isBooked = (steps: TurnState["steps"]): boolean =>
  steps.some(
    ({ result }) =>
      result.ok && (result.action === "slot_confirmed" || result.action === "series_confirmed"),
  );

/**
 * An offer answers a wish: what is wished next is said anew. Until it is booked, who shall serve and
 * where a lead lives stay as they were said.
 */
const afterOffer = ({ focus, booking, services }: Briefing, booked: boolean): Focus["wish"] => {
  if (booked) return noWish;
  const { traits, locationId } = focus.wish;
  const travels = services.find(({ id }) => id === booking?.serviceId)?.travels === true;
  return { ...noWish, traits, locationId: travels ? locationId : null };
};

/** What the conversation remembers once this reply is sent. */
const nextFocus = ({ briefing, reply, answer, steps }: TurnState): Focus => {
  const { focus } = briefing;
  const misread = isUnclear(answer);
  const offered = steps.some(
    ({ result }) =>
      result.ok &&
      ("offered" in result || "visits" in result || result.action === "slot_confirmed"),
  );
  const acted = steps.some(
    ({ result }) => result.ok && ("booking" in result || "visits" in result),
  );
  return {
    ...focus,
    asked: reply?.asked ?? (acted ? null : stillOpen(focus.asked, answer?.plan)),
    unclear: misread ? focus.unclear + 1 : 0,
    wish: offered ? afterOffer(briefing, isBooked(steps)) : focus.wish,
  };
};
