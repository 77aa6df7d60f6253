import type { Tx } from "#src/db/connect.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { decodeResult, encodeResult } from "./stored-result.ts";

/** PostgreSQL's codes for "somebody was faster": look again and answer from what is true now. */
const lostRaces = new Set(["23P01", "23503", "23505", "40001", "40P01"]);
const attempts = 5;

/**
 * Runs one use case in one transaction. When the database itself refuses an overlap, or a reference
 * to what was deleted meanwhile, the use case runs again and sees the winner, so the loser gets a
 * refusal with alternatives, not an error.
 * With an operation key the result is stored in the same transaction and a repeat returns it.
 */
export const transact = async <T extends { readonly ok: true }>(
  deps: BookingDeps,
  caller: Caller,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.db.transaction().execute((tx) => once(deps, caller, tx, work));
    } catch (error) {
      if (attempt >= attempts || !lostRaces.has(codeOf(error))) throw error;
    }
  }
};

const once = async <T extends { readonly ok: true }>(
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> => {
  const { operation, organizationId } = caller;
  if (!operation) return work(tx);
  const request = encodeResult({ request: operation.request });
  const stored = await tx
    .selectFrom("operations")
    .select(["request", "result"])
    .where("organization_id", "=", organizationId)
    .where("key", "=", operation.key)
    .executeTakeFirst();
  if (stored) {
    if (canonical(stored.request) !== canonical(JSON.parse(request))) {
      return refuse(
        deps,
        caller,
        "invalid_input",
        "the idempotency key belongs to another request",
      );
    }
    return decodeResult(stored.result) as T | Refusal;
  }
  const result = await work(tx);
  await tx
    .insertInto("operations")
    .values({
      organization_id: organizationId,
      key: operation.key,
      request,
      result: encodeResult(result),
      created_at: deps.now(),
    })
    .execute();
  return result;
};

/** jsonb reorders keys, so requests are compared with their keys sorted. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
