import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { enterStream } from "./caller.ts";
import { ConversationParams, WatermarkQuery } from "./conversation-routes.ts";
import { callLimits } from "./limits.ts";
import { refusals, refuse } from "./refusals.ts";
import { streamActivities } from "./stream.ts";
import type { Bearer } from "./token.ts";
import { readWatermark } from "./watermark.ts";

const StreamQuery = WatermarkQuery.extend({ t: z.string().max(2_048).default("") });

interface Admission {
  readonly bearer: Bearer;
  readonly afterSeq: number;
}

/** The stream of a conversation. Its address holds a token, so it is kept out of the log. */
export const mountStream = (http: FastifyInstance, host: ChannelHost): void => {
  const admitted = new WeakMap<FastifyRequest, Admission>();

  http.get(
    "/conversations/:conversationId/stream",
    {
      ...callLimits.read,
      websocket: true,
      logSerializers: { req: withoutQuery },
      preValidation: async (request, reply) => {
        const { conversationId } = ConversationParams.parse(request.params);
        const { t, watermark } = StreamQuery.parse(request.query);
        const entry = await enterStream(host, t, conversationId);
        if (!entry.ok) return refuse(reply, entry.refusal);
        const afterSeq = readWatermark(watermark);
        if (afterSeq === null) return refuse(reply, refusals.badWatermark);
        admitted.set(request, { bearer: entry.value, afterSeq });
      },
    },
    (socket, request) => {
      const admission = admitted.get(request);
      if (admission === undefined) return socket.terminate();
      const { bearer, afterSeq } = admission;
      streamActivities({ socket, host, bearer, log: request.log }, afterSeq);
    },
  );
};

const withoutQuery = ({ method, url, ip }: FastifyRequest) => ({
  method,
  url: url.split("?")[0],
  remoteAddress: ip,
});
