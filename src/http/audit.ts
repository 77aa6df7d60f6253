import type { FastifyInstance, FastifyRequest } from "fastify";

import { insertAudit, type NewAuditEntry, settleAudit } from "#src/db/queries/audit-log.ts";
import { callOf } from "./auth.ts";
import type { ServerDeps } from "./server-deps.ts";

type Deps = Pick<ServerDeps, "db" | "now" | "newId">;

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps who wrote what. The entry is written before the write is begun, so that nothing is done
 * which is not in the log: without the entry the request fails. What it was answered with is added
 * before the answer leaves; an entry without that was begun and its end is not known.
 * Ids from the address are kept, bodies and words never.
 */
export const auditWrites = (http: FastifyInstance, deps: Deps): void => {
  const begun = new WeakMap<FastifyRequest, NewAuditEntry & { readonly id: string }>();

  http.addHook("preHandler", async (request) => {
    const entry = isWrite(request) ? entryOf(deps, request) : null;
    if (entry === null) return;
    await insertAudit(deps.db, [entry]);
    begun.set(request, entry);
  });

  http.addHook("onSend", async (request, { statusCode: status }) => {
    const entry = begun.get(request) ?? null;
    const write = entry ? settle(deps, entry, status) : keepRefusal(deps, request, status);
    await write.catch((err: unknown) => request.log.error({ err }, "the audit log was not kept"));
  });
};

const isWrite = ({ method, routeOptions: { config } }: FastifyRequest): boolean =>
  !reading.has(method) && config.changesNothing !== true;

const settle = (
  { db }: Deps,
  { organization_id: organizationId, id }: NewAuditEntry & { readonly id: string },
  status: number,
): Promise<void> => settleAudit(db, { organizationId: String(organizationId), id, status });

/** What somebody we know was not allowed to do is worth knowing, too. */
const keepRefusal = async (deps: Deps, request: FastifyRequest, status: number): Promise<void> => {
  const entry = status === 403 && isWrite(request) ? entryOf(deps, request) : null;
  if (entry !== null) await insertAudit(deps.db, [{ ...entry, status }]);
};

const entryOf = ({ now, newId }: Deps, request: FastifyRequest) => {
  const call = callOf(request);
  if (call === null) return null;
  const { caller, organization } = call;
  const { method, routeOptions, params, id: request_id } = request;
  return {
    organization_id: organization.id,
    id: newId(),
    ...{ actor_kind: caller.kind, actor_id: caller.id, actor_name: caller.name },
    action: `${method} ${routeOptions.url}`,
    subject: JSON.stringify(params ?? {}),
    ...{ request_id, created_at: now() },
  };
};

declare module "fastify" {
  interface FastifyContextConfig {
    /** Of a POST that only asks. */
    changesNothing?: boolean;
  }
}
