import type { FastifyInstance } from "fastify";
import type { z } from "zod";

import { type AuditEntry, listAudit } from "#src/db/queries/audit-log.ts";
import { managers } from "../access.ts";
import { ok } from "../answer.ts";
import { AuditList, type AuditRecord, ListAudit } from "../contract/audit.ts";
import { pageAsked } from "../page-asked.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** Who did what. */
export const mountAudit = (http: FastifyInstance, { db }: Pick<ServerDeps, "db">): void =>
  mountRoute(http, {
    method: "GET",
    url: "/audit-log",
    tag: "Members",
    summary: "Who did what, the newest first",
    access: managers,
    query: ListAudit,
    answers: { 200: AuditList },
    run: async ({ call, query: { limit, cursor, actorId, action, from, to } }) => {
      const dates = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
      const wish = { actorId, action, ...dates };
      const paged = await pageAsked(call, { limit, cursor }, (page) =>
        listAudit(db, call.organization.id, { ...page, ...wish }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, entries: rows.map(toAuditRecord), nextCursor });
    },
  });

const toAuditRecord = (row: AuditEntry): z.output<typeof AuditRecord> => ({
  audit_id: row.id,
  at: row.created_at.toISOString(),
  actor_kind: row.actor_kind,
  actor_id: row.actor_id,
  actor_name: row.actor_name,
  action: row.action,
  subject: row.subject,
  status: row.status,
  request_id: row.request_id,
});
