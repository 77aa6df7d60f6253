import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuse } from "#src/booking/refuse.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { findWaitlistEntry, listWaitlist } from "#src/db/queries/waitlist.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import { desk } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { Id, Page } from "../contract/formats.ts";
import {
  JoinWaitlist,
  WaitlistAnswer,
  WaitlistJoined,
  WaitlistList,
} from "../contract/waitlist.ts";
import { boundOf } from "../local-time.ts";
import { pageAsked } from "../page-asked.ts";
import { toWaitlistRecord } from "../records/waitlist-record.ts";
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
    access: desk,
    summary: "Wishes that still stand, the newest first",
    query: Page,
    answers: { 200: WaitlistList },
    run: async ({ call, query }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) =>
        listWaitlist(deps.db, id, { ...page, now: deps.now() }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, entries: rows.map(toWaitlistRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/waitlist",
    tag,
    access: desk,
    summary: "Wait for a time that is not free now",
    body: JoinWaitlist,
    answers: { 201: WaitlistJoined },
    run: (asked) => join(deps, asked),
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/waitlist/:id",
    tag,
    access: desk,
    summary: "Stop waiting; a time kept for this wish is given back",
    params: z.object({ id: Id }),
    answers: { 200: WaitlistAnswer },
    run: async ({ call, caller, params: { id } }) => {
      const answer = await deps.bookings.leaveWaitlist(caller, id);
      if (!answer.ok) return failed("UNKNOWN_WAITLIST_ENTRY", call.language, "id");
      return ok({ success: true, entry: await entryOf(deps, call.organization.id, id) });
    },
  });
};

const join = async (
  deps: ServerDeps,
  { call, caller, body }: Asked<z.output<typeof JoinWaitlist>, unknown, unknown>,
) => {
  const { organization } = call;
  const { leadId, from: fromText, to: toText, ...wanted } = body;
  const lead = await findLead(deps.db, organization.id, leadId);
  if (!lead) return failed("UNKNOWN_LEAD", call.language, "leadId");
  const zone = zoneOf({ lead, organization }) ?? organization.timezone;
  const bounds = { from: boundOf(zone, fromText, "from"), to: boundOf(zone, toText, "to") };
  for (const field of ["from", "to"] as const) {
    if (bounds[field] === null) {
      return refused(refuse(deps, call, "impossible_date", `${field} is refused`), { field });
    }
  }
  const { from, to } = bounds;
  const wished = { ...wanted, ...(from && { from }), ...(to && { to }) };
  const receipt = await deps.bookings.joinWaitlist({ ...caller, leadId }, wished);
  if (!receipt.ok) return refused(receipt, fieldOf(receipt.code));
  const entry = await entryOf(deps, organization.id, receipt.entryId);
  return created({ success: true, entry, place: receipt.place } as const);
};

/** The field a refusal of the use case is about, where there is one. */
const fieldOf = (code: RefusalCode): { readonly field?: string } => {
  const field = fields[code];
  return field === undefined ? {} : { field };
};

const fields: Partial<Record<RefusalCode, string>> = {
  unknown_service: "serviceId",
  unknown_booking: "bookingId",
  unknown_provider: "providerId",
  unknown_location: "locationId",
  impossible_date: "dates",
};

/** Throws when there is none: for an id that has just been written. */
const entryOf = async ({ db }: ServerDeps, organizationId: string, id: string) => {
  const row = await findWaitlistEntry(db, organizationId, id);
  if (!row) throw new Error(`waitlist entry ${id} vanished`);
  return toWaitlistRecord(row);
};
