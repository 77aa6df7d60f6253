import type { WebhookRequest } from "../../src/conversation/push-channel.ts";
import { claimsOf } from "./claims.ts";

/** The account for development: no app id, no tokens, this machine only. */
export const LOCAL = "local";

/**
 * All bots are called at one path; which one it is stands in the token, which is believed only after
 * the account it leads to has verified it. Who brings no token means the local account.
 */
export const door = {
  path: "/api/messages",
  accountOf: ({ headers: { authorization } }: WebhookRequest): string | null => {
    if (authorization === undefined) return LOCAL;
    const claims = claimsOf(authorization);
    return (claims?.aud ?? claims?.appid)?.toLowerCase() ?? null;
  },
} as const;
