import type { Briefing } from "#src/agent/briefing.ts";
import type { ModelMessage } from "#src/agent/model/chat-model.ts";
import type { Surroundings } from "#src/agent/tool-gate.ts";
import type { TurnWorld } from "#src/agent/turn-world.ts";
import type { Caller } from "#src/booking/caller.ts";
import { refuse } from "#src/booking/refuse.ts";
import type { TurnConversation } from "#src/db/queries/suggestions.ts";
import { listBefore } from "#src/db/queries/turns.ts";
import { takeTurns } from "#src/db/take-turns.ts";
import type { SpeakingMode } from "#src/domain/approval.ts";
import { parseLocalDate, parseWallTime } from "#src/domain/availability/local-date.ts";
import { instantOf } from "#src/domain/availability/wall-time.ts";
import type { Occasion, ReadFacts } from "./load-briefing.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { stillFree } from "./still-free.ts";
import type { TurnDeps } from "./take-turn.ts";
import { loadDoneWrites, loadOwed, writeKey } from "./turn-writes.ts";
import type { Watch } from "./watch-overtaken.ts";

interface Opened {
  readonly turnId: string;
  readonly conversation: TurnConversation;
  readonly occasion: Occasion;
  /** The facts the turn began with; its focus is the conversation's. */
  readonly briefing: Briefing;
  readonly readFacts: ReadFacts;
  readonly watch: Watch;
}

/** Messages of the past a model is shown. */
export const historyLength = 30;

/** A message of the past as a model reads it. */
export const toModelMessage = ({ author, text }: PastMessage): ModelMessage =>
  author === "lead" ? { role: "lead", text } : { role: "agent", text, toolCalls: [] };

type PastMessage = Awaited<ReturnType<typeof listBefore>>[number];

/** The agent's view of one turn: fresh facts on demand, and writes that happen once. */
export const openTurnWorld = async (deps: TurnDeps, opened: Opened): Promise<TurnWorld> => {
  const { turnId, conversation, occasion, briefing } = opened;
  const first = occasion.inbound[0]?.seq ?? 0;
  const turn = takeTurns(deps.db);
  const [done, earlier, owed] = await Promise.all([
    turn(() => loadDoneWrites(deps.db, occasion, turnId)),
    turn(() => listBefore(deps.db, conversation, first, historyLength)),
    turn(() => loadOwed(deps.db, conversation)),
  ]);
  const timezone = briefing.organization.zone;
  const caller = callerOf(opened);
  return {
    turnId,
    conversationId: conversation.id,
    mode: speaking(conversation.mode),
    owed,
    stillFree: (found) => stillFree(deps.bookings, caller, found, briefing.focus.bookingId),
    brief: readOn(opened),
    surroundings: (write, tool) => surroundings(deps, opened, { write, tool, timezone }),
    focus: briefing.focus,
    history: earlier.map(toModelMessage),
    done: done.steps,
    nextWrite: done.nextWrite,
    elapsed: deps.stopwatch(),
    signal: AbortSignal.any([AbortSignal.timeout(deps.turnTimeoutMs), opened.watch.signal]),
    isOvertaken: opened.watch.isOvertaken,
    noted: () => undefined,
  };
};

/** The first look finds what the turn began with, nothing having happened since; later ones read. */
const readOn = ({ briefing, readFacts }: Opened): ReadFacts => {
  let first: Briefing | null = briefing;
  return async (focus) => {
    const known = first?.focus.bookingId === focus.bookingId ? first : null;
    first = null;
    return known ? { ...known, focus } : readFacts(focus);
  };
};

/** An agent that is switched off speaks only by a person's leave. */
const speaking = (mode: TurnConversation["mode"]): SpeakingMode =>
  mode === "off" ? "review" : mode;

const callerOf = ({ conversation, occasion }: Opened): Caller => {
  const { organizationId, leadId, language, inbound } = occasion;
  return {
    organizationId,
    actor: "lead",
    actorId: leadId,
    leadId,
    providerId: null,
    conversationId: conversation.id,
    messageId: inbound.at(-1)?.id ?? null,
    language,
    operation: null,
  };
};

const surroundings = (
  deps: TurnDeps,
  opened: Opened,
  { write, tool, timezone }: { write: number; tool: string; timezone: string },
): Surroundings => {
  const caller = callerOf(opened);
  const { turnId, occasion } = opened;
  return {
    bookings: deps.bookings,
    caller: (effect, request) => ({
      ...caller,
      operation: { key: writeKey(turnId, write, tool, effect), request },
    }),
    refuse: (code, reason) => refuse(deps, caller, code, reason),
    instantOf: (date, time) =>
      new Date(instantOf(timezone, parseLocalDate(date), parseWallTime(time))),
    searchKnowledge: (question, briefing) =>
      searchKnowledge(deps, occasion.organizationId, briefing, question),
  };
};
