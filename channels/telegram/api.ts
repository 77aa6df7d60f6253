import { Telegram } from "telegraf";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

/** A client of the Bot API, Telegram's own or a local Bot API server's. */
export const apiOf = ({
  secrets,
  settings,
}: Pick<ChannelAccount, "secrets" | "settings">): Telegram => {
  const { apiRoot } = settings;
  // Answering in the body of the webhook would leave us without the message's id.
  return new Telegram(secrets["token"] ?? "", { ...(apiRoot && { apiRoot }), webhookReply: false });
};

/** The library's types know the signal of an old shim only. */
type Signal = NonNullable<NonNullable<Parameters<Telegram["callApi"]>[2]>["signal"]>;

export const signalOf = (signal: AbortSignal): { readonly signal: Signal } => ({
  signal: signal as unknown as Signal,
});
