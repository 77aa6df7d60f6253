import type { InboundText } from "#src/agent/briefing.ts";
import { Focus } from "#src/agent/focus.ts";
import { Overtaken } from "#src/agent/overtaken.ts";
import { plain, type Rendered } from "#src/agent/replies/render-reply.ts";
import type { TurnEnd, TurnWorld } from "#src/agent/turn-world.ts";
import {
  findApprovedAct,
  type Suggestion,
  type TurnConversation,
} from "#src/db/queries/suggestions.ts";
import {
  findRunningTurn,
  lockConversation,
  type Turn,
  type Unanswered,
} from "#src/db/queries/turns.ts";
import { detectLanguage } from "#src/language/detect-language.ts";
import { readOptOut } from "#src/language/read-opt-out.ts";
import { focusAfterRuling, type Ruling, ruleBeforeModel } from "./before-model.ts";
import { withDecision } from "./decision-trace.ts";
import { type Decided, finishTurn } from "./finish-turn.ts";
import { heardIn } from "./hear-recordings.ts";
import { isBegun, letGo } from "./let-go.ts";
import { type Occasion, openFacts } from "./load-briefing.ts";
import { openTurnWorld } from "./open-turn-world.ts";
import { type LinkAnswer, ruleOnLink } from "./rule-on-link.ts";
import { endTurn, type Running, type Waiting } from "./running-turn.ts";
import { stayOut } from "./stay-out.ts";
import { suggest } from "./suggest.ts";
import type { TurnDeps } from "./take-turn.ts";
import { keepTurn, recordTurn, type TurnRecording } from "./turn-recording.ts";
import { type Watch, watchOvertaken } from "./watch-overtaken.ts";

/**
 * One turn from the waiting messages to the stored reply, or to what a person must decide. After a
 * crash it is run again with the same keys: what it had committed is told, not repeated, and one
 * reply is stored.
 */
export const answerTurn = async (deps: TurnDeps, waiting: Waiting): Promise<void> => {
  const { conversation } = waiting;
  if (conversation.mode === "off" && !conversation.hasApprovedAct) return stayOut(deps, waiting);
  const running = await startTurn(deps, waiting);
  if (!running) return;
  const { approved } = running;
  if (approved && running.isOvertaken && !(await isBegun(deps.db, approved))) {
    return letGo(deps, running, approved);
  }
  const watch = watchOvertaken(deps.db, running);
  const end = await decide(deps, running, watch)
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return null;
      throw error;
    })
    .finally(watch.stop);
  if (end === null) return fallSilent(deps, running);
  if (end.kind === "waits") await suggest(deps, running, end.proposal);
  const sent = end.kind === "done" && (await finishTurn(deps, running, end.outcome));
  if (end.recording) await keepTurn(deps, keyOfTurn(running), end.recording);
  if (end.kind === "waits") return;
  if (approved) await deps.agent.forget(running.turnId);
  if (sent) deps.events.turnAnswered(running.turnId, conversation, end.outcome.trace);
};

const keyOfTurn = ({ turnId, conversation: { organization_id } }: Running) => ({
  organizationId: organization_id,
  turnId,
});

/** What was waiting still waits: the next turn answers it together with what has come. */
const fallSilent = async (deps: TurnDeps, running: Running): Promise<void> => {
  const { conversation, turnId } = running;
  await deps.db.transaction().execute(async (tx) => {
    await lockConversation(tx, conversation.organization_id, conversation.id);
    await endTurn(tx, running, { status: "silent", trace: null, now: deps.now() });
  });
  if (conversation.mode !== "auto") await deps.agent.forget(turnId);
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
  const occasion = occasionOf(conversation, waiting);
  const isOvertaken = waiting.length < all.length;
  const heard = heardIn(waiting);
  const turn = { conversation, occasion, heard, lastSeq: last.seq, isOvertaken };
  if (before) return { ...turn, ...(await takeUp(deps, before, last.seq)) };
  const turnId = await insertTurn(deps, conversation, first.seq, last.seq);
  const seenSeq = Math.max(last.seq, conversation.last_seq);
  return { ...turn, turnId, seenSeq, isTakenUp: false, approved: null };
};

