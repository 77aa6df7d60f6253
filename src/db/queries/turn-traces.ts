import { type Selectable, sql } from "kysely";

import type { Db } from "../connect.ts";
import type { MessagesTable, TurnsTable } from "../tables/conversations.ts";
import type { SuggestionsTable } from "../tables/suggestions.ts";
import { isBehind, type Page } from "./page.ts";

/** `created_at`: when it began; `heard`: the first message it answers, cut short. */
export type TracedTurn = Selectable<TurnsTable> & {
  readonly created_at: Date;
  readonly lead_name: string | null;
  readonly heard: string | null;
};

/** Characters of what was heard that a list has room for. */
const mostHeard = 160;

interface Narrowed extends Page {
  readonly conversationId: string | undefined;
  readonly arm: string | undefined;
  readonly wording: string | undefined;
  readonly failed: boolean | undefined;
}

const traced = (db: Db, organizationId: string) =>
  db
    .selectFrom("turns as t")
    .innerJoin("conversations as c", (join) =>
      join
        .onRef("c.organization_id", "=", "t.organization_id")
        .onRef("c.id", "=", "t.conversation_id"),
    )
    .innerJoin("leads as l", (join) =>
      join.onRef("l.organization_id", "=", "c.organization_id").onRef("l.id", "=", "c.lead_id"),
    )
    .selectAll("t")
    .select(({ selectFrom }) => [
      "t.started_at as created_at",
      "l.name as lead_name",
      selectFrom("messages as m")
        .select(sql<string>`left(m.text, ${mostHeard}::integer)`.as("text"))
        .whereRef("m.organization_id", "=", "t.organization_id")
        .whereRef("m.conversation_id", "=", "t.conversation_id")
        .whereRef("m.seq", "=", "t.first_seq")
        .as("heard"),
    ])
    .where("t.organization_id", "=", organizationId);

/** Turns of the agent, the newest first. */
export const listTurns = (
  db: Db,
  organizationId: string,
  { limit, after, conversationId, arm, wording, failed }: Narrowed,
): Promise<TracedTurn[]> =>
  db
    .selectFrom(traced(db, organizationId).as("listed"))
    .selectAll()
    .where(isBehind("listed", after))
    .$if(conversationId !== undefined, (all) =>
      all.where("conversation_id", "=", conversationId ?? ""),
    )
    .$if(arm !== undefined, (all) =>
      all.where(sql<boolean>`trace #>> '{prompt,arm}' = ${arm}::text`),
    )
    .$if(wording !== undefined, (all) =>
      all.where(sql<boolean>`trace ->> 'wording' = ${wording}::text`),
    )
    .$if(failed !== undefined, (all) =>
      all.where(sql<boolean>`(trace ->> 'failure' is not null) = ${failed}::boolean`),
    )
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

export const findTurn = (
  db: Db,
  organizationId: string,
  id: string,
): Promise<TracedTurn | undefined> =>
  traced(db, organizationId).where("t.id", "=", id).executeTakeFirst();

type TurnMessage = Pick<Selectable<MessagesTable>, "id" | "seq" | "text" | "choice_id">;

/** What a turn heard, what was sent of it, and what it had to ask a person. */
export const readTurnWords = async (
  db: Db,
  { organization_id, conversation_id, first_seq, last_seq, id }: TracedTurn,
): Promise<{
  readonly inbound: readonly TurnMessage[];
  readonly said: string | null;
  readonly suggestion: {
    readonly suggestion_id: string;
    readonly status: Selectable<SuggestionsTable>["status"];
    readonly text: string | null;
  } | null;
}> => {
  const [messages, suggestion] = await Promise.all([
    db
      .selectFrom("messages")
      .select(["id", "seq", "author", "text", "choice_id", "turn_id"])
      .where("organization_id", "=", organization_id)
      .where("conversation_id", "=", conversation_id)
      .where((eb) => eb.or([eb.between("seq", first_seq, last_seq), eb("turn_id", "=", id)]))
      .orderBy("seq")
      .execute(),
    db
      .selectFrom("suggestions")
      .select(["id as suggestion_id", "status", "text"])
      .where("organization_id", "=", organization_id)
      .where("turn_id", "=", id)
      .executeTakeFirst(),
  ]);
  return {
    inbound: messages.filter(({ author }) => author === "lead"),
    said: messages.find(({ turn_id }) => turn_id === id)?.text ?? null,
    suggestion: suggestion ?? null,
  };
};
