import type { ChannelAccount } from "../../src/conversation/push-channel.ts";
import { LOCAL } from "./door.ts";

const ourOwn: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

export const isThisMachine = (url: string): boolean =>
  URL.canParse(url) && ourOwn.includes(new URL(url).hostname);

/**
 * Whether answers may be sent to an address that came with a message: Microsoft's over https, and for
 * the local account this machine. Of `trafficmanager.net` only Teams' own name, as anybody can rent
 * one there. Source: learn.microsoft.com/azure/bot-service/bot-service-resources-faq-azure
 */
export const isService = (url: string, { account }: Pick<ChannelAccount, "account">): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  if (account === LOCAL) return /^https?:$/u.test(protocol) && ourOwn.includes(hostname);
  const isMicrosoft =
    hostname.endsWith(".botframework.com") || hostname === "smba.trafficmanager.net";
  return protocol === "https:" && port === "" && isMicrosoft;
};
