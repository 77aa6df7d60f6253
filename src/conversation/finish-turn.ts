import { Focus, remember } from "#src/agent/focus.ts";
import type { TurnOutcome, TurnTrace } from "#src/agent/turn-world.ts";
import type { Tx } from "#src/db/connect.ts";
import { type Conversation, hasLeadMessageAfter, lockConversation } from "#src/db/queries/turns.ts";
import type { ContactWish } from "#src/language/read-contact-wish.ts";
import { recordContactWish } from "./contact-wish.ts";
import { endTurn, type Running } from "./running-turn.ts";
import type { TurnDeps } from "./take-turn.ts";
import { appendReply } from "./transcript.ts";
import { findWritten } from "./turn-writes.ts";

/** What a turn came to; null in place of the trace of a model that was not asked. */
export type Decided = Omit<TurnOutcome, "trace"> & {
  readonly trace: TurnTrace | null;
  /** What the lead wants to be written about from now on. */
  readonly wish: ContactWish | null;
};

/**
 * T3: the reply, what the conversation remembers, and the end of the turn, together. False when the
 * reply is stale: a newer message or a notice of the house came before anything was committed, or a
 * person took over; then nothing is said and the next round sees everything.
 */
export const finishTurn = (deps: TurnDeps, running: Running, outcome: Decided): Promise<boolean> =>
  deps.db.transaction().execute(async (tx) => {
    const { conversation, seenSeq } = running;
    const current = await lockConversation(tx, conversation.organization_id, conversation.id);
    const isStale = current.owner === "human" || (current.last_seq > seenSeq && !outcome.wrote);
    if (isStale) {
      await endTurn(tx, running, { status: "silent", trace: null, now: deps.now() });
      return false;
    }
    await sayReply(tx, deps, { running, current, outcome });
    return true;
  });

/** Says the reply of a turn in a conversation that is locked, and ends the turn with it. */
export const sayReply = async (
  tx: Tx,
  deps: Pick<TurnDeps, "now" | "newId" | "phrases">,
  {
    running,
    current,
    outcome,
  }: {
    readonly running: Running;
    readonly current: Conversation;
    readonly outcome: Decided;
  },
): Promise<void> => {
  const { turnId, occasion, seenSeq, heard } = running;
  const { organization_id: organizationId, id: conversationId } = current;
  const now = deps.now();
  const seq = await appendReply(
    tx,
    { organizationId, conversationId },
    {
      author: "ai",
      ...outcome.reply,
      text: heard === null ? outcome.reply.text : withHeard(deps, running, outcome.reply.text),
      messageId: deps.newId(),
      ...{
        turnId,
        bookingId: outcome.wrote ? await findWritten(tx, organizationId, turnId) : null,
      },
      afterSeq: null,
      answersUpTo: (await hasLeadMessageAfter(tx, current, seenSeq)) ? seenSeq : current.last_seq,
      now,
    },
  );
  await tx
    .updateTable("conversations")
    .set({
      language: occasion.language,
      focus: JSON.stringify(focusAfter(current, running, outcome, seq ?? 0)),
      ...(outcome.handOver !== null && { owner: "waiting", owner_reason: outcome.handOver }),
    })
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .execute();
  await endTurn(tx, running, { status: "answered", trace: outcome.trace, now });
  if (outcome.wish) await recordContactWish(tx, current, outcome.wish, now);
};

/** Characters of what was heard that are shown: enough to see whether it was. */
const mostHeard = 300;

/** Whoever spoke sees what was understood of it before what is answered. */
const withHeard = (
  { phrases }: Pick<TurnDeps, "phrases">,
  { occasion, heard }: Pick<Running, "occasion" | "heard">,
  text: string,
): string => {
  const words = [...(heard ?? "")].slice(0, mostHeard).join("");
  return `${phrases.reply(occasion.language, "heard", { words })}\n${text}`;
};

/** A question the house asked meanwhile stays open, unless the reply ends with one of its own. */
const focusAfter = (
  current: Conversation,
  { seenSeq }: Running,
  { focus }: Decided,
  seq: number,
): Focus => {
  const own = { ...focus, askedSeq: seq };
  const noticed = Focus.parse(current.focus);
  if (noticed.askedSeq <= seenSeq) return own;
  return focus.asked === null
    ? { ...noticed, shown: remember(noticed.shown, focus.shown) }
    : { ...own, shown: remember(focus.shown, noticed.shown) };
};
