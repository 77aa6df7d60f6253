import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { refuse } from "#src/booking/refuse.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { created, failed, ok } from "../answer.ts";
import { Page } from "../contract/formats.ts";
import {
  JoinWaitlist,
  WaitlistAnswer,
  WaitlistList,
  type WaitlistRecord,
} from "../contract/waitlist.ts";
import { pageOf, readCursor } from "../cursor.ts";
import { boundOf } from "../local-time.ts";
import { getWaitlistEntry, listWaitlist, type WaitlistRow } from "../queries/waitlist.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { zoneOf } from "../timezone.ts";
import { type Asked, mountRoute } from "./api.ts";

const tag = "Waitlist";

/** What leads wait for when nothing suits them. */
export const mountWaitlist = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/waitlist",
    tag,
    summary: "Wishes that still stand, the newest first",
    query: Page,
    answers: { 200: WaitlistList },
    run: async ({ call, query: { limit, cursor } }) => {
      const after = readCursor(cursor);
      if (after === "invalid") return failed("INVALID_CURSOR", call.language, "cursor");
      const wanted = { limit: limit + 1, after, now: deps.now() };
      const rows = await listWaitlist(deps.db, call.organization.id, wanted);
      const { page, nextCursor } = pageOf(rows, limit);
      return ok({ success: true, entries: page.map(toWaitlistRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/waitlist",
    tag,
    summary: "Wait for a time that is not free now",
    body: JoinWaitlist,
    answers: { 201: WaitlistAnswer },
    run: (asked) => join(deps, asked),
  });
};

const join = async (
  deps: ServerDeps,
  { call, caller, body }: Asked<z.output<typeof JoinWaitlist>, unknown, unknown>,
) => {
  const { organization } = call;
  const { leadId, serviceId, wish } = body;
  const lead = await findLead(deps.db, organization.id, leadId);
  if (!lead) return failed("UNKNOWN_LEAD", call.language, "leadId");
  const zone = zoneOf({ lead, organization }) ?? organization.timezone;
  const bounds = { from: boundOf(zone, body.from, "from"), to: boundOf(zone, body.to, "to") };
  for (const field of ["from", "to"] as const) {
    if (bounds[field] === null) {
      return refused(refuse(deps, call, "impossible_date", `${field} is refused`), { field });
    }
  }
  const { from, to } = bounds;
  const wished = { serviceId, wish, ...(from && { from }), ...(to && { to }) };
  const receipt = await deps.bookings.joinWaitlist({ ...caller, leadId }, wished);
  if (!receipt.ok) return refused(receipt, { field: "serviceId" });
  const row = await getWaitlistEntry(deps.db, organization.id, receipt.entryId);
  return created({ success: true, entry: toWaitlistRecord(row) } as const);
};

const toWaitlistRecord = (row: WaitlistRow): z.output<typeof WaitlistRecord> => ({
  entry_id: row.id,
  lead_id: row.lead_id,
  service_id: row.service_id,
  service_name: row.service_name,
  wish: row.wish,
  wished_from: row.wished_from?.toISOString() ?? null,
  wished_to: row.wished_to?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
});
