import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { Inbound } from "#src/delivery/inbound.ts";

const mostBytes = 256 * 1024;
const Account = z.object({ channel: z.string().max(40), account: z.string().max(80) });

/**
 * A provider sends all its people's messages from a few addresses, so each account has its own count;
 * with the sender's address in it, a stranger's noise takes nothing from the provider.
 */
const perSender = {
  max: 6_000,
  timeWindow: "1 minute",
  keyGenerator: ({ url, ip }: { readonly url: string; readonly ip: string }) => `${url} ${ip}`,
};

const answers = {
  accepted: [200, { ok: true }],
  unsigned: [401, { ok: false, error: "UNSIGNED" }],
  unknown: [404, { ok: false, error: "UNKNOWN_ACCOUNT" }],
} as const;

/** Where providers push to: the signature is of the raw body, so nothing is parsed before it. */
export const mountWebhooks = async (http: FastifyInstance, inbound: Inbound): Promise<void> => {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      "/webhooks/:channel/:account",
      {
        bodyLimit: mostBytes,
        config: { rateLimit: perSender },
        schema: { hide: true, params: Account },
      },
      async (request, reply) => {
        // The validator has put the parsed values in their places.
        const { channel, account } = request.params as z.output<typeof Account>;
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { headers } = request;
        const [status, answer] = answers[await inbound.accept(channel, account, { body, headers })];
        return reply.status(status).send(answer);
      },
    );
  });
};
