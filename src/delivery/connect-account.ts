import { randomBytes } from "node:crypto";

import type { Connectable, Connecting, Connection, Words } from "#src/conversation/push-channel.ts";
import type { Db } from "#src/db/connect.ts";
import { listForeignAccounts, saveAccount } from "./accounts.ts";
import { type Connectables, webhookAddress } from "./connectables.ts";

export interface ConnectDeps {
  readonly db: Db;
  readonly connectables: Connectables;
  /** Seals what opens the account. */
  readonly secretsKey: Buffer;
  /** The address providers reach us under; null: none from outside. */
  readonly publicUrl: string | null;
  readonly now: () => Date;
}

/** Whose account of what, and what the channel asked for to open it. */
export interface ConnectWish {
  readonly organizationId: string;
  readonly channel: string;
  readonly given: Readonly<Record<string, string>>;
}

/** `refused`: the channel or its provider says no; `field` is `--<option>` or a setting of the server. */
export type ConnectRefusal =
  | { readonly code: "unknown_channel" }
  | { readonly code: "taken" }
  | { readonly code: "refused"; readonly field: string; readonly remedy: Words };

export type Connected =
  | {
      readonly ok: true;
      readonly account: string;
      /** What the provider calls it. */
      readonly name: string;
      /** Where its provider reaches us; null: the running server asks for what comes. */
      readonly webhookUrl: string | null;
      /** What is left to be done by hand at the provider; null: nothing. */
      readonly next: Words | null;
    }
  | ({ readonly ok: false } & ConnectRefusal);

/**
 * Checks with the provider what was given and stores it encrypted, in the place of what the account
 * had before. An account belongs to the organization that connected it first, and another's is refused
 * before anything is changed at the provider. Safe to repeat.
 */
export const connectAccount = async (
  deps: ConnectDeps,
  { organizationId, channel: name, given }: ConnectWish,
): Promise<Connected> => {
  const channel = await deps.connectables.find(name);
  if (!channel) return { ok: false, code: "unknown_channel" };
  const connection = await open(deps, channel, organizationId, given);
  if (connection === "taken") return { ok: false, code: "taken" };
  if (!connection.ok) return { ...connection, code: "refused" };
  const { account, name: calledThere, next = null } = connection;
  const delivers = channel.listens !== true;
  const connected = { ...account, organizationId, channel: name, name: calledThere, delivers };
  // Two organizations at once: the second finds it taken here.
  const isSaved = await saveAccount(deps.db, deps.secretsKey, connected, deps.now());
  if (!isSaved) return { ok: false, code: "taken" };
  const webhookUrl = webhookAddress(channel, account.account, deps.publicUrl);
  return { ok: true, account: account.account, name: calledThere, webhookUrl, next };
};

const open = async (
  { db, publicUrl }: ConnectDeps,
  channel: Connectable,
  organizationId: string,
  given: ConnectWish["given"],
): Promise<Connection | "taken"> => {
  const foreign = await listForeignAccounts(db, organizationId, channel.name);
  const asked: string[] = [];
  const webhookOf: Connecting["webhookOf"] = (account) => {
    asked.push(account);
    if (foreign.has(account)) throw new Error("the account is another organization's");
    return webhookAddress(channel, account, publicUrl);
  };
  const isTaken = () => asked.some((account) => foreign.has(account));
  try {
    const secret = randomBytes(32).toString("hex");
    const connection = await channel.connect(given, { webhookOf, secret });
    return isTaken() ? "taken" : connection;
  } catch (error) {
    if (isTaken()) return "taken";
    // What was wrong may quote what was given, so that is no cause to keep.
    const kind = error instanceof Error ? error.name : typeof error;
    throw new Error(`${channel.name} could not be asked about an account: ${kind}`);
  }
};
