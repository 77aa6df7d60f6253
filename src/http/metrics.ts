import { createHash, timingSafeEqual } from "node:crypto";

import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Histogram, type Registry } from "prom-client";

import { failed, send } from "./answer.ts";
import { languageOf } from "./request-language.ts";

/** Counts every request by its route's pattern and shows all metrics in Prometheus' text form. */
export const mountMetrics = (
  http: FastifyInstance,
  registry: Registry,
  token: string | null,
): void => {
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request, by route",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  });
  http.addHook("onResponse", async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1_000);
  });

  http.get("/metrics", async (request, reply) => {
    if (mayRead(request, token)) {
      return reply.type(registry.contentType).send(await registry.metrics());
    }
    // Whoever may not read them need not know that they are here.
    return send(reply, failed("NOT_FOUND", languageOf(request.headers["accept-language"], "en")));
  });
};

const mayRead = (request: FastifyRequest, token: string | null): boolean =>
  token === null
    ? fromThisMachine(request)
    : sameText(request.headers.authorization ?? "", `Bearer ${token}`);

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** A proxy on this machine is not its clients: what it forwards is never local. */
const fromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  loopback.test(socket.remoteAddress ?? "") &&
  headers["x-forwarded-for"] === undefined &&
  headers.forwarded === undefined;

const sameText = (a: string, b: string): boolean => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};
