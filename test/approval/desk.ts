import { sql } from "kysely";

import type { ChatModel } from "#src/agent/model/chat-model.ts";
import {
  createSuggestions,
  type Suggestions,
  type Verdict,
} from "#src/conversation/suggestions.ts";
import { type TurnDeps, takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import type { Suggestion } from "#src/db/queries/suggestions.ts";
import type { ApprovalMode } from "#src/domain/approval.ts";
import { openTalk, type Talk } from "../talk.ts";
import type { World, WorldLead } from "../world.ts";

type DeskVerdict =
  | { readonly kind: "approve" }
  | { readonly kind: "edit"; readonly text: string }
  | { readonly kind: "reject"; readonly reason: string };

interface Deciding {
  /** Whom the decision is by. */
  readonly by?: string;
  /** An idempotency key. */
  readonly key?: string;
  readonly deps?: TurnDeps;
  /** Absent: the suggestion that waits now. */
  readonly suggestion?: Pick<Suggestion, "id" | "version">;
}

/** A conversation in an approval mode, and the sales agent who looks at it. */
export interface Desk extends Talk {
  readonly suggestions: Suggestions;
  /** The suggestion that waits; throws when there is none. */
  pending(): Promise<Suggestion>;
  /** The last suggestion, whatever became of it. */
  latest(): Promise<Suggestion | undefined>;
  decide(verdict: DeskVerdict, deciding?: Deciding): ReturnType<Suggestions["decide"]>;
  /** A worker takes the conversation. */
  work(deps?: TurnDeps): Promise<void>;
  /** What was said, the greeting left out. */
  transcript(): Promise<readonly { author: string; text: string }[]>;
  /** What the agent has said, the greeting left out. */
  replies(): Promise<readonly string[]>;
  states(): Promise<readonly string[]>;
  owner(): Promise<{ owner: string; owner_reason: string | null }>;
}

export interface DeskOptions {
  readonly mode: ApprovalMode;
  readonly lead?: WorldLead;
  readonly model?: ChatModel;
}

export const openDesk = async (world: World, { mode, ...who }: DeskOptions): Promise<Desk> => {
  const talk = await openTalk(world, who);
  const { db } = world;
  const conversationId = talk.lead.conversationId;
  const key = { organizationId: world.organization.id, conversationId };
  await setMode(world, talk.lead, mode);
  const latest = () =>
    db
      .selectFrom("suggestions")
      .selectAll()
      .where("conversation_id", "=", conversationId)
      .orderBy("created_at", "desc")
      .orderBy("seen_seq", "desc")
      .executeTakeFirst();
  const pending = async (): Promise<Suggestion> => {
    const found = await latest();
    if (found?.status !== "pending") throw new Error(`nothing waits: ${JSON.stringify(found)}`);
    return found;
  };
  const transcript = async () =>
    (await readMessages(db, key, { afterSeq: 1, limit: 100 })).map(({ author, text }) => ({
      author,
      text,
    }));
  return {
    ...talk,
    suggestions: createSuggestions(talk.deps),
    ...{ pending, latest, transcript },
    decide: async (verdict, { by = "sales-1", key: operation, deps, suggestion } = {}) => {
      const { id, version } = suggestion ?? (await pending());
      const caller = {
        ...world.caller({ actor: "sales" }),
        actorId: by,
        operation: operation ? { key: operation, request: { id, verdict } } : null,
      };
      const said: Verdict = { ...verdict, version };
      return createSuggestions(deps ?? talk.deps).decide(caller, id, said);
    },
    work: (deps = talk.deps) => takeTurn(deps, key),
    replies: async () =>
      (await transcript()).filter(({ author }) => author !== "lead").map(({ text }) => text),
    states: async () =>
      (
        await db
          .selectFrom("bookings")
          .select("state")
          .where("lead_id", "=", talk.lead.id)
          .orderBy("created_at")
          .execute()
      ).map(({ state }) => state),
    owner: () =>
      db
        .selectFrom("conversations")
        .select(["owner", "owner_reason"])
        .where("id", "=", conversationId)
        .executeTakeFirstOrThrow(),
  };
};

export const setMode = async (
  { db }: World,
  { conversationId }: WorldLead,
  mode: ApprovalMode | null,
): Promise<void> => {
  await db
    .updateTable("conversations")
    .set({ approval_mode: mode })
    .where("id", "=", conversationId)
    .execute();
};

/** Threads LangGraph has stored. */
export const threadsOf = async ({ db }: World): Promise<string[]> => {
  const { rows } = await sql<{
    thread_id: string;
  }>`select distinct thread_id from langgraph.checkpoints`.execute(db);
  return rows.map(({ thread_id }) => thread_id);
};
