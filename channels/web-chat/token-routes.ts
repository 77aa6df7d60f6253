import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { ChannelHost, KeyHolder } from "../../src/conversation/channel.ts";
import { identify } from "./caller.ts";
import { callLimits } from "./limits.ts";
import { refusals, refuse } from "./refusals.ts";
import { type Bearer, grantAccess } from "./token.ts";

/** What a request may say about its user; both spellings of a locale are in use. */
export const Introduction = z
  .object({
    user: z.object({ id: z.string().trim().min(1).max(200).optional() }).nullish(),
    locale: z.string().max(100).nullish(),
  })
  .nullish();

/**
 * A new person of an organization. Only the holder of a secret key says who it is: anyone can
 * read a site key, so with one the person is always someone new.
 */
export const newBearer = (
  host: ChannelHost,
  organization: KeyHolder,
  introduction: z.infer<typeof Introduction>,
): Bearer => {
  const named = organization.trusted ? introduction?.user?.id : undefined;
  return {
    organizationId: organization.id,
    // The prefixes keep a named person from ever being a nameless one.
    user: named === undefined ? `web:${host.newId()}` : `trusted:${named.replace(/\p{Cc}/gu, "")}`,
    conversationId: host.newId(),
  };
};

/** Tokens for pages, so that no page holds a secret key. */
export const mountTokens = (http: FastifyInstance, host: ChannelHost): void => {
  http.post("/tokens/generate", callLimits.open, async (request, reply) => {
    const caller = await identify(host, request.headers);
    if (!caller.ok) return refuse(reply, caller.refusal);
    if (caller.value.kind === "token") return refuse(reply, refusals.tokenNotEnough);
    const introduction = Introduction.parse(request.body);
    const bearer = newBearer(host, caller.value.organization, introduction);
    return grantAccess(bearer, host.signingKey, host.now());
  });

  http.post("/tokens/refresh", callLimits.open, async (request, reply) => {
    const caller = await identify(host, request.headers, "renewal");
    if (!caller.ok) return refuse(reply, caller.refusal);
    if (caller.value.kind === "key") return refuse(reply, refusals.forgedToken);
    return grantAccess(caller.value.bearer, host.signingKey, host.now());
  });

  http.get("/session/getsessionid", callLimits.read, async () => ({ sessionId: host.newId() }));
};
