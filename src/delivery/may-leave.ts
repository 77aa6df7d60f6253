import type { ChannelLimits } from "#src/conversation/channel.ts";
import type { Outgoing } from "#src/db/queries/deliveries.ts";

/** Words older than this are no answer any more. */
const mostHours = 24;
const hourMs = 3_600_000;

/** Why a message shall not leave any more. */
export type Withheld = "taken_over" | "opted_out" | "too_old" | "window_closed";

/**
 * Looks once more, at the moment of sending: nothing of the agent leaves a conversation that a person
 * has taken over, nothing but answers reaches somebody who has opted out, nothing is said a day late.
 */
export const mayLeave = (
  { author, isAnswer, owner, optedOut, leadWroteAt }: Outgoing,
  { queued_at }: { readonly queued_at: Date },
  { windowHours }: Pick<ChannelLimits, "windowHours">,
  now: Date,
): Withheld | null => {
  if (author === "ai" && owner === "human") return "taken_over";
  if (optedOut && !isAnswer && author !== "sales") return "opted_out";
  if (hoursSince(queued_at, now) > mostHours) return "too_old";
  const isClosed =
    windowHours !== undefined &&
    (leadWroteAt === null || hoursSince(leadWroteAt, now) > windowHours);
  return isClosed ? "window_closed" : null;
};

const hoursSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / hourMs;
