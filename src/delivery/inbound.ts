import type { Greet } from "#src/conversation/open-conversation.ts";
import type {
  ChannelAccount,
  Echo,
  InboundDelivery,
  InboundEvent,
  PushChannel,
  WebhookAnswer,
  WebhookRequest,
} from "#src/conversation/push-channel.ts";
import { receiveDelivery } from "#src/conversation/receive-delivery.ts";
import { receiveEcho } from "#src/conversation/receive-echo.ts";
import type { Db } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { type ConnectedAccount, findAccount } from "./accounts.ts";
import type { LateEvent, LateEvents } from "./late-events.ts";
import type { PushChannels } from "./push-channels.ts";

export interface InboundDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  /** Opens the secrets of accounts. */
  readonly secretsKey: Buffer;
  readonly greet: Greet;
  readonly late: LateEvents;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: DatabaseLog;
}

/** What people send us, by webhook or asked for. */
export interface Inbound {
  /** Paths that are called for many accounts. */
  readonly doors: PushChannels["doors"];
  /**
   * Stores what a request brings; nothing of the answer is waited for. A signed request we cannot
   * read is acknowledged, as it would come again and again. Throws when it could not be stored, so
   * that the provider sends it again.
   */
  accept(
    channel: string,
    account: string,
    request: WebhookRequest,
  ): Promise<"unknown" | "unsigned" | WebhookAnswer>;
  /** What a provider that asks whether the address is ours is answered; null: it proves nothing. */
  handshake(
    channel: string,
    account: string,
    query: Readonly<Record<string, string>>,
  ): Promise<string | null>;
  /** The same for a body that was asked for and needs no signature. */
  take(channel: PushChannel, account: ConnectedAccount, body: unknown): Promise<void>;
}

const received: WebhookAnswer = {
  ...{ status: 200, contentType: "application/json", body: '{"ok":true}' },
};

export const openInbound = (deps: InboundDeps): Inbound => {
  const take: Inbound["take"] = async (channel, account, body) => {
    for (const event of await read(deps, channel, account, () => body)) {
      await takeOne(deps, channel, account, event);
    }
  };
  const find = async (channelName: string, accountId: string) => {
    const channel = await deps.channels.find(channelName);
    const account =
      channel && (await findAccount(deps.db, deps.secretsKey, channelName, accountId));
    return channel && account && account.status !== "disconnected" ? { channel, account } : null;
  };
  return {
    doors: deps.channels.doors,
    take,
    accept: async (channelName, accountId, request) => {
      const found = await find(channelName, accountId);
      if (!found) return "unknown";
      const { channel, account } = found;
      if (!(await channel.verify(request, account))) return "unsigned";
      return storeAndAnswer(deps, channel, account, request);
    },
    handshake: async (channelName, accountId, query) => {
      const found = await find(channelName, accountId);
      return found?.channel.handshake?.(query, found.account) ?? null;
    },
  };
};

const storeAndAnswer = async (
  deps: InboundDeps,
  channel: PushChannel,
  account: ConnectedAccount,
  request: WebhookRequest,
): Promise<WebhookAnswer> => {
  let body: unknown = null;
  const events = await read(deps, channel, account, () => {
    body = channel.decode ? channel.decode(request) : JSON.parse(request.body.toString("utf8"));
    return body;
  });
  // Begun first: what it waits for may come as soon as the message is stored.
  const answer = channel.answer?.(body, account) ?? Promise.resolve(received);
  try {
    for (const event of events) await takeOne(deps, channel, account, event);
  } catch (error) {
    answer.catch(() => undefined);
    throw error;
  }
  return answer;
};

const takeOne = async (
  deps: InboundDeps,
  channel: PushChannel,
  account: ConnectedAccount,
  event: InboundEvent,
): Promise<void> => {
  const door = { ...account, limits: channel.limits };
  if (event.kind === "echo") return receiveEcho(deps, door, event);
  if (isLate(event)) return deps.late.take(door, event);
  const { hasParked } = await receiveDelivery(deps, door, event);
  acknowledge(deps, channel, account, event);
  if (hasParked && event.providerMessageId) await deps.late.look(door, event.providerMessageId);
};

/** Whether it is about a message, which may not have come yet. */
const isLate = (event: Exclude<InboundEvent, Echo>): event is LateEvent =>
  event.kind === "report" ||
  event.kind === "reaction" ||
  (event.kind === "edit" && event.edits !== undefined);

const read = async (
  { log }: InboundDeps,
  channel: PushChannel,
  account: ConnectedAccount,
  bodyOf: () => unknown,
): Promise<readonly InboundEvent[]> => {
  try {
    return await channel.parse(bodyOf(), account);
  } catch (error) {
    // What was wrong with it may quote it; its name is enough to look for.
    const kind = error instanceof Error ? error.name : typeof error;
    log.warn(
      { channel: channel.name, account: account.account, kind },
      "a delivery that cannot be read was acknowledged",
    );
    return [];
  }
};

/** Nobody waits for it, and nothing depends on it. */
const acknowledge = (
  { log }: InboundDeps,
  channel: PushChannel,
  account: ChannelAccount,
  { acknowledgement, deliveryId }: InboundDelivery,
): void => {
  if (acknowledgement === null || !channel.acknowledge) return;
  const of = { channel: channel.name, account: account.account, deliveryId };
  channel
    .acknowledge(acknowledgement, account)
    .catch(() => log.info(of, "a press could not be acknowledged"));
};
