import type { Briefing } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import { readInbound } from "#src/agent/read-inbound.ts";
import type { PlainReply } from "#src/agent/replies/reply-plan.ts";

/** What code decides before any model sees the message (DESIGN §2, step 3). */
export interface Ruling {
  readonly say: PlainReply;
  /** Why people take over; null when the agent stays. */
  readonly handOver: string | null;
  readonly optOut: boolean;
}

/**
 * Opt-out, an emergency and the wish for a person are recognised in code and answered in code, and so
 * is what nobody here can read, a voice note or a photo; null: the model's turn. A pressed button is
 * none of them.
 */
export const ruleBeforeModel = (briefing: Briefing): Ruling | null => {
  if (briefing.inbound.every(({ choiceId }) => choiceId !== null)) return null;
  if (briefing.inbound.every(({ text, choiceId }) => text === "" && choiceId === null)) {
    return { say: "cannot_read", handOver: null, optOut: false };
  }
  const { acts } = readInbound(briefing);
  if (acts.includes("emergency")) {
    return { say: "emergency", handOver: "emergency", optOut: false };
  }
  if (acts[0] === "opt_out") return { say: "opted_out", handOver: null, optOut: true };
  if (acts[0] === "human") return { say: "handed_over", handOver: "asked for", optOut: false };
  return null;
};

/** After such an answer no question of ours is open any more, unless nothing was understood. */
export const focusAfterRuling = (focus: Focus, { say }: Ruling): Focus =>
  say === "cannot_read" ? focus : { ...focus, asked: null, unclear: 0 };
