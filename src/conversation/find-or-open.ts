import type { Selectable } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { AccountKey } from "#src/db/queries/parked-events.ts";
import type { Proof } from "#src/db/queries/people.ts";
import type { ConversationsTable } from "#src/db/tables/conversations.ts";
import { findOrAddContact } from "./contact-point.ts";
import { insertConversation } from "./open-conversation.ts";

export type Talk = Selectable<ConversationsTable>;

interface OpenDeps {
  readonly now: () => Date;
  readonly newId: () => string;
}

interface Person {
  readonly address: string;
  readonly displayName: string | null;
  readonly proven?: Proof | undefined;
  /** What a new conversation is held in. */
  readonly language: () => Promise<"vi" | "en">;
}

/** The chat's conversation; a provider's chat has one, and its row is locked from here on. */
export const findOrOpen = async (
  tx: Tx,
  deps: OpenDeps,
  door: AccountKey,
  person: Person,
): Promise<Talk> => {
  const known = await findTalk(tx, door, person.address);
  // What the channel vouches for is noted where the person is.
  if (known && (person.proven?.value ?? known.proven) === known.proven) return known.talk;
  const { organizationId, channel, account } = door;
  const { address, displayName, proven } = person;
  const from = { organizationId, channel, account, address, displayName, proven };
  const now = deps.now();
  const contact = await findOrAddContact(tx, from, { now, newId: deps.newId });
  const found = await findTalk(tx, door, address);
  if (found) return found.talk;
  const opened = {
    conversationId: deps.newId(),
    language: await person.language(),
    ...contact,
    now,
  };
  await insertConversation(tx, from, opened);
  const talk = await findTalk(tx, door, address);
  if (!talk) throw new Error(`conversation ${opened.conversationId} vanished`);
  return talk.talk;
};

const findTalk = async (
  tx: Tx,
  { organizationId, channel, account }: AccountKey,
  address: string,
): Promise<{ readonly talk: Talk; readonly proven: string | null } | null> => {
  const row = await tx
    .selectFrom("conversations as c")
    .innerJoin("contact_points as p", (join) =>
      join
        .onRef("p.organization_id", "=", "c.organization_id")
        .onRef("p.id", "=", "c.contact_point_id"),
    )
    .selectAll("c")
    .select("p.proven_value")
    .where("p.organization_id", "=", organizationId)
    .where("p.channel", "=", channel)
    .where("p.account", "=", account)
    .where("p.address", "=", address)
    .orderBy("c.created_at", "desc")
    .limit(1)
    .forUpdate("c")
    .executeTakeFirst();
  if (!row) return null;
  const { proven_value, ...talk } = row;
  return { talk, proven: proven_value };
};
