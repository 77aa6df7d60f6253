import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from "fastify";

/** The framework's own request lines carry the address with its query; ours replace them. */
export const noRequestLines = new Fastify.LogController({ disableRequestLogging: true });

/**
 * A logger that cannot tell a secret or what people wrote: of a request it shows method and path,
 * of an error what happened and not the values in it.
 */
export const withoutSecrets = (log: FastifyBaseLogger): FastifyBaseLogger =>
  log.child(
    {},
    {
      serializers: { req: requestShown, err: errorShown },
      redact: ["authorization", "*.authorization", "headers", "*.headers", "*.body", "*.query"],
    },
  );

const requestShown = ({ method, url, ip }: FastifyRequest) => ({
  method,
  // Who has the address of such a link can change the appointment, or answer for the lead.
  path: url?.split("?")[0]?.replace(/^\/([bi])\/[^/]+/u, "/$1/…"),
  remoteAddress: ip,
});

/** Databases put the values of a row into `detail`; type, code, text and stack say enough. */
const errorShown = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorShown(error.cause) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
};

/** One line for each answered request: the route's pattern, never the address itself. */
export const logRequests = (http: FastifyInstance): void => {
  http.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms }, "answered");
  });
};