/** A turn whose process died, or whose deed a person has approved. */
const takeUp = async (
  { db }: TurnDeps,
  { organization_id, id: turnId }: Turn,
  lastSeq: number,
): Promise<Pick<Running, "turnId" | "seenSeq" | "isTakenUp" | "approved">> => {
  const approved = (await findApprovedAct(db, organization_id, turnId)) ?? null;
  return { turnId, seenSeq: approved?.seen_seq ?? lastSeq, isTakenUp: true, approved };
};

/** Whose turn it is and what they wrote; the conversation follows their language. */
export const occasionOf = (
  conversation: TurnConversation,
  unanswered: readonly Unanswered[],
): Occasion => {
  const inbound = unanswered.map(
    ({ id, seq, text, choice_id }): InboundText => ({ id, seq, text, choiceId: choice_id }),
  );
  const { organization_id: organizationId, lead_id: leadId } = conversation;
  return { organizationId, leadId, language: languageOf(inbound, conversation), inbound };
};

const insertTurn = async (
  { db, newId, now }: TurnDeps,
  conversation: TurnConversation,
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

/** Message by message. */
const languageOf = (inbound: readonly InboundText[], { language }: TurnConversation) =>
  inbound
    // STOP is what carriers tell everybody to send, whatever they speak.
    .filter(({ choiceId, text }) => choiceId === null && !readOptOut(text))
    .map(({ text }) => detectLanguage(text))
    .findLast((spoken) => spoken !== null) ?? language;

type Decision = (
  | Extract<TurnEnd, { kind: "waits" }>
  | { readonly kind: "done"; readonly outcome: Decided }
) & {
  /** What it was answered from; absent where no model was asked, or nothing is to be kept. */
  readonly recording?: TurnRecording | null;
};

const decide = async (deps: TurnDeps, running: Running, watch: Watch): Promise<Decision> => {
  const { conversation, occasion, isTakenUp, approved } = running;
  const focus = Focus.parse(conversation.focus);
  const readFacts = await openFacts(deps, occasion);
  const briefing = await readFacts(focus);
  const ruling = approved ? null : ruleBeforeModel(briefing, conversation);
  if (ruling) return { kind: "done", outcome: byRuling(deps, occasion, focus, ruling) };
  const linked = approved ? null : await ruleOnLink(deps, briefing, keyOf(conversation));
  if (linked) return { kind: "done", outcome: byLinking(deps, occasion, focus, linked) };
  const world = await openTurnWorld(deps, { ...running, briefing, readFacts, watch });
  if (approved) return doApproved(deps, world, approved);
  // A process that died may have left what it waited with, and nobody has seen it.
  if (isTakenUp && world.mode !== "auto") await deps.agent.forget(running.turnId);
  const recorder = deps.recordsTurns ? recordTurn(world) : null;
  const end = await deps.agent.run(recorder?.world ?? world);
  const recording = recorder?.taken() ?? null;
  if (end.kind === "waits") return { ...end, recording };
  return { kind: "done", outcome: { ...end.outcome, wish: null }, recording };
};

/** Goes on where the turn waits: the gate looks at the deed again before it is done. */
const doApproved = async (
  { agent }: TurnDeps,
  world: TurnWorld,
  approved: Suggestion,
): Promise<Decision> => {
  const end = await agent.resume(world, { text: null });
  if (end.kind === "untrue") throw new Error("only words can be untrue");
  const trace = withDecision(end.outcome.trace, approved);
  return { kind: "done", outcome: { ...end.outcome, trace, wish: null } };
};

const keyOf = ({ organization_id, id }: TurnConversation) => ({
  organizationId: organization_id,
  conversationId: id,
});

const byLinking = (
  { phrases }: TurnDeps,
  { language }: Occasion,
  focus: Focus,
  { say, code }: LinkAnswer,
): Decided => {
  const reply: Rendered = plain(phrases.reply(language, say, { code }));
  // Who was linked is told so, whatever they have written since.
  const wrote = say === "link_done";
  return { reply, focus, wrote, handOver: null, wish: null, trace: null };
};

const byRuling = (
  { phrases }: TurnDeps,
  { language }: Occasion,
  focus: Focus,
  ruling: Ruling,
): Decided => {
  const { say, handOver, wish } = ruling;
  const reply: Rendered = plain(phrases.reply(language, say));
  const next = focusAfterRuling(focus, ruling);
  return { reply, focus: next, wrote: false, handOver, wish, trace: null };
};
