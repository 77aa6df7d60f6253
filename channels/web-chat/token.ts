import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const ACCESS_SECONDS = 30 * 60;
const STREAM_SECONDS = 60;
// A visitor who comes back within a month finds their conversation.
const REFRESH_SECONDS = 30 * 24 * 60 * 60;

// A JSON Web Token, because Web Chat reads `user` from it. Ours has this one header; a token with
// any other, "alg": "none" included, is not ours.
const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");
const MOST_TOKEN_CHARS = 2_048;

const Claims = z.object({
  /** `stream` opens one WebSocket and nothing else: it stands in an address. */
  use: z.enum(["access", "stream"]),
  org: z.string(),
  user: z.string(),
  conversation: z.string(),
  /** Seconds since 1970, as in every JSON Web Token. */
  exp: z.number(),
  /** Until when it can be exchanged for a new one, also after `exp`. Seconds since 1970. */
  renew: z.number(),
});

/** Who a token speaks for, and the one conversation it opens. */
export interface Bearer {
  readonly organizationId: string;
  readonly user: string;
  readonly conversationId: string;
}

/** A token as the protocol hands it out; `expires_in` in seconds. */
interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
}

/** A token for half an hour of reading and writing. */
export const grantAccess = (bearer: Bearer, key: Buffer, now: Date): Grant => ({
  conversationId: bearer.conversationId,
  token: sign(bearer, "access", { key, now, seconds: ACCESS_SECONDS, renew: REFRESH_SECONDS }),
  expires_in: ACCESS_SECONDS,
});

/** A token to connect one stream with, within a minute. */
export const grantStream = (bearer: Bearer, key: Buffer, now: Date): string =>
  sign(bearer, "stream", { key, now, seconds: STREAM_SECONDS, renew: 0 });

interface Terms {
  readonly key: Buffer;
  readonly now: Date;
  readonly seconds: number;
  readonly renew: number;
}

const sign = (bearer: Bearer, use: "access" | "stream", terms: Terms): string => {
  const issued = secondsOf(terms.now);
  const claims: z.infer<typeof Claims> = {
    use,
    org: bearer.organizationId,
    user: bearer.user,
    conversation: bearer.conversationId,
    exp: issued + terms.seconds,
    renew: issued + terms.renew,
  };
  const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${signed}.${mac(signed, terms.key).toString("base64url")}`;
};

const mac = (signed: string, key: Buffer): Buffer =>
  createHmac("sha256", key).update(signed).digest();

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** Whether a credential has the form of a token; keys have no dots. */
export const isToken = (credential: string): boolean => credential.startsWith(`${HEADER}.`);

/** What a token is shown for. `renewal` is the one thing an expired access token is good for. */
export type Purpose = "access" | "stream" | "renewal";

/** Whom the token speaks for; `forged` when we did not sign it or for something else. */
export const readToken = (
  token: string,
  purpose: Purpose,
  { key, now }: { readonly key: Buffer; readonly now: Date },
): Bearer | "forged" | "expired" => {
  const claims = token.length <= MOST_TOKEN_CHARS ? openToken(token, key) : null;
  if (claims?.use !== (purpose === "stream" ? "stream" : "access")) return "forged";
  const until = purpose === "renewal" ? claims.renew : claims.exp;
  if (secondsOf(now) >= until) return "expired";
  return { organizationId: claims.org, user: claims.user, conversationId: claims.conversation };
};

const openToken = (token: string, key: Buffer): z.infer<typeof Claims> | null => {
  const [header, payload = "", shown = "", ...rest] = token.split(".");
  if (header !== HEADER || rest.length > 0) return null;
  const expected = mac(`${header}.${payload}`, key);
  const actual = Buffer.from(shown, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  return Claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
};
