import type { PushChannel } from "#src/conversation/push-channel.ts";
import type { Db } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { holdLock } from "#src/db/hold-lock.ts";
import { type ConnectedAccount, findAccount, listAccounts } from "./accounts.ts";
import type { Inbound } from "./inbound.ts";
import type { PushChannels } from "./push-channels.ts";

interface PollDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  readonly secretsKey: Buffer;
  readonly inbound: Inbound;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: DatabaseLog;
  /** No webhook can reach us: every account is asked for, not only those that push nothing. */
  readonly askAll: boolean;
}

/** How soon an account connected meanwhile is noticed, and how long a failing one is left alone. */
const lookMs = 2_000;

/** One process polls for all: two would take messages from under each other. */
const POLLING = "poll-accounts";

/**
 * Asks the providers of accounts for what came: of those whose provider never pushes, and of all where
 * no webhook can reach us, which is for development. Of several processes one asks, and another when
 * it ends. What could not be stored is asked for again, so nothing is lost.
 */
export const pollAccounts = (deps: PollDeps): { close(): Promise<void> } => {
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await holdLock(deps.db, POLLING, () => pollAll(deps, stop.signal)).catch((err: unknown) =>
        deps.log.warn({ err }, "accounts could not be read"),
      );
      if (!stop.signal.aborted) await deps.sleep(lookMs);
    }
  };
  const watching = watch();
  return {
    close: async () => {
      stop.abort();
      await watching;
    },
  };
};

/** Until it is told to stop, or the database is lost, and with it the lock perhaps. */
const pollAll = async (deps: PollDeps, stop: AbortSignal): Promise<void> => {
  const lost = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  const polls = new Map<string, Promise<void>>();
  try {
    while (!signal.aborted) {
      for (const { channel, account, status } of await listAccounts(deps.db)) {
        const name = `${channel}/${account}`;
        if (status !== "active" || polls.has(name) || !(await mayPoll(deps, channel))) continue;
        const polling = pollOne(deps, channel, account, signal)
          .catch((err: unknown) => deps.log.warn({ err, channel, account }, "polling ended"))
          .finally(() => polls.delete(name));
        polls.set(name, polling);
      }
      await deps.sleep(lookMs);
    }
  } finally {
    lost.abort();
    await Promise.all(polls.values());
  }
};

const mayPoll = async ({ channels, askAll }: PollDeps, name: string): Promise<boolean> => {
  const channel = await channels.find(name);
  return channel?.poll !== undefined && (askAll || channel.mustPoll !== undefined);
};

/** The account is read anew for every look: it may have got other credentials, or none any more. */
const pollOne = async (
  deps: PollDeps,
  channelName: string,
  accountId: string,
  signal: AbortSignal,
): Promise<void> => {
  const channel = await deps.channels.find(channelName);
  let after: number | null = null;
  while (!signal.aborted) {
    const account = await findAccount(deps.db, deps.secretsKey, channelName, accountId);
    if (!channel || account?.status !== "active") return;
    if (!deps.askAll && !channel.mustPoll?.(account)) return;
    after = await takeNext(deps, channel, account, after, signal).catch(async (error: unknown) => {
      if (signal.aborted) return after;
      const kind = error instanceof Error ? error.name : typeof error;
      const of = { channel: channelName, account: accountId, kind };
      deps.log.warn(of, "a provider could not be asked for messages");
      await deps.sleep(lookMs);
      return after;
    });
  }
};

const takeNext = async (
  { db, secretsKey, inbound }: PollDeps,
  channel: PushChannel,
  account: ConnectedAccount,
  after: number | null,
  signal: AbortSignal,
): Promise<number | null> => {
  const polled = await channel.poll?.(account, after, signal);
  // A look can take long enough for the account to be let go of meanwhile.
  const now = await findAccount(db, secretsKey, channel.name, account.account);
  if (now?.status === "disconnected") return after;
  for (const body of polled?.bodies ?? []) await inbound.take(channel, account, body);
  return polled?.after ?? after;
};
