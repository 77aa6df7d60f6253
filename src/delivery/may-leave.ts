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
  { author, isAnswer, owner, optedOut }: Outgoing,
  { queued_at }: { readonly queued_at: Date },
  { isClosed, now }: { readonly isClosed: boolean; readonly now: Date },
): Withheld | null => {
  if (author === "ai" && owner === "human") return "taken_over";
  if (optedOut && !isAnswer && author !== "sales") return "opted_out";
  if (hoursSince(queued_at, now) > mostHours) return "too_old";
  return isClosed ? "window_closed" : null;
};

/** Whether the provider lets only what it has approved leave, the lead being silent for so long. */
export const isWindowClosed = (
  { leadWroteAt }: Pick<Outgoing, "leadWroteAt">,
  { windowHours }: Pick<ChannelLimits, "windowHours">,
  now: Date,
): boolean =>
  windowHours !== undefined && (leadWroteAt === null || hoursSince(leadWroteAt, now) > windowHours);

const hoursSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / hourMs;
