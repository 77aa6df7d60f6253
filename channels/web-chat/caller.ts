import type { IncomingHttpHeaders } from "node:http";

import type { ChannelHost, KeyHolder } from "../../src/conversation/channel.ts";
import { type Refusal, refusals } from "./refusals.ts";
import { type Bearer, isToken, type Purpose, readToken } from "./token.ts";

/** Who sends a request: the holder of a key, or of a token. */
type Caller =
  | { readonly kind: "key"; readonly organization: KeyHolder }
  | { readonly kind: "token"; readonly bearer: Bearer };

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Answer<never> => ({ ok: false, refusal });

/** The caller by their `Authorization` header. */
export const identify = async (
  host: ChannelHost,
  { authorization = "" }: IncomingHttpHeaders,
  purpose: Purpose = "access",
): Promise<Answer<Caller>> => {
  const credential = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (credential === undefined) return no(refusals.noCredential);
  if (isToken(credential)) return identifyToken(host, credential, purpose);
  const organization = await host.organizationOf(credential);
  if (organization === null) return no(refusals.unknownKey);
  return { ok: true, value: { kind: "key", organization } };
};

const identifyToken = (host: ChannelHost, token: string, purpose: Purpose): Answer<Caller> => {
  const bearer = readToken(token, purpose, { key: host.signingKey, now: host.now() });
  if (bearer === "forged") return no(refusals.forgedToken);
  if (bearer === "expired") return no(refusals.expiredToken);
  return { ok: true, value: { kind: "token", bearer } };
};

/**
 * The person whose conversation this is, when the caller may enter it: with the token of the
 * conversation, or with an API key of the organization, which speaks for its owner.
 */
export const enter = async (
  host: ChannelHost,
  headers: IncomingHttpHeaders,
  conversationId: string,
): Promise<Answer<Bearer>> => {
  const caller = await identify(host, headers);
  if (!caller.ok) return caller;
  if (caller.value.kind === "token")
    return enterWithToken(host, caller.value.bearer, conversationId);
  const { id: organizationId, trusted } = caller.value.organization;
  if (!trusted) return no(refusals.keyNotEnough);
  const user = await host.addressOf(organizationId, conversationId);
  if (user === null) return no(refusals.noConversation);
  return { ok: true, value: { organizationId, user, conversationId } };
};

/** As `enter`, with the token of a stream's address. */
export const enterStream = async (
  host: ChannelHost,
  token: string,
  conversationId: string,
): Promise<Answer<Bearer>> => {
  const caller = identifyToken(host, token, "stream");
  if (!caller.ok) return caller;
  if (caller.value.kind !== "token") return no(refusals.forgedToken);
  return enterWithToken(host, caller.value.bearer, conversationId);
};

const enterWithToken = async (
  host: ChannelHost,
  bearer: Bearer,
  conversationId: string,
): Promise<Answer<Bearer>> => {
  if (bearer.conversationId !== conversationId) return no(refusals.otherConversation);
  const owner = await host.addressOf(bearer.organizationId, conversationId);
  return owner === bearer.user ? { ok: true, value: bearer } : no(refusals.noConversation);
};
