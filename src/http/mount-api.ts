import type { FastifyInstance } from "fastify";

import { requireApiKey } from "./auth.ts";
import type { ServerDeps } from "./server-deps.ts";

/** The REST API: every route here asks for an API key. */
export const mountApi = async (http: FastifyInstance, deps: ServerDeps): Promise<void> => {
  await http.register(
    async (scope) => {
      requireApiKey(scope, deps.db);
      acceptEmptyJson(scope);
    },
    { prefix: "/api/v1" },
  );
};

/** Many clients send Content-Type with every request, also with a DELETE that has no body. */
const acceptEmptyJson = (http: FastifyInstance): void => {
  const parse = http.getDefaultJsonParser("error", "error");
  http.removeContentTypeParser("application/json");
  http.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    (request, body: string, done) => {
      if (body.trim() === "") done(null, undefined);
      else parse(request, body, done);
    },
  );
};
