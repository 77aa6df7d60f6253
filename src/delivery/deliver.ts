import type { OutboundPart, PushChannel, SendFailure } from "#src/conversation/push-channel.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { holdLock } from "#src/db/hold-lock.ts";
import {
  type ConversationKey,
  changeDelivery,
  type Delivery,
  findNextDelivery,
  lastSentAt,
  lockOutgoing,
  type Outgoing,
} from "#src/db/queries/deliveries.ts";
import type { Events } from "#src/events.ts";
import { type ConnectedAccount, findAccount } from "./accounts.ts";
import type { LateEvents } from "./late-events.ts";
import { heldUntil, isWindowClosed, mayLeave } from "./may-leave.ts";
import { closeCircuit, countFailure, revokeAccount, takePlaceInLine } from "./pace.ts";
import type { PushChannels } from "./push-channels.ts";
import { shapeMessage } from "./shape-message.ts";
import { mostTries, waitBefore } from "./try-again.ts";

/** A message that is about to leave, and the addresses it goes between. */
interface Leaving {
  readonly organizationId: string;
  readonly messageId: string;
  readonly language: OutboundPart["language"];
  readonly letter: { readonly from: string; readonly to: string };
}

/** Files, and a line below the words. */
interface Enclosed {
  readonly files: OutboundPart["files"];
  readonly note: string | null;
}

export interface DeliverDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  /** Opens the secrets of accounts. */
  readonly secretsKey: Buffer;
  readonly events: Pick<Events, "deliverySettled" | "deliveryDelayed" | "accountTroubled">;
  /** What may have been told of a part before it was recorded. */
  readonly late: Pick<LateEvents, "look">;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Has the chat looked at again then. */
  readonly wakeAt: (key: ConversationKey, at: Date) => Promise<void>;
  /** What goes with a message on a channel that takes files. */
  readonly enclose: (tx: Tx, leaving: Leaving) => Promise<Enclosed>;
  /** Milliseconds a provider has to answer. */
  readonly sendTimeoutMs: number;
}

/** Longer waits are left to the queue; shorter ones are slept through. */
const longestNapMs = 2_000;

/** The lock under which a chat is sent to; who holds it knows that nothing is on its way. */
export const sendingLock = ({ organizationId, conversationId }: ConversationKey): string =>
  `deliver/${organizationId}/${conversationId}`;

/**
 * Sends what waits in a chat, in order, one part at a time. Safe to call at any time and any number
 * of times.
 *
 * What a crash can do: a part is recorded when the provider has answered. A process that dies between
 * the two, or an answer that is lost on the way, leaves a part that has left and is not recorded; it
 * is sent again. Providers without an idempotency key, Telegram among them, then show that one part
 * twice. Sending first and recording after was chosen because the other order loses it instead.
 */
export const deliver = async (deps: DeliverDeps, key: ConversationKey): Promise<void> => {
  for (;;) {
    const isMine = await holdLock(deps.db, sendingLock(key), () => drain(deps, key));
    // What was queued after the last look and before letting go has found the chat taken.
    const next = await findNextDelivery(deps.db, key, deps.now());
    if (!isMine || !next || next.next_at > deps.now()) return;
  }
};

const drain = async (deps: DeliverDeps, key: ConversationKey): Promise<void> => {
  for (;;) {
    const next = await findNextDelivery(deps.db, key, deps.now());
    if (!next) return;
    const at = next.next_at > deps.now() ? next.next_at : await attempt(deps, key, next);
    if (at === null) continue;
    await postpone(deps, next, at);
    await deps.wakeAt(key, at);
    return;
  }
};

const postpone = async ({ db, now }: DeliverDeps, delivery: Delivery, at: Date): Promise<void> => {
  await db
    .updateTable("deliveries")
    .set({ next_at: at, updated_at: now() })
    .where("organization_id", "=", delivery.organization_id)
    .where("id", "=", delivery.id)
    .execute();
};

/** Null when it is settled; else when to look again. */
const attempt = async (
  deps: DeliverDeps,
  key: ConversationKey,
  delivery: Delivery,
): Promise<Date | null> => {
  const { db, now } = deps;
  const account = await findAccount(db, deps.secretsKey, delivery.channel, delivery.account);
  const channel = await deps.channels.find(delivery.channel);
  if (!account || !channel) throw new Error(`${delivery.channel} is not a channel of this server`);
  if (account.status !== "active") return settle(deps, delivery, "dead", account.status);
  const line = await takePlaceInLine(db, delivery, { ...channel.limits, now: now() });
  if ("closedUntil" in line) return line.closedUntil;
  const sentAt = await lastSentAt(db, key);
  const chatAt = (sentAt?.getTime() ?? 0) + channel.limits.chatIntervalMs;
  const waitMs = Math.max(line.sendAt.getTime(), chatAt) - now().getTime();
  if (waitMs > longestNapMs) return new Date(now().getTime() + waitMs);
  if (waitMs > 0) await deps.sleep(waitMs);
  const part = await claim(deps, delivery, { channel, account });
  if (part === "withheld") return null;
  if ("heldUntil" in part) {
    await deps.wakeAt(key, part.heldUntil);
    return null;
  }
  return send(deps, { delivery, channel, account, ...part });
};

/** A person may know better; `never_ended`: however often it was tried, its process died of it. */
const mayBeTriedAgain: readonly string[] = ["too_old", "never_ended", "disconnected"];

interface Claimed {
  readonly part: OutboundPart;
  readonly isLast: boolean;
  readonly tries: number;
}

