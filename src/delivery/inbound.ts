import type {
  ChannelAccount,
  InboundDelivery,
  PushChannel,
  WebhookRequest,
} from "#src/conversation/channel.ts";
import type { Greet } from "#src/conversation/open-conversation.ts";
import { receiveDelivery } from "#src/conversation/receive-delivery.ts";
import type { Db } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { type ConnectedAccount, findAccount } from "./accounts.ts";
import type { PushChannels } from "./push-channels.ts";

export interface InboundDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  /** Opens the secrets of accounts. */
  readonly secretsKey: Buffer;
  readonly greet: Greet;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: DatabaseLog;
}

/** What people send us, by webhook or asked for. */
export interface Inbound {
  /**
   * Stores what a request brings; nothing of the answer is waited for. A signed request we cannot
   * read is acknowledged, as it would come again and again. Throws when it could not be stored, so
   * that the provider sends it again.
   */
  accept(
    channel: string,
    account: string,
    request: WebhookRequest,
  ): Promise<"unknown" | "unsigned" | "accepted">;
  /** The same for a body that was asked for and needs no signature. */
  take(channel: PushChannel, account: ConnectedAccount, body: unknown): Promise<void>;
}

export const openInbound = (deps: InboundDeps): Inbound => {
  const take: Inbound["take"] = async (channel, account, body) => {
    for (const delivery of read(deps, channel, account, body)) {
      await receiveDelivery(deps, { ...account, limits: channel.limits }, delivery);
      acknowledge(deps, channel, account, delivery);
    }
  };
  return {
    take,
    accept: async (channelName, accountId, request) => {
      const channel = await deps.channels.find(channelName);
      const account =
        channel && (await findAccount(deps.db, deps.secretsKey, channelName, accountId));
      if (!channel || !account) return "unknown";
      if (!channel.verify(request, account)) return "unsigned";
      await take(channel, account, jsonOf(request.body));
      return "accepted";
    },
  };
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const read = (
  { log }: InboundDeps,
  channel: PushChannel,
  { account }: ChannelAccount,
  body: unknown,
): readonly InboundDelivery[] => {
  try {
    return channel.parse(body);
  } catch (error) {
    // What was wrong with it may quote it; its name is enough to look for.
    const kind = error instanceof Error ? error.name : typeof error;
    log.warn(
      { channel: channel.name, account, kind },
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
