import { z } from "zod";

import type { Db } from "#src/db/connect.ts";
import type { ChannelHost, KeyHolder, Standing } from "./channel.ts";
import type { Live } from "./live.ts";
import { type Greet, openConversation } from "./open-conversation.ts";
import type { ChannelAccount } from "./push-channel.ts";
import { receive } from "./receive.ts";
import { readMessages } from "./transcript.ts";

/** An address of ours as it was connected. */
interface Connected extends ChannelAccount {
  readonly organizationId: string;
  readonly status: "active" | "revoked" | "disconnected";
}

interface House {
  /** The name of the channel this host is for; it sees no other channel's conversations. */
  readonly channel: string;
  /** Which of our own addresses people write to, where a channel has one per organization. */
  readonly account: string;
  /** The addresses of ours that were connected; null: there is no such. */
  readonly findAccount: (account: string) => Promise<Connected | null>;
  readonly live: Live;
  readonly greet: Greet;
  /** The organization of a secret API key; null when there is none or it is revoked. */
  readonly organizationOfApiKey: (
    key: string,
  ) => Promise<{ readonly id: string; readonly slug: string } | null>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** 32 bytes, of this channel only. */
  readonly signingKey: Buffer;
}

// Addresses of pages hold ids people can edit; the database would throw at one that is no uuid.
const Id = z.uuid();

/** What the house does for one channel with endpoints of its own. */
export const openChannelHost = (db: Db, house: House): ChannelHost => ({
  organizationOf: async (key) => {
    const ofSlug = await organizationOfSlug(db, key);
    if (ofSlug !== null) return ofSlug;
    const ofKey = await house.organizationOfApiKey(key);
    return ofKey && { id: ofKey.id, slug: ofKey.slug, trusted: true };
  },
  open: (opening) => {
    const account = opening.account ?? house.account;
    return openConversation(db, opening, { ...house, account, now: house.now() });
  },
  addressOf: (organizationId, conversationId) =>
    Id.safeParse(conversationId).success
      ? addressOf(db, { organizationId, conversationId, channel: house.channel })
      : Promise.resolve(null),
  account: async (account) => {
    const found = await house.findAccount(account);
    return found?.status === "active" ? found : null;
  },
  standingOf: (organizationId, conversationId) =>
    Id.safeParse(conversationId).success
      ? standingOf(db, { organizationId, conversationId, channel: house.channel })
      : Promise.resolve(null),
  receive: (organizationId, message) =>
    receive(db, { organizationId, message, messageId: house.newId(), now: house.now() }),
  read: (organizationId, conversationId, afterSeq, limit) =>
    readMessages(db, { organizationId, conversationId }, { afterSeq, limit }),
  subscribe: (conversationId, listener) => house.live.subscribe(conversationId, listener),
  now: house.now,
  newId: house.newId,
  signingKey: house.signingKey,
});

const organizationOfSlug = async (db: Db, slug: string): Promise<KeyHolder | null> => {
  const row = await db
    .selectFrom("organizations")
    .select(["id", "slug"])
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, trusted: false };
};

interface ChannelConversation {
  readonly organizationId: string;
  readonly conversationId: string;
  readonly channel: string;
}

const addressOf = async (db: Db, of: ChannelConversation): Promise<string | null> => {
  const row = await db
    .selectFrom("conversations")
    .innerJoin("contact_points", (join) =>
      join
        .onRef("contact_points.organization_id", "=", "conversations.organization_id")
        .onRef("contact_points.id", "=", "conversations.contact_point_id"),
    )
    .select("contact_points.address")
    .where("conversations.organization_id", "=", of.organizationId)
    .where("conversations.id", "=", of.conversationId)
    .where("conversations.channel", "=", of.channel)
    .executeTakeFirst();
  return row?.address ?? null;
};

const standingOf = async (db: Db, of: ChannelConversation): Promise<Standing | null> => {
  const row = await db
    .selectFrom("conversations")
    .select(["owner", "language"])
    .where("organization_id", "=", of.organizationId)
    .where("id", "=", of.conversationId)
    .where("channel", "=", of.channel)
    .executeTakeFirst();
  return row ?? null;
};
