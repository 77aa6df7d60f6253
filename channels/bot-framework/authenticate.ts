import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { z } from "zod";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

type Authentication = InstanceType<typeof ConfigurationBotFrameworkAuthentication>;
type Activity = Parameters<Authentication["authenticateRequest"]>[0];

/** The Bot Connector service of Microsoft's public cloud, as the library knows it by itself. */
const connector = {
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  ToBotFromChannelTokenIssuer: "https://api.botframework.com",
  OAuthUrl: "https://api.botframework.com",
  ToBotFromEmulatorOpenIdMetadataUrl:
    "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration",
  CallerId: "urn:botframework:azure",
};

/** How the library and the one beneath it refuse a token; anything else is an accident. */
const Refused = z.union([
  z.object({ statusCode: z.union([z.literal(401), z.literal(403)]) }),
  z.object({ name: z.enum(["JsonWebTokenError", "NotBeforeError", "TokenExpiredError"]) }),
]);

/** Whether the token is signed by Microsoft, for this app, and for the address answers are sent to. */
export const isFromConnector = async (
  activity: { readonly serviceUrl: string; readonly channelId: string },
  authorization: string,
  { settings, secrets }: ChannelAccount,
): Promise<boolean> => {
  const metadata = settings["openIdMetadata"];
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: secrets["appId"] ?? "",
    ...(metadata && { ...connector, ToBotFromChannelOpenIdMetadataUrl: metadata }),
  });
  try {
    // It reads nothing else of an activity.
    await authentication.authenticateRequest(activity as Activity, authorization);
    return true;
  } catch (error) {
    if (Refused.safeParse(error).success) return false;
    throw error;
  }
};
