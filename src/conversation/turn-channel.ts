import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import type { MediaRef } from "./push-channel.ts";

/** What a turn asks of the channel its conversation came by. */
export interface TurnChannel {
  /** Shows that an answer is coming, until the function it returns is called. Never throws. */
  showTyping(key: ConversationKey): () => void;
  /** What is said in a recording; null when nobody can tell. Never throws. */
  hear(key: ConversationKey, recording: MediaRef): Promise<string | null>;
}

/** A channel that shows nothing and hears nothing. */
export const deafChannel: TurnChannel = {
  showTyping: () => () => undefined,
  hear: () => Promise.resolve(null),
};
