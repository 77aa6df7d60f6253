import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { enter, identify } from "./caller.ts";
import { callLimits } from "./limits.ts";
import { refusals, refuse } from "./refusals.ts";
import { type Bearer, grantAccess, grantStream } from "./token.ts";
import { Introduction, newBearer } from "./token-routes.ts";
import { readWatermark } from "./watermark.ts";

/** What the address of a request names. */
export const ConversationParams = z.object({ conversationId: z.string().max(100) });
export const WatermarkQuery = z.object({ watermark: z.string().max(20).optional() });

/** Starting a conversation, and coming back to one. */
export const mountConversations = (http: FastifyInstance, host: ChannelHost): void => {
  http.post("/conversations", callLimits.open, async (request, reply) => {
    const caller = await identify(host, request.headers);
    if (!caller.ok) return refuse(reply, caller.refusal);
    const introduction = Introduction.parse(request.body);
    const bearer =
      caller.value.kind === "token"
        ? caller.value.bearer
        : newBearer(host, caller.value.organization, introduction);
    // A client that got no answer asks again: the token names the conversation, so it is one.
    await host.open({
      organizationId: bearer.organizationId,
      conversationId: bearer.conversationId,
      address: bearer.user,
      language: languageOf(introduction?.locale ?? ""),
    });
    return reply.code(201).send(connection(request, host, bearer, 0));
  });

  http.get("/conversations/:conversationId", callLimits.read, async (request, reply) => {
    const { conversationId } = ConversationParams.parse(request.params);
    const entry = await enter(host, request.headers, conversationId);
    if (!entry.ok) return refuse(reply, entry.refusal);
    const afterSeq = readWatermark(WatermarkQuery.parse(request.query).watermark);
    if (afterSeq === null) return refuse(reply, refusals.badWatermark);
    return connection(request, host, entry.value, afterSeq);
  });
};

const connection = (
  request: FastifyRequest,
  host: ChannelHost,
  bearer: Bearer,
  afterSeq: number,
) => {
  const now = host.now();
  const scheme = request.protocol === "https" ? "wss" : "ws";
  const query = new URLSearchParams({
    watermark: String(afterSeq),
    t: grantStream(bearer, host.signingKey, now),
  });
  const path = `/v3/directline/conversations/${bearer.conversationId}/stream`;
  return {
    ...grantAccess(bearer, host.signingKey, now),
    streamUrl: `${scheme}://${request.host}${path}?${query}`,
  };
};

const languageOf = (locale: string): "vi" | "en" | null => {
  const language = locale.toLowerCase().split(/[-_]/)[0];
  return language === "vi" || language === "en" ? language : null;
};
