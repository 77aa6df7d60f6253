import type { ChannelKind } from "#src/delivery/push-channels.ts";
import type { Language } from "#src/domain/facts.ts";
import { isPublicHost } from "#src/public-address.ts";
import type { ErrorReply } from "./answer.ts";
import { connectionRefused } from "./connection-refused.ts";

/** One sentence whatever is there, so that nobody learns names of this network by asking. */
const remedy = {
  en: "is no server on the internet: check its name, or have the server's operator set ALLOW_PRIVATE_HOSTS",
  vi: "không phải máy chủ trên internet: hãy kiểm tra lại tên, hoặc nhờ người vận hành máy chủ đặt ALLOW_PRIVATE_HOSTS",
};

/** Whether a channel is to call servers of the network we are in; null: none of them. */
export const faultInServers = async (
  { options = [] }: ChannelKind,
  given: Readonly<Record<string, string>>,
  language: Language,
): Promise<ErrorReply | null> => {
  for (const { name, isServer } of options) {
    const server = given[name];
    if (!isServer || server === undefined || (await isPublicHost(hostOf(server)))) continue;
    return connectionRefused({ code: "refused", field: `--${name}`, remedy }, language);
  }
  return null;
};

/** Of an address on the web; anything else is asked for as the name it claims to be. */
const hostOf = (server: string): string =>
  /^https?:\/\//iu.test(server) && URL.canParse(server) ? new URL(server).hostname : server;
