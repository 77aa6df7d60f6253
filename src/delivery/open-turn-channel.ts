import type { OutboundPart, PushChannel } from "#src/conversation/push-channel.ts";
import type { TurnChannel } from "#src/conversation/turn-channel.ts";
import type { Db } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { type ConversationKey, findChat } from "#src/db/queries/deliveries.ts";
import { sleepUnlessAborted } from "#src/sleep-unless-aborted.ts";
import { type ConnectedAccount, findAccount } from "./accounts.ts";
import type { PushChannels } from "./push-channels.ts";
import type { Transcriber } from "./transcriber.ts";

interface TurnChannelDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  /** Opens the secrets of accounts. */
  readonly secretsKey: Buffer;
  /** Null: recordings are not written down. */
  readonly transcribe: Transcriber | null;
  readonly log: DatabaseLog;
}

/** Some ten minutes of speech as phones record it. */
const mostBytes = 10 * 1024 * 1024;
const hearingMs = 30_000;
const showingMs = 5_000;

/** The channels of connected accounts as turns need them; conversations of others have nothing. */
export const openTurnChannel = (deps: TurnChannelDeps): TurnChannel => ({
  showTyping: (key) => {
    const stop = new AbortController();
    // Nobody waits for it, and nothing depends on it.
    keepShowing(deps, key, stop.signal).catch(() =>
      deps.log.info({ conversationId: key.conversationId }, "typing could not be shown"),
    );
    return () => stop.abort();
  },
  hear: async (key, recording) => {
    if (!deps.transcribe) return null;
    const signal = AbortSignal.timeout(hearingMs);
    try {
      const chat = await findChatChannel(deps, key);
      if (!chat?.channel.fetchMedia) return null;
      const most = { mostBytes, signal };
      const bytes = await chat.channel.fetchMedia(recording, chat.account, most);
      return bytes && (await deps.transcribe({ bytes, mediaType: recording.mediaType }, signal));
    } catch (error) {
      // What was wrong with it may quote it.
      const kind = error instanceof Error ? error.name : typeof error;
      deps.log.warn({ ...key, kind }, "a recording could not be written down");
      return null;
    }
  },
});

interface ChatChannel {
  readonly channel: PushChannel;
  readonly account: ConnectedAccount;
  readonly to: Pick<OutboundPart, "address" | "answers">;
}

const findChatChannel = async (
  { db, channels, secretsKey }: TurnChannelDeps,
  key: ConversationKey,
): Promise<ChatChannel | null> => {
  const chat = await findChat(db, key);
  const channel = chat && (await channels.find(chat.channel));
  const account = channel && (await findAccount(db, secretsKey, chat.channel, chat.account));
  return account && account.status !== "disconnected" ? { channel, account, to: chat } : null;
};

const keepShowing = async (
  deps: TurnChannelDeps,
  key: ConversationKey,
  ended: AbortSignal,
): Promise<void> => {
  const chat = await findChatChannel(deps, key);
  const typing = chat?.channel.typing;
  while (chat && typing && !ended.aborted) {
    const late = AbortSignal.any([ended, AbortSignal.timeout(showingMs)]);
    await typing.show(chat.to, chat.account, late);
    await sleepUnlessAborted(typing.everyMs, ended);
  }
};
