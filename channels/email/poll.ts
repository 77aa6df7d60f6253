import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { ImapFlow } from "imapflow";

import type { ChannelAccount, Polled } from "../../src/conversation/push-channel.ts";
import { imapOf } from "./imap.ts";
import { mailboxOf } from "./mailbox-settings.ts";
import { fromPlace, toPlace } from "./place.ts";

/** Milliseconds to wait for a letter; shutting down does not wait. */
const idleMs = 25_000;
/** A refused login tried every second locks the account at most providers. */
const refusedWaitMs = 60_000;
const mostAtOnce = 20;
/** Of one letter: its words come first, and what is cut off are files we do not read. */
const mostBytes = 1024 * 1024;

/**
 * Unread letters of the inbox, the oldest first; waits for one when there is none. Those of the last
 * call, which its caller has stored since, are marked as read, so what a crash leaves unread comes
 * again and is known by its Message-ID. The mailbox is ours alone: what a person reads first is theirs.
 */
export const poll = async (
  account: ChannelAccount,
  after: number | null,
  signal: AbortSignal,
): Promise<Polled> => {
  const client = imapOf(mailboxOf(account));
  const stop = () => client.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await login(client, signal);
    await client.mailboxOpen("INBOX");
    const { uidValidity } = folderOf(client);
    if (after !== null) await markStored(client, fromPlace(uidValidity, after));
    const found = await unread(client);
    const uids = found.length > 0 ? found : await waitForOne(client, signal);
    const bodies = await fetchAll(client, uids);
    const last = uids.at(-1);
    return { bodies, after: last === undefined ? after : toPlace(uidValidity, last) };
  } finally {
    signal.removeEventListener("abort", stop);
    await client.logout().catch(stop);
  }
};

const login = async (client: ImapFlow, signal: AbortSignal): Promise<void> => {
  try {
    await client.connect();
  } catch (error) {
    const isRefused = error instanceof Error && "authenticationFailed" in error;
    if (isRefused) await setTimeout(refusedWaitMs, undefined, { signal });
    throw error;
  }
};

const folderOf = ({ mailbox }: ImapFlow): { readonly uidValidity: bigint } => {
  if (mailbox === false) throw new Error("the inbox is not open");
  return mailbox;
};

const markStored = async (client: ImapFlow, upTo: number | null): Promise<void> => {
  if (upTo === null) return;
  await client.messageFlagsAdd({ seen: false, uid: `1:${upTo}` }, ["\\Seen"], { uid: true });
};

const unread = async (client: ImapFlow): Promise<readonly number[]> => {
  const uids = (await client.search({ seen: false }, { uid: true })) || [];
  return uids.toSorted((a, b) => a - b).slice(0, mostAtOnce);
};

const waitForOne = async (client: ImapFlow, signal: AbortSignal): Promise<readonly number[]> => {
  const late = AbortSignal.any([signal, AbortSignal.timeout(idleMs)]);
  // Where a server cannot tell of itself, the look after the wait finds what came.
  client.idle().catch(() => undefined);
  await once(client, "exists", { signal: late }).catch(() => undefined);
  return signal.aborted ? [] : unread(client);
};

const fetchAll = async (
  client: ImapFlow,
  uids: readonly number[],
): Promise<readonly { readonly raw: string }[]> => {
  if (uids.length === 0) return [];
  const query = { source: { start: 0, maxLength: mostBytes } };
  const letters = await client.fetchAll([...uids].join(","), query, { uid: true });
  return letters.flatMap(({ source }) => (source ? [{ raw: source.toString("base64") }] : []));
};
