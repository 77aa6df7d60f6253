import type { FastifyInstance } from "fastify";

const HEADERS = {
  "Access-Control-Allow-Origin": "*",
  // The default of a hardened server would keep the answers from the pages the chat stands on.
  "Cross-Origin-Resource-Policy": "cross-origin",
} as const;

const PREFLIGHT_HEADERS = {
  "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Requested-With, x-ms-bot-agent",
  "Access-Control-Max-Age": "7200",
} as const;

/**
 * Any page may use these endpoints: what protects a conversation is its token, which no browser
 * sends by itself, so there is no cookie for another page to ride on.
 */
export const allowAnyOrigin = (http: FastifyInstance): void => {
  http.addHook("onRequest", async (_request, reply) => {
    reply.headers(HEADERS);
  });
  http.options("/*", async (_request, reply) => {
    reply.code(204).headers(PREFLIGHT_HEADERS);
  });
};
