import type { PushChannel } from "#src/conversation/push-channel.ts";

/** A channel that is not loaded before an account of it exists. */
export interface PushChannelEntry {
  readonly name: string;
  load(): Promise<PushChannel>;
}

/** Channels by name, each loaded once. */
export interface PushChannels {
  readonly names: readonly string[];
  /** Null when there is no such channel. */
  find(name: string): Promise<PushChannel | null>;
}

export const openPushChannels = (entries: readonly PushChannelEntry[]): PushChannels => {
  const loading = new Map<string, Promise<PushChannel>>();
  return {
    names: entries.map(({ name }) => name),
    find: async (name) => {
      const entry = entries.find((one) => one.name === name);
      if (!entry) return null;
      const loaded = loading.get(name) ?? entry.load();
      loading.set(name, loaded);
      return loaded;
    },
  };
};
