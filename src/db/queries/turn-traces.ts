import { type Selectable, sql } from "kysely";

import type { Db } from "../connect.ts";
import type { TurnsTable } from "../tables/conversations.ts";
import { isBehind, type Page } from "./page.ts";

/** `created_at`: when it began. */
export type TracedTurn = Selectable<TurnsTable> & { readonly created_at: Date };

interface Narrowed extends Page {
  readonly conversationId: string | undefined;
  readonly arm: string | undefined;
  readonly wording: string | undefined;
  readonly failed: boolean | undefined;
}

const traced = (db: Db, organizationId: string) =>
  db
    .selectFrom("turns as t")
    .selectAll("t")
    .select("t.started_at as created_at")
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

/** What a turn heard and what was sent of it. */
export const readTurnWords = async (
  db: Db,
  { organization_id, conversation_id, first_seq, last_seq, id }: TracedTurn,
): Promise<{ readonly heard: string[]; readonly said: string | null }> => {
  const messages = await db
    .selectFrom("messages")
    .select(["author", "text", "turn_id"])
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", conversation_id)
    .where((eb) => eb.or([eb.between("seq", first_seq, last_seq), eb("turn_id", "=", id)]))
    .orderBy("seq")
    .execute();
  return {
    heard: messages.filter(({ author }) => author === "lead").map(({ text }) => text),
    said: messages.find(({ turn_id }) => turn_id === id)?.text ?? null,
  };
};
