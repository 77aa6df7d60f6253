import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Db } from "#src/db/connect.ts";
import type { Organization } from "#src/db/queries/catalog.ts";
import type { Language } from "#src/domain/facts.ts";
import { failed, send } from "./answer.ts";
import { type ApiKey, findApiKey } from "./api-keys.ts";
import { languageOf } from "./request-language.ts";

/** One request of a key's holder. The organization bounds everything it reads and writes. */
export interface ApiCall {
  readonly key: ApiKey;
  readonly organization: Organization;
  /** As the client wishes, else the organization's. */
  readonly language: Language;
}

const calls = new WeakMap<FastifyRequest, ApiCall>();

/** Lets only holders of a live API key in, before a body is read. */
export const requireApiKey = (http: FastifyInstance, db: Db): void => {
  http.addHook("onRequest", async (request, reply) => {
    const { authorization = "", "accept-language": wish } = request.headers;
    const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const key = bearer === undefined ? null : await findApiKey(db, bearer);
    if (key === null) {
      reply.header("www-authenticate", "Bearer");
      return send(reply, failed("UNAUTHENTICATED", languageOf(wish, "en")));
    }
    const { organization } = key;
    calls.set(request, { key, organization, language: languageOf(wish, organization.locale) });
  });
};

/** Null on routes that ask for no key, and before the key was read. */
export const callOf = (request: FastifyRequest): ApiCall | null => calls.get(request) ?? null;

/** The call of a route behind `requireApiKey`. */
export const requireCall = (request: FastifyRequest): ApiCall => {
  const call = callOf(request);
  if (call === null) throw new Error("a route of the API stands outside its authentication");
  return call;
};
