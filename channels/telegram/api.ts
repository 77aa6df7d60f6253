import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Telegram } from "telegraf";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

/** A client of the Bot API, Telegram's own or a local Bot API server's. */
export const apiOf = ({
  secrets,
  settings,
}: Pick<ChannelAccount, "secrets" | "settings">): Telegram => {
  const { apiRoot } = settings;
  // Answering in the body of the webhook would leave us without the message's id.
  const options = { ...(apiRoot && { apiRoot }), webhookReply: false };
  const api = new Telegram(secrets["token"] ?? "", options);
  if (apiRoot) Object.assign(api.options, { agent: agentFor(new URL(apiRoot)) });
  return api;
};

const agents = { "http:": new HttpAgent(), "https:": new HttpsAgent({ keepAlive: true }) };

/** The library follows redirects and asks for an agent at each: another server gets none. */
const agentFor =
  ({ protocol, host }: URL) =>
  (asked: URL): HttpAgent => {
    if (asked.protocol !== protocol || asked.host !== host) throw new Error("led elsewhere");
    return protocol === "https:" ? agents["https:"] : agents["http:"];
  };

/** The library's types know the signal of an old shim only. */
type Signal = NonNullable<NonNullable<Parameters<Telegram["callApi"]>[2]>["signal"]>;

export const signalOf = (signal: AbortSignal): { readonly signal: Signal } => ({
  signal: signal as unknown as Signal,
});