/** Decides that the next part leaves now, alone with the conversation; nothing decides otherwise after. */
const claim = (
  deps: DeliverDeps,
  delivery: Delivery,
  { channel, account }: Pick<Sending, "channel" | "account">,
): Promise<Claimed | "withheld" | { readonly heldUntil: Date }> =>
  deps.db.transaction().execute(async (tx) => {
    const outgoing = await lockOutgoing(tx, delivery);
    const now = deps.now();
    const tries = delivery.attempts + 1;
    const isOutsideWindow = isWindowClosed(outgoing, channel.limits, now);
    const isClosed = isOutsideWindow && !channel.canOpenWindow?.(account);
    const withheld =
      tries > mostTries ? "never_ended" : mayLeave(outgoing, delivery, { isClosed, now });
    if (withheld) {
      const status = mayBeTriedAgain.includes(withheld) ? "dead" : "failed";
      await settle({ ...deps, db: tx }, delivery, status, withheld);
      return "withheld";
    }
    const held_until = heldUntil(outgoing, now);
    if (held_until) {
      const { status } = delivery;
      await changeDelivery(tx, delivery, { status, held_until, next_at: held_until }, now);
      return { heldUntil: held_until };
    }
    const next = await nextPart(deps, tx, { delivery, outgoing, channel, isOutsideWindow });
    await changeDelivery(tx, delivery, { status: "sending", attempts: tries }, now);
    return { ...next, tries };
  });

interface Going extends Pick<Sending, "delivery" | "channel"> {
  readonly outgoing: Outgoing;
}

/** The first part of a message that has not left. */
const nextPart = async (
  deps: DeliverDeps,
  tx: Tx,
  { isOutsideWindow, ...going }: Going & { readonly isOutsideWindow: boolean },
): Promise<Omit<Claimed, "tries">> => {
  const { delivery, outgoing, channel } = going;
  const { address, id: deliveryId, seq, provider_ids } = delivery;
  const { files, note } = await enclosed(deps, tx, going);
  const envelope = { ...outgoing, address, deliveryId, isOutsideWindow, files };
  const text = note === null ? outgoing.text : `${outgoing.text}\n\n${note}`;
  const parts = shapeMessage({ ...outgoing, text, seq }, envelope, channel);
  const part = parts[provider_ids.length];
  if (!part) throw new Error(`delivery ${deliveryId} has nothing left to send`);
  return { part, isLast: parts.length === provider_ids.length + 1 };
};

/** What goes along where the channel takes files; a letter's account is its address. */
const enclosed = async (
  { enclose }: DeliverDeps,
  tx: Tx,
  { delivery, outgoing: { language }, channel }: Going,
): Promise<Enclosed> => {
  if (!channel.limits.files) return { files: [], note: null };
  const { organization_id: organizationId, message_id: messageId, account, address } = delivery;
  const letter = { from: account, to: address };
  return enclose(tx, { organizationId, messageId, language, letter });
};

interface Sending extends Claimed {
  readonly delivery: Delivery;
  readonly channel: PushChannel;
  readonly account: ConnectedAccount;
}

const send = async (deps: DeliverDeps, sending: Sending): Promise<Date | null> => {
  const { delivery, channel, account, part, isLast } = sending;
  const signal = AbortSignal.timeout(deps.sendTimeoutMs);
  const result = await channel.send(part, account, signal);
  if (!result.ok) return fail(deps, sending, result.failure);
  await closeCircuit(deps.db, delivery);
  const provider_ids = [...delivery.provider_ids, result.providerId];
  const left = { provider_ids, attempts: isLast ? sending.tries : 0, error_code: null };
  const status = isLast ? "sent" : "sending";
  await changeDelivery(deps.db, delivery, { status, ...left }, deps.now());
  if (isLast) deps.events.deliverySettled(eventOf(delivery), "sent", null);
  await deps.late.look(account, result.providerId);
  return null;
};

const fail = async (
  deps: DeliverDeps,
  { delivery, tries }: Sending,
  failure: SendFailure,
): Promise<Date | null> => {
  const { code } = failure;
  if (failure.kind !== "retry") {
    if (failure.kind === "give_up") return settle(deps, delivery, "failed", code);
    await revokeAccount(deps.db, delivery);
    deps.events.accountTroubled(eventOf(delivery), "revoked");
    return settle(deps, delivery, "dead", "revoked");
  }
  const now = deps.now();
  // A provider that says when to come back is well; one that says nothing may be ill.
  const isOpened = failure.afterMs === undefined && (await countFailure(deps.db, delivery, now));
  if (isOpened) deps.events.accountTroubled(eventOf(delivery), "circuit_open");
  if (tries >= mostTries) return settle(deps, delivery, "dead", code);
  const at = new Date(now.getTime() + waitBefore(tries, failure, deps.random));
  await changeDelivery(deps.db, delivery, { status: "sending", error_code: code }, now);
  deps.events.deliveryDelayed(eventOf(delivery), code, tries);
  return at;
};

const settle = async (
  { db, events, now }: DeliverDeps,
  delivery: Delivery,
  status: "failed" | "dead",
  code: string,
): Promise<null> => {
  await changeDelivery(db, delivery, { status, error_code: code }, now());
  events.deliverySettled(eventOf(delivery), status, code);
  return null;
};

const eventOf = ({ organization_id, id, channel, account }: Delivery) => ({
  ...{ organizationId: organization_id, deliveryId: id, channel, account },
});
