import { Overtaken } from "#src/agent/overtaken.ts";
import type { Db } from "#src/db/connect.ts";
import { findConversation } from "#src/db/queries/turns.ts";
import type { Running } from "./running-turn.ts";

/** How soon a model that is still thinking hears that nobody waits for its words. */
const everyMs = 250;

/** A turn seen against what happens in its conversation meanwhile. */
export interface Watch {
  /** Fires with `Overtaken` while the turn runs. */
  readonly signal: AbortSignal;
  isOvertaken(): Promise<boolean>;
  stop(): void;
}

/**
 * Watches for what makes a turn's words stale before it ends: newer words, or a person who took over.
 * A deed a person has approved is theirs, and nothing overtakes it.
 */
export const watchOvertaken = (
  db: Db,
  { conversation, seenSeq, approved }: Pick<Running, "conversation" | "seenSeq" | "approved">,
): Watch => {
  const controller = new AbortController();
  const isOvertaken = async (): Promise<boolean> => {
    if (approved) return false;
    const now = await findConversation(db, conversation.organization_id, conversation.id);
    return now?.owner === "human" || (now?.last_seq ?? 0) > seenSeq;
  };
  const look = async (): Promise<void> => {
    if (await isOvertaken()) controller.abort(new Overtaken());
  };
  // A look that fails is made again: the end of the turn decides, under the lock.
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return { signal: controller.signal, isOvertaken, stop: () => clearInterval(timer) };
};

/** Of words a person has approved, which are sent in the transaction that decides so. */
export const unwatched: Watch = {
  signal: new AbortController().signal,
  isOvertaken: () => Promise.resolve(false),
  stop: () => undefined,
};
