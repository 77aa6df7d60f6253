import { z } from "zod";

import type { PushChannel } from "../../src/conversation/push-channel.ts";
import { claimsOf } from "./claims.ts";
import { LOCAL } from "./door.ts";
import { isService, isThisMachine } from "./service-url.ts";

const Envelope = z.object({ serviceUrl: z.string(), channelId: z.string() });

const issuer = "https://api.botframework.com";

/**
 * Takes what the Bot Connector service has signed for this app, to be answered at an address of its
 * own. Tokens of other kinds, which the library would take as well, say nothing of that address.
 */
export const verify: PushChannel["verify"] = async ({ body, headers, url }, account) => {
  const activity = envelopeOf(body);
  if (!activity || !isService(activity.serviceUrl, account)) return false;
  const { authorization } = headers;
  if (account.account === LOCAL) return authorization === undefined && isThisMachine(url);
  if (typeof authorization !== "string" || activity.channelId === "AseChannel") return false;
  if (claimsOf(authorization)?.iss !== issuer || !account.secrets["appId"]) return false;
  // Loaded only for bots that are called: it takes half a second and thirty megabytes.
  const { isFromConnector } = await import("./authenticate.ts");
  return isFromConnector(activity, authorization, account);
};

const envelopeOf = (body: Buffer): z.output<typeof Envelope> | null => {
  try {
    return Envelope.safeParse(JSON.parse(body.toString("utf8"))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
