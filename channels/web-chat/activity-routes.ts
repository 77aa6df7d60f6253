import type { FastifyInstance } from "fastify";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { enter } from "./caller.ts";
import { ConversationParams, WatermarkQuery } from "./conversation-routes.ts";
import { InboundActivity, toInboundMessage } from "./inbound-activity.ts";
import { callLimits } from "./limits.ts";
import { activityId, toActivitySet } from "./outbound-activity.ts";
import { refusals, refuse } from "./refusals.ts";
import { readWatermark } from "./watermark.ts";

const PAGE = 100;
// 20 000 characters written as JSON escapes, and everything around them.
const MOST_BODY_BYTES = 256 * 1_024;

/** Saying something, and polling for what was said. */
export const mountActivities = (http: FastifyInstance, host: ChannelHost): void => {
  const path = "/conversations/:conversationId/activities";

  http.post(path, { ...callLimits.write, bodyLimit: MOST_BODY_BYTES }, async (request, reply) => {
    const { conversationId } = ConversationParams.parse(request.params);
    const entry = await enter(host, request.headers, conversationId);
    if (!entry.ok) return refuse(reply, entry.refusal);
    const activity = InboundActivity.parse(request.body);
    const message = toInboundMessage(activity, { conversationId, newId: host.newId });
    // A typing sign or an event is taken and needs no answer.
    if (message === null) return { id: `${conversationId}|${host.newId()}` };
    if ("status" in message) return refuse(reply, message);
    const { seq } = await host.receive(entry.value.organizationId, message);
    return { id: activityId(conversationId, seq) };
  });

  http.get(path, callLimits.read, async (request, reply) => {
    const { conversationId } = ConversationParams.parse(request.params);
    const entry = await enter(host, request.headers, conversationId);
    if (!entry.ok) return refuse(reply, entry.refusal);
    const afterSeq = readWatermark(WatermarkQuery.parse(request.query).watermark);
    if (afterSeq === null) return refuse(reply, refusals.badWatermark);
    const messages = await host.read(entry.value.organizationId, conversationId, afterSeq, PAGE);
    return toActivitySet(messages, entry.value, afterSeq);
  });

  // Refused before the body is read, whoever asks: nobody can fill our disk or memory with it.
  http.post("/conversations/:conversationId/upload", {
    ...callLimits.write,
    onRequest: async (_request, reply) => refuse(reply, refusals.noUploads),
    handler: async (_request, reply) => refuse(reply, refusals.noUploads),
  });
};
