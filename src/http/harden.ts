import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";

import type { HttpSettings } from "./server-deps.ts";

/** Our pages load only from us. The chat's stream is a WebSocket, which not every browser counts as 'self'. */
const contentSecurityPolicy = {
  directives: {
    "default-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "connect-src": ["'self'", "ws:", "wss:"],
    "img-src": ["'self'", "data:"],
    // A server tried at home on plain http must work from another machine, too.
    "upgrade-insecure-requests": null,
  },
};

/** Anybody may show these pages inside their own. */
export const embeddable = {
  contentSecurityPolicy: {
    directives: { ...contentSecurityPolicy.directives, "frame-ancestors": ["*"] },
  },
  frameguard: false,
  crossOriginResourcePolicy: { policy: "cross-origin" },
} as const;

/** Headers of every answer, and the limit of requests of one address. */
export const harden = async (
  http: FastifyInstance,
  { requestsPerMinute }: HttpSettings,
): Promise<void> => {
  await http.register(helmet, { contentSecurityPolicy });
  await http.register(rateLimit, { max: requestsPerMinute, timeWindow: "1 minute" });
};
