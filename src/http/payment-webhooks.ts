import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { paymentProviderNames } from "#src/domain/payment.ts";
import { receiveEvent } from "#src/lifecycle/payments/receive-event.ts";
import type { ServerDeps } from "./server-deps.ts";

const mostBytes = 256 * 1024;
const Account = z.object({ provider: z.enum(paymentProviderNames), account: z.uuid() });
/** Of one account and address, as providers send from a few. */
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

/** Where payment providers tell what happened: the signature is of the raw body. */
export const mountPaymentWebhooks = async (
  http: FastifyInstance,
  { payments, settings: { publicUrl } }: ServerDeps,
): Promise<void> => {
  const receive = receiveEvent(payments);
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: mostBytes },
      (_request, body, done) => done(null, body),
    );
    const schema = { hide: true, params: Account };
    const options = { config: { rateLimit: perSender }, schema };
    scope.post("/webhooks/payments/:provider/:account", options, async (request, reply) => {
      // The validator has put the parsed values in their places.
      const { provider, account } = request.params as z.output<typeof Account>;
      const { body, headers, protocol, host, url } = request;
      const answer = await receive(provider, account, {
        body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        headers,
        url: new URL(url, publicUrl ?? `${protocol}://${host}`).href,
      });
      const [status, said] = answers[answer];
      return reply.status(status).send(said);
    });
  });
};
