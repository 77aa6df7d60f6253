import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { socketUrl } from "./addresses.ts";
import { type HeldAccount, holdCall } from "./call.ts";
import { callLimits } from "./limits.ts";
import type { Pace } from "./speech.ts";

const Params = z.object({ account: z.string().max(80) });

/** Where Twilio brings what callers say; it signs the opening of the socket. */
export const mountRelay = (http: FastifyInstance, host: ChannelHost, pace: Pace): void => {
  const admitted = new WeakMap<FastifyRequest, HeldAccount>();
  http.get(
    "/:account/relay",
    {
      ...{ ...callLimits, websocket: true, schema: { hide: true } },
      preValidation: async (request, reply) => {
        const account = await host.account(Params.parse(request.params).account);
        if (!account) return reply.status(404).send({ ok: false, error: "UNKNOWN_ACCOUNT" });
        const { isSigned } = await import("./twilio.ts");
        const signature = request.headers["x-twilio-signature"];
        const url = socketUrl(account, request, request.url);
        if (!isSigned(account, { signature, url, fields: {} })) {
          return reply.status(401).send({ ok: false, error: "UNSIGNED" });
        }
        admitted.set(request, account);
      },
    },
    (socket, request) => {
      const account = admitted.get(request);
      if (account === undefined) return socket.terminate();
      holdCall({ socket, host, account, pace, log: request.log });
    },
  );
};
