import { z } from "zod";

import type { ChannelAccount } from "#src/conversation/push-channel.ts";
import type { Db } from "#src/db/connect.ts";
import type { AccountStatus } from "#src/db/tables/channels.ts";
import { seal, unseal } from "#src/secrets.ts";

/** An account of a channel as an organization has connected it. */
export interface ConnectedAccount extends ChannelAccount {
  readonly organizationId: string;
  readonly channel: string;
  readonly status: AccountStatus;
}

const Secrets = z.record(z.string(), z.string());

/** What secrets are bound to: a row copied to another organization opens nothing. */
const subjectOf = (of: Pick<ConnectedAccount, "organizationId" | "channel" | "account">): string =>
  JSON.stringify([of.organizationId, of.channel, of.account]);

/** An account names its organization: a provider's account belongs to one. */
export const findAccount = async (
  db: Db,
  key: Buffer,
  channel: string,
  account: string,
): Promise<ConnectedAccount | null> => {
  const row = await db
    .selectFrom("channel_accounts")
    .select(["organization_id", "status", "settings", "secrets"])
    .where("channel", "=", channel)
    .where("account", "=", account)
    .executeTakeFirst();
  if (!row) return null;
  const { organization_id: organizationId, status, settings, secrets } = row;
  const about = subjectOf({ organizationId, channel, account });
  return {
    ...{ organizationId, channel, account, status, settings },
    secrets: Secrets.parse(JSON.parse(unseal(key, secrets, about))),
  };
};

/**
 * Stores what was just checked with the provider, in the place of what it had before; false when
 * another organization has connected the account.
 */
export const saveAccount = async (
  db: Db,
  key: Buffer,
  connected: Omit<ConnectedAccount, "status"> & {
    readonly delivers?: boolean;
    /** What the provider calls it. */
    readonly name?: string;
  },
  now: Date,
): Promise<boolean> => {
  const { organizationId, channel, account, name, delivers = true } = connected;
  const settings = JSON.stringify(connected.settings);
  const secrets = seal(key, JSON.stringify(connected.secrets), subjectOf(connected));
  const saved = await db
    .insertInto("channel_accounts")
    .values({
      ...{ organization_id: organizationId, channel, account, settings, secrets },
      ...{ name, delivers, created_at: now },
    })
    .onConflict((conflict) =>
      conflict
        .columns(["channel", "account"])
        .doUpdateSet({
          ...{ settings, secrets, delivers, status: "active", failures: 0, paused_until: null },
          ...(name !== undefined && { name }),
        })
        .where("channel_accounts.organization_id", "=", organizationId),
    )
    .returning("account")
    .executeTakeFirst();
  return saved !== undefined;
};

/** Accounts of every organization, without their secrets. */
export const listAccounts = (db: Db) =>
  db
    .selectFrom("channel_accounts")
    .innerJoin("organizations", "organizations.id", "channel_accounts.organization_id")
    .select(["slug", "channel", "account", "status"])
    .orderBy("slug")
    .orderBy("channel")
    .orderBy("account")
    .execute();

/** Those accounts of a channel that are not the organization's, let go of or not. */
export const listForeignAccounts = async (
  db: Db,
  organizationId: string,
  channel: string,
): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom("channel_accounts")
    .select("account")
    .where("channel", "=", channel)
    .where("organization_id", "<>", organizationId)
    .execute();
  return new Set(rows.map(({ account }) => account));
};

/** Accounts an organization has connected and not let go of, without their secrets. */
export const listOwnAccounts = (db: Db, organizationId: string) =>
  db
    .selectFrom("channel_accounts as a")
    .select(["channel", "account", "name", "status", "settings", "created_at"])
    .select(["failures", "paused_until"])
    .select(({ selectFrom, fn }) =>
      selectFrom("deliveries as d")
        .select(fn.countAll<string>().as("count"))
        .whereRef("d.organization_id", "=", "a.organization_id")
        .whereRef("d.channel", "=", "a.channel")
        .whereRef("d.account", "=", "a.account")
        .where("d.status", "=", "dead")
        .as("dead"),
    )
    .where("organization_id", "=", organizationId)
    .where("status", "<>", "disconnected")
    .orderBy("channel")
    .orderBy("account")
    .execute();

export type OwnAccount = Awaited<ReturnType<typeof listOwnAccounts>>[number];

/** Lets go of an account and forgets what opened it; false when it is none of the organization's. */
export const closeAccount = async (
  db: Db,
  key: Buffer,
  of: Pick<ConnectedAccount, "organizationId" | "channel" | "account">,
): Promise<boolean> => {
  const closed = await db
    .updateTable("channel_accounts")
    .set({ status: "disconnected", secrets: seal(key, "{}", subjectOf(of)) })
    .where("organization_id", "=", of.organizationId)
    .where("channel", "=", of.channel)
    .where("account", "=", of.account)
    .where("status", "<>", "disconnected")
    .returning("account")
    .executeTakeFirst();
  return closed !== undefined;
};

/** The organization's own e-mail account, where one is connected: the first of its name. */
export const findMailbox = async (db: Db, organizationId: string): Promise<string | null> => {
  const row = await db
    .selectFrom("channel_accounts")
    .select("account")
    .where("organization_id", "=", organizationId)
    .where("channel", "=", "email")
    .where("status", "=", "active")
    .orderBy("account")
    .limit(1)
    .executeTakeFirst();
  return row?.account ?? null;
};
