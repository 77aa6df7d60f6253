import type { Agent } from "#src/agent/turn-world.ts";
import type { BookingDeps } from "#src/booking/booking-deps.ts";
import type { Bookings } from "#src/booking/bookings.ts";
import type { Db } from "#src/db/connect.ts";
import { holdLock } from "#src/db/hold-lock.ts";
import { findTurnConversation } from "#src/db/queries/suggestions.ts";
import { listUnanswered } from "#src/db/queries/turns.ts";
import type { Events } from "#src/events.ts";
import { answerTurn } from "./answer-turn.ts";
import { hearContactWish } from "./contact-wish.ts";
import { hearRecordings } from "./hear-recordings.ts";
import { linkProven } from "./link-people.ts";
import { announce } from "./live.ts";
import type { Waiting } from "./running-turn.ts";
import type { TurnChannel } from "./turn-channel.ts";

/** What turns are taken with. */
export interface TurnDeps extends BookingDeps {
  readonly agent: Agent;
  readonly bookings: Bookings;
  readonly events: Events;
  readonly stopwatch: () => () => number;
  /** Milliseconds of silence that end a burst of messages; 1500 at most. */
  readonly burstMs: number;
  /** Milliseconds after which a turn's model is given up. */
  readonly turnTimeoutMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly channel: TurnChannel;
  /** Whether what a turn was answered from is kept, so that it can be replayed. */
  readonly recordsTurns: boolean;
}

export interface ConversationKey {
  readonly organizationId: string;
  readonly conversationId: string;
}

/**
 * Answers what waits in a conversation: one turn at a time, all waiting messages in one turn. A
 * second worker that finds the conversation taken leaves it to the first, which looks once more
 * after letting go. Safe to call at any time and any number of times.
 */
export const takeTurn = async (deps: TurnDeps, key: ConversationKey): Promise<void> => {
  for (;;) {
    const { organizationId, conversationId } = key;
    const name = `${organizationId}/${conversationId}`;
    const taken = await holdLock(deps.db, name, () => answerOnce(deps, key));
    if (!taken || !(await findWaiting(deps.db, key))) return;
  }
};

/** One turn of what waits; what came meanwhile is found by the look after letting go. */
const answerOnce = async (deps: TurnDeps, key: ConversationKey): Promise<void> => {
  const found = await waitOutBurst(deps, key);
  if (!found) return;
  const waiting = found.conversation.unlinked ? await link(deps, key, found) : found;
  if (!waiting) return;
  const endTyping = await startTyping(deps, key, waiting);
  try {
    await answerTurn(deps, await hearRecordings(deps, key, waiting));
  } finally {
    await endTyping();
  }
};

/** Whose turn it is may change with what the channel vouches for. */
const link = async (
  deps: TurnDeps,
  key: ConversationKey,
  { conversation }: Waiting,
): Promise<Waiting | null> => {
  await linkProven(deps.db, conversation, deps.now());
  return findWaiting(deps.db, key);
};

/** Shown only where the agent answers by itself: whoever waits for a person sees nothing. */
const startTyping = async (
  { db, channel }: TurnDeps,
  key: ConversationKey,
  { conversation }: Waiting,
): Promise<() => Promise<void>> => {
  if (conversation.mode === "review" || conversation.mode === "off") return async () => undefined;
  await announce(db, key.conversationId, { kind: "typing", on: true });
  const stop = channel.showTyping(key);
  return () => {
    stop();
    return announce(db, key.conversationId, { kind: "typing", on: false });
  };
};

/**
 * The conversation, when a message of the lead waits in it for the agent: it is the agent's, or a
 * person has told it to do something, and nothing it would say waits for a person.
 */
const findWaiting = async (db: Db, key: ConversationKey): Promise<Waiting | null> => {
  const conversation = await findTurnConversation(db, key.organizationId, key.conversationId);
  if (!conversation || conversation.last_seq <= conversation.answered_seq) return null;
  if (conversation.hasSuggestion) return null;
  const unanswered = await listUnanswered(db, conversation);
  if (unanswered.length === 0) return null;
  if (conversation.owner === "ai" || conversation.hasApprovedAct) {
    return { conversation, unanswered };
  }
  await hearContactWish(db, conversation, unanswered);
  return null;
};

/** People write in pieces: wait until nothing came for a moment. A pressed button ends a burst. */
const waitOutBurst = async (deps: TurnDeps, key: ConversationKey): Promise<Waiting | null> => {
  for (;;) {
    const waiting = await findWaiting(deps.db, key);
    const last = waiting?.unanswered.at(-1);
    if (!last || last.choice_id !== null) return waiting;
    const quietFor = deps.now().getTime() - last.created_at.getTime();
    if (quietFor >= deps.burstMs) return waiting;
    await deps.sleep(Math.min(deps.burstMs - quietFor, deps.burstMs));
  }
};
