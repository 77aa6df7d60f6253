import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import type { WebhookRequest } from "#src/conversation/push-channel.ts";
import type { Inbound } from "#src/delivery/inbound.ts";

const mostBytes = 256 * 1024;
/** Letters come whole, with the pictures in them. */
const mostLetterBytes = 10 * 1024 * 1024;
const letterTypes = ["message/rfc822", "multipart/form-data", "application/x-www-form-urlencoded"];
/** Each given once: what is given twice proves nothing. */
const Query = z.record(z.string(), z.string());
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

const refusals = {
  unsigned: [401, { ok: false, error: "UNSIGNED" }],
  unknown: [404, { ok: false, error: "UNKNOWN_ACCOUNT" }],
} as const;

/**
 * Where providers push to: the signature is of the raw body, so nothing is parsed before it.
 * `publicUrl` is the address people reach us under; null: the one a request names.
 */
export const mountWebhooks = async (
  http: FastifyInstance,
  inbound: Inbound,
  publicUrl: string | null,
): Promise<void> => {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const take = (types: string | string[], bodyLimit: number) =>
      scope.addContentTypeParser(types, { parseAs: "buffer", bodyLimit }, (_request, body, done) =>
        done(null, body),
      );
    take("*", mostBytes);
    take(letterTypes, mostLetterBytes);
    const options = { config: { rateLimit: perSender } };
    const route = { ...options, schema: { hide: true, params: Account } };
    scope.post("/webhooks/:channel/:account", route, async (request, reply) => {
      // The validator has put the parsed values in their places.
      const { channel, account } = request.params as z.output<typeof Account>;
      return answer(reply, await inbound.accept(channel, account, asCalled(request, publicUrl)));
    });
    for (const { path, channel, accountOf } of inbound.doors) {
      scope.post(path, { ...options, schema: { hide: true } }, async (request, reply) => {
        const called = asCalled(request, publicUrl);
        const account = accountOf(called);
        if (account === null) return answer(reply, "unsigned");
        return answer(reply, await inbound.accept(channel, account, called));
      });
    }
    scope.get("/webhooks/:channel/:account", route, async (request, reply) => {
      const { channel, account } = request.params as z.output<typeof Account>;
      const query = Query.safeParse(request.query).data ?? {};
      const proof = await inbound.handshake(channel, account, query);
      return proof === null
        ? reply.status(403).send({ ok: false, error: "UNPROVEN" })
        : reply.type("text/plain").send(proof);
    });
  });
};

/** A request as its sender knows it. */
const asCalled = (
  { body, headers, protocol, host, url }: FastifyRequest,
  publicUrl: string | null,
): WebhookRequest => ({
  body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  headers,
  url: new URL(url, publicUrl ?? `${protocol}://${host}`).href,
});

const answer = (
  reply: FastifyReply,
  given: Awaited<ReturnType<Inbound["accept"]>>,
): FastifyReply => {
  if (typeof given !== "string") {
    return reply.status(given.status).type(given.contentType).send(given.body);
  }
  const [status, refusal] = refusals[given];
  return reply.status(status).send(refusal);
};
