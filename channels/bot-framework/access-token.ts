import { z } from "zod";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";
import { LOCAL } from "./door.ts";
import { LoginError } from "./failure.ts";

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number() });

interface Token {
  readonly value: string;
  /** Of the clock that never goes back, in milliseconds. */
  readonly until: number;
}

const held = new Map<string, Token>();
/** Renewed so long before it ends. */
const marginMs = 300_000;

/**
 * What the connector takes us by; null: the local account, which needs none. Throws a `LoginError`.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export const accessToken = async (
  account: ChannelAccount,
  signal: AbortSignal,
): Promise<string | null> => {
  if (account.account === LOCAL) return null;
  const key = JSON.stringify([account.settings, account.secrets]);
  const known = held.get(key);
  if (known && known.until > performance.now()) return known.value;
  const token = await logIn(account, signal);
  held.set(key, token);
  return token.value;
};

const logIn = async (
  { settings, secrets }: Pick<ChannelAccount, "settings" | "secrets">,
  signal: AbortSignal,
): Promise<Token> => {
  const { tenantId = "botframework.com", loginRoot = "https://login.microsoftonline.com" } =
    settings;
  const answer = await fetch(new URL(`/${tenantId}/oauth2/v2.0/token`, loginRoot), {
    method: "POST",
    body: new URLSearchParams({
      ...{ grant_type: "client_credentials", scope: "https://api.botframework.com/.default" },
      ...{ client_id: secrets["appId"] ?? "", client_secret: secrets["appPassword"] ?? "" },
    }),
    signal,
  });
  if (!answer.ok) throw new LoginError(answer.status);
  const { access_token, expires_in } = Granted.parse(await answer.json());
  return { value: access_token, until: performance.now() + expires_in * 1_000 - marginMs };
};
