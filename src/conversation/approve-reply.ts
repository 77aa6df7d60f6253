import { Focus } from "#src/agent/focus.ts";
import type { TurnWorld } from "#src/agent/turn-world.ts";
import { createBookings } from "#src/booking/bookings.ts";
import { findTurnConversation, type Suggestion } from "#src/db/queries/suggestions.ts";
import { listUnanswered } from "#src/db/queries/turns.ts";
import { occasionOf } from "./answer-turn.ts";
import { withDecision } from "./decision-trace.ts";
import { sayReply } from "./finish-turn.ts";
import { heardIn } from "./hear-recordings.ts";
import { openFacts } from "./load-briefing.ts";
import { markDecided } from "./mark-decided.ts";
import { openTurnWorld } from "./open-turn-world.ts";
import type { Running } from "./running-turn.ts";
import type { Deciding, Undecided } from "./suggestions.ts";
import type { TurnDeps } from "./take-turn.ts";
import { unwatched } from "./watch-overtaken.ts";

/**
 * Sends the words, or those a person put in their place, once they have stood up to the facts of this
 * very transaction: it reads, judges, says and ends the turn, or it leaves everything as it was.
 */
export const approveReply = async (
  deps: TurnDeps,
  deciding: Deciding,
  edited: { readonly text: string; readonly reason?: string | undefined } | null,
): Promise<Suggestion | Undecided> => {
  const { suggestion, tx, conversation } = deciding;
  const text = edited === null || edited.text === suggestion.text ? null : edited.text;
  const { running, world } = await reopen(deps, deciding);
  const end = await deps.agent.resume(world, { text });
  if (end.kind === "untrue") return { why: "untrue", claims: end.claims };
  const status = text === null ? "approved" : "edited";
  const { reply } = end.outcome;
  const edit_reason = text === null ? null : (edited?.reason ?? null);
  const decided = await markDecided(deciding, { status, final_text: reply.text, edit_reason });
  const trace = withDecision(end.outcome.trace, decided);
  const outcome = { ...end.outcome, trace, wish: null };
  await sayReply(tx, deps, { running, current: conversation, outcome });
  return decided;
};

/** The turn as it would run now, on the transaction's own connection and nothing else. */
const reopen = async (
  deps: TurnDeps,
  { tx, suggestion }: Deciding,
): Promise<{ readonly running: Running; readonly world: TurnWorld }> => {
  const { organization_id, conversation_id, turn_id: turnId, seen_seq: seenSeq } = suggestion;
  const conversation = await findTurnConversation(tx, organization_id, conversation_id);
  if (!conversation) throw new Error(`there is no conversation ${conversation_id}`);
  const all = await listUnanswered(tx, conversation);
  const unanswered = all.filter(({ seq }) => seq <= seenSeq);
  const occasion = occasionOf(conversation, unanswered);
  const here = { ...deps, db: tx };
  const readFacts = await openFacts(here, occasion);
  const briefing = await readFacts(Focus.parse(conversation.focus));
  const bookings = createBookings(here);
  const opened = { turnId, conversation, occasion, briefing, readFacts, watch: unwatched };
  const turn = await openTurnWorld({ ...here, bookings }, opened);
  const world = { ...turn, brief: readFacts };
  const lastSeq = unanswered.at(-1)?.seq ?? seenSeq;
  const running = {
    ...{ turnId, conversation, occasion, heard: heardIn(unanswered), lastSeq, seenSeq },
    ...{ isTakenUp: true, isOvertaken: false, approved: null },
  };
  return { running, world };
};
