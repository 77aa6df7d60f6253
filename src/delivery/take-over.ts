import { setOwner } from "#src/conversation/set-owner.ts";
import type { Db } from "#src/db/connect.ts";
import { holdLock } from "#src/db/hold-lock.ts";
import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import { lapseSuggestion } from "#src/db/queries/suggestions.ts";
import { lockConversation } from "#src/db/queries/turns.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { sendingLock } from "./deliver.ts";

interface TakeOverDeps {
  readonly db: Db;
  readonly now: () => Date;
}

/** Longer than a provider has to take a message. */
const mostTries = 150;
const tryMs = 100;

/**
 * Gives a conversation to a person. What the agent was about to say is not said any more, and when
 * this returns nothing of it is on its way: a part that had left for the provider has arrived.
 */
export const takeOver = async (
  { db, now }: TakeOverDeps,
  key: ConversationKey,
  reason: string,
): Promise<void> => {
  await db.transaction().execute(async (tx) => {
    await lockConversation(tx, key.organizationId, key.conversationId);
    await setOwner(tx, key, "human", reason);
    await lapseSuggestion(tx, key, now());
  });
  await untilNothingIsOnItsWay(db, key);
};

const untilNothingIsOnItsWay = async (db: Db, key: ConversationKey): Promise<void> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await holdLock(db, sendingLock(key), () => Promise.resolve())) return;
    await new Promise((resolve) => setTimeout(resolve, tryMs));
  }
  throw new Error("the conversation is yours, but something of the agent is still on its way");
};

/** Gives it back to the agent, which answers what was left unanswered and has read everything. */
export const handBack = ({ db, now }: TakeOverDeps, key: ConversationKey): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { organizationId, conversationId } = key;
    await lockConversation(tx, organizationId, conversationId);
    await setOwner(tx, key, "ai", null);
    await addToOutbox(tx, { organizationId, topic: "turn", payload: { conversationId } }, now());
  });
