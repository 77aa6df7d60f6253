import type { PushChannel, WebhookRequest } from "#src/conversation/push-channel.ts";

/** A path at which the provider calls all accounts of a channel. */
interface Door {
  readonly path: "/api/messages";
  /** Whose a request is; null: nobody's. It is believed only once the channel has verified it. */
  accountOf(request: WebhookRequest): string | null;
}

/** A channel that is not loaded before an account of it exists. */
export interface PushChannelEntry {
  readonly name: string;
  /** Absent: each account is called at its own webhook. Loads nothing. */
  readonly door?: Door;
  load(): Promise<PushChannel>;
}

/** Channels by name, each loaded once. */
export interface PushChannels {
  readonly names: readonly string[];
  readonly doors: readonly (Door & { readonly channel: string })[];
  /** Null when there is no such channel. */
  find(name: string): Promise<PushChannel | null>;
}

export const openPushChannels = (entries: readonly PushChannelEntry[]): PushChannels => {
  const loading = new Map<string, Promise<PushChannel>>();
  return {
    names: entries.map(({ name }) => name),
    doors: entries.flatMap(({ name, door }) => (door ? [{ ...door, channel: name }] : [])),
    find: async (name) => {
      const entry = entries.find((one) => one.name === name);
      if (!entry) return null;
      const loaded = loading.get(name) ?? entry.load();
      loading.set(name, loaded);
      return loaded;
    },
  };
};
