import type { Proposal } from "#src/agent/approval/proposal.ts";
import { Focus } from "#src/agent/focus.ts";
import type { Tx } from "#src/db/connect.ts";
import { type Conversation, lockConversation } from "#src/db/queries/turns.ts";
import { endTurn, type Running } from "./running-turn.ts";
import type { TurnDeps } from "./take-turn.ts";

/**
 * Stores what a person must decide, and lets the turn wait for it. What was said meanwhile, by whomever,
 * makes it stale at once: then the next turn answers everything, and tells first what this one has
 * done.
 */
export const suggest = async (
  deps: TurnDeps,
  running: Running,
  proposal: Proposal,
): Promise<void> => {
  const { turnId, conversation, seenSeq } = running;
  const { organization_id: organizationId, id: conversationId } = conversation;
  const id = deps.newId();
  const isStale = await deps.db.transaction().execute(async (tx) => {
    const current = await lockConversation(tx, organizationId, conversationId);
    const stale = current.owner !== "ai" || current.last_seq > seenSeq;
    const now = deps.now();
    await tx
      .insertInto("suggestions")
      .values({
        ...{ organization_id: organizationId, id, conversation_id: conversationId },
        ...{ turn_id: turnId, status: stale ? "stale" : "pending" },
        ...{ seen_seq: seenSeq, reasons: [...proposal.risks], created_at: now },
        ...{ grounds: JSON.stringify(proposal.grounds), intent: proposal.intent },
        ...columnsOf(proposal),
      })
      .execute();
    if (proposal.wrote) await rememberDeeds(tx, current, proposal.focus);
    const status = stale ? "silent" : "suggested";
    await endTurn(tx, running, { status, trace: proposal.trace, now });
    return stale;
  });
  if (isStale) return deps.agent.forget(turnId);
  const { waiting, risks } = proposal;
  deps.events.suggestionMade({ organizationId, suggestionId: id, kind: waiting.kind, risks });
};

const columnsOf = ({ waiting }: Proposal) => {
  if (waiting.kind === "reply") {
    const { text, choices } = waiting.reply;
    return { kind: "reply", text, choices: JSON.stringify(choices), act: null } as const;
  }
  const { call, bookingIds } = waiting;
  const act = JSON.stringify({ tool: call.name, arguments: call.arguments, bookingIds });
  return { kind: "act", text: null, choices: "[]", act } as const;
};

/** What was done stands whether it is told or not: the question it answered is no longer open. */
const rememberDeeds = async (
  tx: Tx,
  { organization_id, id, focus }: Conversation,
  { bookingId }: Focus,
): Promise<void> => {
  const next: Focus = { ...Focus.parse(focus), bookingId, asked: null };
  await tx
    .updateTable("conversations")
    .set({ focus: JSON.stringify(next) })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};
