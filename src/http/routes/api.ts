import type { FastifyInstance, HTTPMethods } from "fastify";
import { z } from "zod";

import type { Caller } from "#src/booking/caller.ts";
import { type Access, isOpenTo } from "../access.ts";
import { type Answer, type ErrorReply, failed, send } from "../answer.ts";
import { callerOf } from "../api-caller.ts";
import { type ApiCall, requireCall } from "../auth.ts";
import { ErrorBody } from "../contract/error.ts";

/** A request that the contract has passed. */
export interface Asked<Body, Params, Query> {
  readonly body: Body;
  readonly params: Params;
  readonly query: Query;
  readonly call: ApiCall;
  /** Whom use cases see. */
  readonly caller: Caller;
}

interface Route<Body, Params, Query, Shown> {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly tag: string;
  readonly summary: string;
  /** Who may call it. */
  readonly access: Access;
  /** A POST because of what it asks: it is not in the audit log. */
  readonly changesNothing?: true;
  /** Requests one address may make of it in a minute, where they cost more than others. */
  readonly perMinute?: number;
  /** Most bytes of a body, where it is more than the server's usual. */
  readonly mostBytes?: number;
  readonly body?: z.ZodType<Body>;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly answers: Readonly<Record<number, z.ZodType<Shown>>>;
  /** What it is saved as: then a good answer is text, and sent as it is. */
  readonly file?: (
    params: Params,
    query: Query,
  ) => { readonly type: string; readonly name: string };
  readonly run: (asked: Asked<Body, Params, Query>) => Promise<Answer<Shown> | ErrorReply>;
}

const WriteHeaders = z.looseObject({
  "idempotency-key": z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("The same request with the same key has one effect"),
});

/** Mounts a route for those it is open to: requests and answers are held against its schemas. */
export const mountRoute = <Body, Params, Query, Shown>(
  http: FastifyInstance,
  route: Route<Body, Params, Query, Shown>,
): void => {
  const { method, url, tag, summary, access, body, params, query } = route;
  http.route({
    method,
    url,
    ...(route.mostBytes !== undefined && { bodyLimit: route.mostBytes }),
    schema: {
      tags: [tag],
      summary,
      ...(body && { body }),
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(method === "POST" && { headers: WriteHeaders }),
      ...{ "x-access": access },
      response: { ...route.answers, "4xx": ErrorBody, "5xx": ErrorBody },
    },
    config: {
      ...{ access, changesNothing: route.changesNothing ?? false },
      // Counted once it is known that the caller may ask at all.
      ...(route.perMinute !== undefined && {
        rateLimit: { max: route.perMinute, timeWindow: "1 minute", hook: "preHandler" },
      }),
    },
    onRequest: async (request, reply) => {
      const { caller, language } = requireCall(request);
      if (!isOpenTo(access, caller.role)) return send(reply, failed("NOT_PERMITTED", language));
    },
    handler: async (request, reply) => {
      // The validator has put the parsed values in their places.
      const answer = await route.run({
        body: request.body as Body,
        params: request.params as Params,
        query: request.query as Query,
        call: requireCall(request),
        caller: callerOf(request),
      });
      if (route.file && answer.status < 400) {
        const { type, name } = route.file(request.params as Params, request.query as Query);
        reply.type(type).header("content-disposition", `attachment; filename="${name}"`);
        reply.serializer(String);
      }
      return send(reply, answer);
    },
  });
};
