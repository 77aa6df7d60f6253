import type { FastifyInstance } from "fastify";

/** Clients post nothing under the name of JSON; the server's own parser would refuse that. */
export const acceptEmptyJson = (http: FastifyInstance): void => {
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
