import type { Briefing } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import { readInbound } from "#src/agent/read-inbound.ts";
import type { PlainReply } from "#src/agent/replies/reply-plan.ts";
import type { TurnConversation } from "#src/db/queries/suggestions.ts";
import {
  type ContactWish,
  readContactWish,
  refusedPurpose,
} from "#src/language/read-contact-wish.ts";

/** What code decides before any model sees the message (DESIGN §2, step 3). */
export interface Ruling {
  readonly say: PlainReply;
  /** Why people take over; null when the agent stays. */
  readonly handOver: string | null;
  /** What the lead wants to be written about from now on; null: as before. */
  readonly wish: ContactWish | null;
}

/** What the lead has asked for before about being written to. */
type Wishing = Pick<TurnConversation, "isOptedOut" | "getsOffers">;

/**
 * What the lead wants to be written about, an emergency and the wish for a person are recognised in code and answered in code, and so
 * is what nobody here can read, a voice note or a photo; null: the model's turn. A pressed button is
 * none of them.
 */
export const ruleBeforeModel = (briefing: Briefing, lead: Wishing): Ruling | null => {
  if (briefing.inbound.every(({ choiceId }) => choiceId !== null)) return null;
  if (briefing.inbound.every(({ text, choiceId }) => text === "" && choiceId === null)) {
    return { say: "cannot_read", handOver: null, wish: null };
  }
  const { acts } = readInbound(briefing);
  if (acts.includes("emergency")) {
    return { say: "emergency", handOver: "emergency", wish: null };
  }
  const wish = wishOf(briefing, acts, lead);
  if (wish) return { say: answers[wish.purpose][wish.wanted ? "on" : "off"], handOver: null, wish };
  if (acts[0] === "human") return { say: "handed_over", handOver: "asked for", wish: null };
  return null;
};

const answers = {
  all: { on: "opted_in", off: "opted_out" },
  reminders: { on: "reminders_on", off: "reminders_off" },
  marketing: { on: "marketing_on", off: "marketing_off" },
} as const;

/** START opens conversations as well: it is an opt-in only from somebody who has opted out. */
const wishOf = (
  { text }: Briefing,
  acts: readonly string[],
  { isOptedOut, getsOffers }: Wishing,
): ContactWish | null => {
  const wish = readContactWish(text);
  if (wish) return wish.purpose === "all" && wish.wanted && !isOptedOut ? null : wish;
  return acts[0] === "opt_out"
    ? { purpose: refusedPurpose(text, getsOffers), wanted: false }
    : null;
};

/** After such an answer no question of ours is open any more, unless nothing was understood. */
export const focusAfterRuling = (focus: Focus, { say }: Ruling): Focus =>
  say === "cannot_read" ? focus : { ...focus, asked: null, unclear: 0 };
