import type { Channel } from "#src/conversation/channel.ts";
import type { Connectable, PushChannel, WebhookRequest } from "#src/conversation/push-channel.ts";

/** A path at which the provider calls all accounts of a channel. */
interface Door {
  readonly path: "/api/messages";
  /** Whose a request is; null: nobody's. It is believed only once the channel has verified it. */
  accountOf(request: WebhookRequest): string | null;
}

/** What is known of a channel's accounts before it is loaded. */
export type ChannelKind = Pick<Connectable, "name" | "options" | "elsewhere" | "pathOf">;

/** A channel that is not loaded before an account of it exists. */
export interface PushChannelEntry extends ChannelKind {
  /** Absent: each account is called at its own webhook. Loads nothing. */
  readonly door?: Door;
  load(): Promise<PushChannel>;
}

/** Channels by name, each loaded once. */
export interface PushChannels {
  readonly names: readonly string[];
  readonly doors: readonly (Door & { readonly channel: string })[];
  readonly kinds: readonly ChannelKind[];
  /** Null when there is no such channel. */
  find(name: string): Promise<PushChannel | null>;
}

export const openPushChannels = (entries: readonly PushChannelEntry[]): PushChannels => {
  const loading = new Map<string, Promise<PushChannel>>();
  return {
    names: entries.map(({ name }) => name),
    doors: entries.flatMap(({ name, door }) => (door ? [{ ...door, channel: name }] : [])),
    kinds: entries,
    find: async (name) => {
      const entry = entries.find((one) => one.name === name);
      if (!entry) return null;
      const loaded = loading.get(name) ?? entry.load();
      loading.set(name, loaded);
      return loaded;
    },
  };
};

/** How long after a lead's last word each channel lets us write, hours; null: at any time. */
export const windowHoursWith =
  (mounted: readonly Channel[], pushed: PushChannels) =>
  async (name: string): Promise<number | null> => {
    const channel = mounted.find((one) => one.name === name) ?? (await pushed.find(name));
    return channel?.limits.windowHours ?? null;
  };
