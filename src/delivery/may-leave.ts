import type { ChannelLimits } from "#src/conversation/channel.ts";
import type { Outgoing } from "#src/db/queries/deliveries.ts";
import { policyAt } from "#src/domain/policy.ts";
import { quietUntil } from "#src/domain/quiet-hours.ts";

/** Words older than this are no answer any more. */
const mostHours = 24;
const hourMs = 3_600_000;

/** Who has written so lately is awake, whatever the hour. */
const awakeMs = 15 * 60_000;

/** Why a message shall not leave any more. */
export type Withheld = "disconnected" | "taken_over" | "opted_out" | "too_old" | "window_closed";

/**
 * Looks once more, at the moment of sending: nothing leaves through an account that was let go of,
 * nothing of the agent leaves a conversation that a person has taken over, nothing but answers reaches
 * somebody who has opted out, nobody is reminded or offered something against their wish, nothing is
 * said a day late.
 */
export const mayLeave = (
  outgoing: Outgoing,
  { queued_at }: { readonly queued_at: Date },
  { isClosed, now }: { readonly isClosed: boolean; readonly now: Date },
): Withheld | null => {
  if (outgoing.isDisconnected) return "disconnected";
  if (outgoing.author === "ai" && outgoing.owner === "human") return "taken_over";
  if (!isWanted(outgoing)) return "opted_out";
  if (hoursSince(queued_at, now) > mostHours) return "too_old";
  return isClosed ? "window_closed" : null;
};

/** Offers are only sent to who has asked for them. */
const isWanted = ({ author, isAnswer, purpose, optedOut, noReminders, wantsOffers }: Outgoing) => {
  if (purpose === "marketing") return wantsOffers && !optedOut;
  if (purpose === "reminders") return !noReminders && !optedOut;
  return !optedOut || isAnswer || author === "sales";
};

/** Until when nobody is to be disturbed with this; null: it may leave now. */
export const heldUntil = (
  { purpose, policy, zone, leadWroteAt }: Outgoing,
  now: Date,
): Date | null => {
  const { quietHours } = policyAt(policy);
  if (purpose === null || quietHours === null) return null;
  const isAwake = leadWroteAt !== null && now.getTime() - leadWroteAt.getTime() < awakeMs;
  return isAwake ? null : quietUntil(quietHours, zone, now);
};

/** Whether the provider lets only what it has approved leave, the lead being silent for so long. */
export const isWindowClosed = (
  { leadWroteAt }: Pick<Outgoing, "leadWroteAt">,
  { windowHours }: Pick<ChannelLimits, "windowHours">,
  now: Date,
): boolean =>
  windowHours !== undefined && (leadWroteAt === null || hoursSince(leadWroteAt, now) > windowHours);

const hoursSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / hourMs;
