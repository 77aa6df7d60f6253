import type { Language } from "#src/domain/facts.ts";
import type { Db } from "../connect.ts";
import type { Suggestion } from "./suggestions.ts";

/** What a turn noted of itself; its shape is parsed by whoever shows it. */
export const findTrace = async (
  db: Db,
  organizationId: string,
  turnId: string,
): Promise<unknown> => {
  const row = await db
    .selectFrom("turns")
    .select("trace")
    .where("organization_id", "=", organizationId)
    .where("id", "=", turnId)
    .executeTakeFirst();
  return row?.trace ?? null;
};

/** What the lead wrote up to what a suggestion answers, and what names the lead. */
export const findLeadWords = async (
  db: Db,
  { organization_id, conversation_id, seen_seq }: Suggestion,
): Promise<{
  readonly said: readonly string[];
  readonly language: Language;
  /** The lead's name. */
  readonly lead: string | null;
}> => {
  const { language, lead } = await db
    .selectFrom("conversations as c")
    .innerJoin("leads as l", (join) =>
      join.onRef("l.organization_id", "=", "c.organization_id").onRef("l.id", "=", "c.lead_id"),
    )
    .select(["c.language", "l.name as lead"])
    .where("c.organization_id", "=", organization_id)
    .where("c.id", "=", conversation_id)
    .executeTakeFirstOrThrow();
  const messages = await db
    .selectFrom("messages")
    .select("text")
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", conversation_id)
    .where("author", "=", "lead")
    .where("seq", "<=", seen_seq)
    .orderBy("seq", "desc")
    .limit(12)
    .execute();
  return { said: messages.map(({ text }) => text).toReversed(), language, lead };
};
