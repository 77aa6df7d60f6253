import { type Selectable, sql } from "kysely";

import type { ApprovalMode, SuggestionStatus } from "#src/domain/approval.ts";
import type { Db, Tx } from "../connect.ts";
import type { SuggestionsTable } from "../tables/suggestions.ts";
import { isBehind, type Page } from "./page.ts";
import type { Proof } from "./people.ts";
import type { Conversation } from "./turns.ts";

export type Suggestion = Selectable<SuggestionsTable>;

/** A conversation as a turn finds it, with what people have to say about its turns. */
export interface TurnConversation extends Conversation {
  /** In effect: the conversation's own, else the organization's. */
  readonly mode: ApprovalMode;
  /** A suggestion waits for a person, so the messages it answers are taken. */
  readonly hasSuggestion: boolean;
  /** A deed a person has approved and nobody has done yet. */
  readonly hasApprovedAct: boolean;
  /** The lead has asked not to be written to, about anything or about appointments. */
  readonly isOptedOut: boolean;
  /** The lead has asked for offers. */
  readonly getsOffers: boolean;
  /** What the channel vouches for as the lead's and nobody has noted yet; null: nothing. */
  readonly unlinked: Proof | null;
  /** Turns whose words were never sent, since the last reply; what they have done stands. */
  readonly unsentTurns: readonly string[];
}

export const findTurnConversation = async (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<TurnConversation | undefined> =>
  db
    .selectFrom("conversations as c")
    .innerJoin("organizations as o", "o.id", "c.organization_id")
    .selectAll("c")
    .select([
      sql<ApprovalMode>`coalesce(c.approval_mode, o.approval_mode)`.as("mode"),
      sql<boolean>`exists (select from suggestions s where s.organization_id = c.organization_id
        and s.conversation_id = c.id and s.status = 'pending')`.as("hasSuggestion"),
      sql<boolean>`exists (select from turns t
        join suggestions s on s.organization_id = t.organization_id and s.turn_id = t.id
        where t.organization_id = c.organization_id and t.conversation_id = c.id
          and t.status = 'running' and s.kind = 'act' and s.status = 'approved')`.as(
        "hasApprovedAct",
      ),
      sql<boolean>`exists (select from leads l where l.organization_id = c.organization_id
        and l.id = c.lead_id and coalesce(l.opted_out_at, l.reminders_off_at) is not null)`.as(
        "isOptedOut",
      ),
      sql<boolean>`exists (select from leads l where l.organization_id = c.organization_id
        and l.id = c.lead_id and l.marketing_since is not null)`.as("getsOffers"),
      sql<Proof | null>`(select jsonb_build_object('kind', p.proven_kind, 'value', p.proven_value)
        from contact_points p where p.organization_id = c.organization_id
          and p.id = c.contact_point_id and p.proven_kind is not null
          and not exists (select from proofs f where f.organization_id = p.organization_id
            and f.kind = p.proven_kind and f.value = p.proven_value
            and f.lead_id = c.lead_id))`.as("unlinked"),
      sql<string[]>`array(select s.turn_id::text from suggestions s
        where s.organization_id = c.organization_id and s.conversation_id = c.id
          and s.status = 'stale' and s.seen_seq > c.answered_seq order by s.seen_seq)`.as(
        "unsentTurns",
      ),
    ])
    .where("c.organization_id", "=", organizationId)
    .where("c.id", "=", id)
    .executeTakeFirst();

/** The deed of a turn that a person has approved. */
export const findApprovedAct = (
  db: Db | Tx,
  organizationId: string,
  turnId: string,
): Promise<Suggestion | undefined> =>
  db
    .selectFrom("suggestions")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("turn_id", "=", turnId)
    .where("kind", "=", "act")
    .where("status", "=", "approved")
    .executeTakeFirst();

/** Undefined also for one of another organization. */
export const findSuggestion = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Suggestion | undefined> =>
  db
    .selectFrom("suggestions")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/** Locks a suggestion whose conversation is locked already: always in this order. */
export const lockSuggestion = (
  tx: Tx,
  { organization_id, id }: Pick<Suggestion, "organization_id" | "id">,
): Promise<Suggestion> =>
  tx
    .selectFrom("suggestions")
    .selectAll()
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();

export interface NamedSuggestion extends Suggestion {
  readonly lead_id: string;
  readonly lead_name: string | null;
  /** Name of the member or the API key that decided. */
  readonly decided_by_name: string | null;
}

/** The key or the member that decided; a member who was removed since has no name here. */
const decider = sql<string | null>`coalesce(
  (select name from api_keys where organization_id = suggested.organization_id
    and id::text = suggested.decided_by),
  (select person.name from members join people person on person.id = members.person_id
    where members.organization_id = suggested.organization_id
      and members.id::text = suggested.decided_by))`;

const namedSuggestions = (db: Db, organizationId: string) =>
  db
    .selectFrom("suggestions as suggested")
    .innerJoin("conversations as talk", (join) =>
      join
        .onRef("talk.organization_id", "=", "suggested.organization_id")
        .onRef("talk.id", "=", "suggested.conversation_id"),
    )
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "talk.organization_id")
        .onRef("leads.id", "=", "talk.lead_id"),
    )
    .selectAll("suggested")
    .select(["talk.lead_id", "leads.name as lead_name", decider.as("decided_by_name")])
    .where("suggested.organization_id", "=", organizationId);

