import type { OutboundPart, PushChannel, SendResult } from "#src/conversation/push-channel.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { type BookingNotice, changeNotice, claimNotice } from "#src/db/queries/booking-notices.ts";
import type { Events } from "#src/events.ts";
import { type ConnectedAccount, findAccount } from "./accounts.ts";
import { closeCircuit, countFailure, revokeAccount, takePlaceInLine } from "./pace.ts";
import type { PushChannels } from "./push-channels.ts";
import { splitText } from "./split-text.ts";
import { mostTries, waitBefore } from "./try-again.ts";

type Worded = Pick<OutboundPart, "text" | "files" | "language" | "sender">;

export interface NoticeDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  readonly secretsKey: Buffer;
  readonly events: Pick<Events, "noticeSettled">;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A notice in words; null when it is true no more. */
  readonly word: (tx: Tx, notice: BookingNotice) => Promise<Worded | null>;
  /** Milliseconds a provider has to answer. */
  readonly sendTimeoutMs: number;
}

/** Nobody else tries a notice before its sender must have died. */
const leaseMs = 60_000;
/** Longer waits are left to the next look; shorter ones are slept through. */
const longestNapMs = 2_000;
/** Sent in one go; the rest is left to the next. */
const mostAtOnce = 1_000;

/**
 * Sends what waits to be told of bookings by mail and text message. Safe to call at any time, any number
 * of times and in many processes. Who dies after the provider took a notice and before that is written
 * leaves it to be sent once more.
 */
export const sendNotices = async (deps: NoticeDeps): Promise<void> => {
  for (let sent = 0; sent < mostAtOnce; sent += 1) {
    const now = deps.now();
    const notice = await claimNotice(deps.db, now, new Date(now.getTime() + leaseMs));
    if (!notice) return;
    const change = await attempt(deps, notice);
    await changeNotice(deps.db, notice, change);
    if (change.status) deps.events.noticeSettled(notice, change.status, change.error_code ?? null);
  }
};

type Change = Pick<Partial<BookingNotice>, "status" | "error_code" | "next_at">;

const attempt = async (deps: NoticeDeps, notice: BookingNotice): Promise<Change> => {
  const { db, channels, secretsKey, now } = deps;
  const { channel: name, account: own, attempts } = notice;
  if (attempts > mostTries) return { status: "dead", error_code: "never_ended" };
  const account = own === null ? null : await findAccount(db, secretsKey, name, own);
  const channel = await channels.find(name);
  if (!account || !channel) throw new Error(`${name} is not a channel of this server`);
  if (account.status !== "active") return { status: "dead", error_code: account.status };
  const line = await takePlaceInLine(db, account, { ...channel.limits, now: now() });
  const at = "closedUntil" in line ? line.closedUntil : line.sendAt;
  const waitMs = at.getTime() - now().getTime();
  if (waitMs > longestNapMs) return postpone(deps, notice, at);
  if (waitMs > 0) await deps.sleep(waitMs);
  const worded = await db.transaction().execute((tx) => deps.word(tx, notice));
  if (!worded) return { status: "superseded", error_code: null };
  return settle(deps, notice, account, await sendAll(deps, notice, { channel, account, worded }));
};

/** It was not tried: its turn comes, and the try is given back. */
const postpone = async (
  { db }: NoticeDeps,
  notice: BookingNotice,
  next_at: Date,
): Promise<Change> => {
  await changeNotice(db, notice, { attempts: notice.attempts - 1 });
  return { next_at };
};

interface Sending {
  readonly channel: PushChannel;
  readonly account: ConnectedAccount;
  readonly worded: Worded;
}

/** All parts, as far as the first that does not leave; at the next try all of them leave again. */
const sendAll = async (
  { sendTimeoutMs }: NoticeDeps,
  { id, address }: BookingNotice,
  { channel, account, worded }: Sending,
): Promise<SendResult> => {
  const { text, files, ...said } = worded;
  const pieces = splitText(text, channel.limits.textChars);
  let result: SendResult = { ok: false, failure: { kind: "give_up", code: "empty" } };
  for (const [place, piece] of pieces.entries()) {
    const isLast = place === pieces.length - 1;
    const part: OutboundPart = {
      ...{ ...said, text: piece, address: address ?? "", choices: [], key: `${id}.${place}` },
      ...{ answers: { messageId: null, subject: null }, isOutsideWindow: false },
      files: isLast && channel.limits.files ? files : [],
    };
    result = await channel.send(part, account, AbortSignal.timeout(sendTimeoutMs));
    if (!result.ok) return result;
  }
  return result;
};

const settle = async (
  { db, now, random }: NoticeDeps,
  { attempts }: BookingNotice,
  account: ConnectedAccount,
  result: SendResult,
): Promise<Change> => {
  if (result.ok) {
    await closeCircuit(db, account);
    return { status: "sent", error_code: null };
  }
  const { failure } = result;
  const error_code = failure.code;
  if (failure.kind !== "retry") {
    if (failure.kind === "give_up") return { status: "failed", error_code };
    await revokeAccount(db, account);
    return { status: "dead", error_code: "revoked" };
  }
  if (failure.afterMs === undefined) await countFailure(db, account, now());
  if (attempts >= mostTries) return { status: "dead", error_code };
  return { error_code, next_at: new Date(now().getTime() + waitBefore(attempts, failure, random)) };
};
