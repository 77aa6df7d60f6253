import type { InboundText } from "#src/agent/briefing.ts";
import { Focus, remember } from "#src/agent/focus.ts";
import { plain, type Rendered } from "#src/agent/replies/render-reply.ts";
import type { TurnOutcome, TurnTrace } from "#src/agent/turn-world.ts";
import type { Tx } from "#src/db/connect.ts";
import {
  type Conversation,
  findRunningTurn,
  hasLeadMessageAfter,
  lockConversation,
  type Unanswered,
} from "#src/db/queries/turns.ts";
import { detectLanguage } from "#src/language/detect-language.ts";
import { readOptOut } from "#src/language/read-opt-out.ts";
import { focusAfterRuling, type Ruling, ruleBeforeModel } from "./before-model.ts";
import { type Occasion, openFacts } from "./load-briefing.ts";
import { openTurnWorld } from "./open-turn-world.ts";
import type { TurnDeps } from "./take-turn.ts";
import { appendReply } from "./transcript.ts";

/** A conversation and what its lead waits to be answered, oldest first. */
export interface Waiting {
  readonly conversation: Conversation;
  readonly unanswered: readonly Unanswered[];
}

/** A turn that is being answered: its row survives a crash, so its writes keep their keys. */
interface Running {
  readonly turnId: string;
  readonly conversation: Conversation;
  readonly occasion: Occasion;
  readonly lastSeq: number;
  /** The last message that was there when the facts were read, whoever wrote it. */
  readonly seenSeq: number;
}

/**
 * One turn from the waiting messages to the stored reply. After a crash it is run again with the
 * same keys: what it had committed is told, not repeated, and one reply is stored.
 */
export const answerTurn = async (deps: TurnDeps, waiting: Waiting): Promise<void> => {
  const { conversation } = waiting;
  const running = await startTurn(deps, waiting);
  if (!running) return;
  const outcome = await decide(deps, running);
  const sent = await finishTurn(deps, running, outcome);
  if (sent) deps.events.turnAnswered(running.turnId, conversation, outcome.trace);
};

const startTurn = async (
  deps: TurnDeps,
  { conversation, unanswered: all }: Waiting,
): Promise<Running | null> => {
  const { organization_id: organizationId, id: conversationId } = conversation;
  const before = await findRunningTurn(deps.db, organizationId, conversationId);
  // A turn that was cut off answers what it had set out to answer; what came since is the next one's.
  const waiting = before ? all.filter(({ seq }) => seq <= before.last_seq) : all;
  const [first] = waiting;
  const last = waiting.at(-1);
  if (!first || !last) return null;
  const turnId = before?.id ?? (await insertTurn(deps, conversation, first.seq, last.seq));
  const inbound = waiting.map(
    ({ id, seq, text, choice_id }): InboundText => ({ id, seq, text, choiceId: choice_id }),
  );
  const language = languageOf(inbound, conversation);
  const occasion = { organizationId, leadId: conversation.lead_id, language, inbound };
  const seenSeq = before ? last.seq : Math.max(last.seq, conversation.last_seq);
  return { turnId, conversation, occasion, lastSeq: last.seq, seenSeq };
};

const insertTurn = async (
  { db, newId, now }: TurnDeps,
  conversation: Conversation,
  firstSeq: number,
  lastSeq: number,
): Promise<string> => {
  const id = newId();
  await db
    .insertInto("turns")
    .values({
      organization_id: conversation.organization_id,
      id,
      conversation_id: conversation.id,
      first_seq: firstSeq,
      last_seq: lastSeq,
      status: "running",
      started_at: now(),
    })
    .execute();
  return id;
};

/** The conversation follows the language of the lead, message by message. */
const languageOf = (inbound: readonly InboundText[], { language }: Conversation) =>
  inbound
    // STOP is what carriers tell everybody to send, whatever they speak.
    .filter(({ choiceId, text }) => choiceId === null && !readOptOut(text))
    .map(({ text }) => detectLanguage(text))
    .findLast((spoken) => spoken !== null) ?? language;

type Decided = Omit<TurnOutcome, "trace"> & {
  readonly trace: TurnTrace | null;
  readonly optOut: boolean;
};

const decide = async (deps: TurnDeps, running: Running): Promise<Decided> => {
  const { conversation, occasion } = running;
  const focus = Focus.parse(conversation.focus);
  const readFacts = await openFacts(deps, occasion);
  const briefing = await readFacts(focus);
  const ruling = ruleBeforeModel(briefing);
  if (ruling) return byRuling(deps, occasion, focus, ruling);
  const world = await openTurnWorld(deps, { ...running, briefing, readFacts });
  return { ...(await deps.agent.run(world)), optOut: false };
};

const byRuling = (
  { phrases }: TurnDeps,
  { language }: Occasion,
  focus: Focus,
  { say, handOver, optOut }: Ruling,
): Decided => {
  const reply: Rendered = plain(phrases.reply(language, say));
  return { reply, focus: focusAfterRuling(focus), wrote: false, handOver, optOut, trace: null };
};

/**
 * T3: the reply, what the conversation remembers, and the end of the turn, together. False when the
 * reply is stale: a newer message or a notice of the house came before anything was committed, or a
 * person took over; then nothing is said and the next round sees everything.
 */
const finishTurn = (deps: TurnDeps, running: Running, outcome: Decided): Promise<boolean> =>
  deps.db.transaction().execute(async (tx) => {
    const { turnId, conversation, occasion, seenSeq } = running;
    const { organization_id: organizationId, id: conversationId } = conversation;
    const current = await lockConversation(tx, organizationId, conversationId);
    const isStale = current.owner === "human" || (current.last_seq > seenSeq && !outcome.wrote);
    const now = deps.now();
    if (isStale) {
      await endTurn(tx, running, { status: "silent", trace: null, now });
      return false;
    }
    const seq = await appendReply(
      tx,
      { organizationId, conversationId },
      {
        author: "ai",
        ...outcome.reply,
        messageId: deps.newId(),
        turnId,
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
    if (outcome.optOut) {
      await tx
        .updateTable("leads")
        .set({ opted_out_at: now })
        .where("organization_id", "=", organizationId)
        .where("id", "=", conversation.lead_id)
        .execute();
    }
    return true;
  });

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

const endTurn = async (
  tx: Tx,
  { turnId, occasion, lastSeq }: Running,
  end: { status: "answered" | "silent"; trace: TurnTrace | null; now: Date },
): Promise<void> => {
  await tx
    .updateTable("turns")
    .set({
      status: end.status,
      last_seq: lastSeq,
      trace: JSON.stringify(end.trace),
      finished_at: end.now,
    })
    .where("organization_id", "=", occasion.organizationId)
    .where("id", "=", turnId)
    .execute();
};
