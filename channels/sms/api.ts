import twilio from "twilio";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

/** A client of Twilio's API, or of what stands in for it, whose requests end with the signal. */
export const apiOf = (
  { settings, secrets }: Pick<ChannelAccount, "settings" | "secrets">,
  signal: AbortSignal,
): twilio.Twilio => {
  const { accountSid, apiRoot } = settings;
  const httpClient = new Requests(apiRoot, signal);
  return twilio(accountSid, secrets["authToken"], { httpClient });
};

/** The library knows neither signals nor other hosts than Twilio's. */
class Requests extends twilio.RequestClient {
  private readonly root: string | undefined;

  constructor(root: string | undefined, signal: AbortSignal) {
    super({ keepAlive: false });
    this.root = root;
    this.axios.interceptors.request.use((config) => ({ ...config, signal }));
  }

  override request: twilio.RequestClient["request"] = (options) =>
    super.request({ ...options, uri: standIn(options.uri, this.root) });
}

/**
 * `api.twilio.com` is stood in for by the root itself, another product's host, such as
 * `messaging.twilio.com`, by a folder of its name.
 */
const standIn = (address: string, root: string | undefined): string => {
  if (root === undefined) return address;
  const { hostname, pathname, search } = new URL(address);
  const [product = ""] = hostname.split(".", 1);
  return `${root.replace(/\/$/u, "")}${product === "api" ? "" : `/${product}`}${pathname}${search}`;
};