export const findNamedSuggestion = (
  db: Db,
  organizationId: string,
  id: string,
): Promise<NamedSuggestion | undefined> =>
  namedSuggestions(db, organizationId).where("suggested.id", "=", id).executeTakeFirst();

/** Suggestions of an organization, the newest first; of one status when it is named. */
export const listSuggestions = (
  db: Db,
  organizationId: string,
  { limit, after, status }: Page & { readonly status: SuggestionStatus | undefined },
): Promise<NamedSuggestion[]> =>
  namedSuggestions(db, organizationId)
    .$if(status !== undefined, (query) => query.where("suggested.status", "=", status ?? "pending"))
    .where(isBehind("suggested", after))
    .orderBy("suggested.created_at", "desc")
    .orderBy("suggested.id")
    .limit(limit)
    .execute();

/** Turns that have ended and whose thread is still stored; LangGraph names a thread by its turn. */
export const listLeftThreads = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ turn_id: string }>`
    select distinct c.thread_id as turn_id from langgraph.checkpoints c
    join turns t on t.id = c.thread_id::uuid and t.status in ('answered', 'silent')
    limit 1000`.execute(db);
  return rows.map(({ turn_id }) => turn_id);
};

interface ConversationKey {
  readonly organizationId: string;
  readonly conversationId: string;
}

/**
 * A statement that begins by letting a pending suggestion lapse: it and its turn end, and the messages
 * it would have answered wait again; `lapsed` holds its turn. For transactions that have locked the
 * conversation in a statement before: this one must see what the lock was waited for.
 */
export const withLapse = (tx: Tx, { organizationId, conversationId }: ConversationKey, now: Date) =>
  tx
    .with("lapsed", (query) =>
      query
        .updateTable("suggestions")
        .set(({ eb }) => ({ status: "stale", version: eb("version", "+", 1) }))
        .where("organization_id", "=", organizationId)
        .where("conversation_id", "=", conversationId)
        .where("status", "=", "pending")
        .returning("turn_id"),
    )
    .with("unsaid", (query) =>
      query
        .updateTable("turns")
        .set({ status: "silent", finished_at: now })
        .where("organization_id", "=", organizationId)
        .where("id", "in", (among) => among.selectFrom("lapsed").select("turn_id")),
    );

/** Lets a pending suggestion lapse, as `withLapse` does. */
export const lapseSuggestion = async (tx: Tx, key: ConversationKey, now: Date): Promise<void> => {
  await withLapse(tx, key, now).selectFrom("lapsed").select("turn_id").execute();
};
