import websocket from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";

import { answerErrors } from "./answer-errors.ts";
import { mountApiDocs } from "./api-docs.ts";
import { mountBookPages } from "./book/book-routes.ts";
import { harden } from "./harden.ts";
import { mountHealth } from "./health.ts";
import { mountIntakePages } from "./intake/intake-routes.ts";
import { mountJoin } from "./join-routes.ts";
import { mountManagePages } from "./manage/manage-routes.ts";
import { mountMetrics } from "./metrics.ts";
import { mountApi } from "./mount-api.ts";
import { mountPaidPage } from "./paid-page.ts";
import { mountPaymentWebhooks } from "./payment-webhooks.ts";
import { logRequests, noRequestLines, withoutSecrets } from "./request-log.ts";
import type { ServerDeps } from "./server-deps.ts";
import { mountSignIn } from "./sign-in-routes.ts";
import { mountPages } from "./static-pages.ts";
import { requestValidator } from "./validate-requests.ts";
import { mountWebhooks } from "./webhooks.ts";

const MOST_BODY_BYTES = 64 * 1_024;
/** Channels hear keep-alives and single utterances. */
const MOST_FRAME_BYTES = 16 * 1_024;
const requestId = /^[\w.-]{1,64}$/;

/** The HTTP server with everything mounted, ready to listen or to be injected into. */
export const createServer = async (deps: ServerDeps): Promise<FastifyInstance> => {
  const { settings, newId } = deps;
  const http: FastifyInstance = Fastify({
    loggerInstance: withoutSecrets(deps.log),
    logController: noRequestLines,
    trustProxy: settings.trustProxy,
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: "idle",
    genReqId: ({ headers: { "x-request-id": given } }) =>
      typeof given === "string" && requestId.test(given) ? given : newId(),
  });
  http.setValidatorCompiler(requestValidator);
  http.setSerializerCompiler(serializerCompiler);
  http.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  logRequests(http);
  await harden(http, settings);
  answerErrors(http);
  await mountApiDocs(http);
  mountHealth(http, deps.db);
  mountMetrics(http, deps.metrics, settings.metricsToken);
  await mountPages(http, deps);
  await http.register(websocket, { options: { maxPayload: MOST_FRAME_BYTES } });
  for (const channel of deps.channels) await channel.mount(http, deps.channelHost(channel));
  await mountWebhooks(http, deps.inbound, settings.publicUrl);
  await mountPaymentWebhooks(http, deps);
  mountPaidPage(http);
  await mountManagePages(http, deps);
  await mountIntakePages(http, deps);
  await mountBookPages(http, deps);
  await mountSignIn(http, deps);
  mountJoin(http, deps);
  await mountApi(http, deps);
  await http.ready();
  return http;
};
