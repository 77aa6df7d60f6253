import type { Channel } from "#src/conversation/channel.ts";
import type { Connectable } from "#src/conversation/push-channel.ts";
import type { ChannelKind, PushChannels } from "./push-channels.ts";

/** What has accounts to connect, by name. */
export interface Connectables {
  readonly names: readonly string[];
  readonly kinds: readonly ChannelKind[];
  /** Null when there is no such. */
  find(name: string): Promise<Connectable | null>;
}

/** The channels whose providers push, and those with endpoints of their own that have accounts. */
export const connectablesOf = (push: PushChannels, mounted: readonly Channel[]): Connectables => {
  const own = mounted.filter(isConnectable);
  const kinds = [...push.kinds, ...own];
  return {
    names: kinds.map(({ name }) => name),
    kinds,
    find: async (name) => own.find((one) => one.name === name) ?? (await push.find(name)),
  };
};

const isConnectable = (channel: Channel): channel is Channel & Connectable => "connect" in channel;

/** Where an account's provider reaches us; null when no provider can. */
export const webhookAddress = (
  { name, pathOf }: ChannelKind,
  account: string,
  publicUrl: string | null,
): string | null =>
  publicUrl === null
    ? null
    : new URL(pathOf ? pathOf(account) : `/webhooks/${name}/${account}`, publicUrl).href;
