import type { FastifyInstance } from "fastify";
import { sql } from "kysely";

import { encodeResult } from "#src/booking/stored-result.ts";
import type { Db } from "#src/db/connect.ts";
import { failed, send } from "./answer.ts";
import { operationOf } from "./api-caller.ts";
import { requireCall } from "./auth.ts";

/**
 * Refuses a key that stands for another request, and marks answers to repeats. That an effect
 * happens once is the promise of the use cases, which store their answer with the effect.
 */
export const watchIdempotencyKeys = (http: FastifyInstance, db: Db): void => {
  http.addHook("preHandler", async (request, reply) => {
    const call = requireCall(request);
    const operation = operationOf(request, call);
    if (operation === null) return;
    const asked = encodeResult({ request: operation.request });
    const known = await db
      .selectFrom("operations")
      .select(sql<boolean>`request = ${asked}::jsonb`.as("same"))
      .where("organization_id", "=", call.organization.id)
      .where("key", "=", operation.key)
      .executeTakeFirst();
    if (known?.same === false) {
      return send(reply, failed("IDEMPOTENCY_KEY_REUSED", call.language, "Idempotency-Key"));
    }
    if (known) reply.header("idempotent-replayed", "true");
  });
};
