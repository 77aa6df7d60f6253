import type { FastifyRequest } from "fastify";

import type { Caller } from "#src/booking/caller.ts";
import { type ApiCall, requireCall } from "./auth.ts";

/** The one who calls as the use cases see them; the Idempotency-Key makes it happen once. */
export const callerOf = (request: FastifyRequest): Caller => {
  const call = requireCall(request);
  const { caller, organization, language } = call;
  return {
    organizationId: organization.id,
    actor: caller.role === "provider" ? "provider" : "sales",
    actorId: caller.id,
    providerId: caller.providerId,
    leadId: null,
    conversationId: null,
    messageId: null,
    language,
    operation: operationOf(request, call),
  };
};

/** Of the request itself, as it was understood; null without an Idempotency-Key. */
export const operationOf = (request: FastifyRequest, { caller }: ApiCall): Caller["operation"] => {
  const given = request.headers["idempotency-key"];
  if (typeof given !== "string" || request.method !== "POST") return null;
  const { method, params, body, routeOptions } = request;
  return {
    key: `api/${caller.id}/${given}`,
    request: { route: `${method} ${routeOptions.url}`, params, body },
  };
};

/** For a second effect of one request, which must happen once as well. */
export const partOf = (caller: Caller, part: string, request: unknown): Caller => ({
  ...caller,
  operation: caller.operation && { key: `${caller.operation.key}/${part}`, request },
});
