import type { FastifyInstance } from "fastify";
import { findLead, listLeads } from "#src/db/queries/leads.ts";
import { desk } from "../access.ts";
import { created, ok } from "../answer.ts";
import { reachOf } from "../auth.ts";
import { checkLead } from "../check-lead.ts";
import { LeadAnswer, LeadList, ListLeads, NewLead } from "../contract/lead.ts";
import { findOrAddLead } from "../find-or-add-lead.ts";
import { pageAsked } from "../page-asked.ts";
import { toLeadRecord } from "../records/lead-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Leads";

/** The people who write to the organization, or were told of by it. */
export const mountLeads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/leads",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "Leads, the newest first",
    query: ListLeads,
    answers: { 200: LeadList },
    run: async ({ call, query }) => {
      const { q: words, ...asked } = query;
      const paged = await pageAsked(call, asked, (page) =>
        listLeads(deps.db, reachOf(call), { ...page, words }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, leads: rows.map(toLeadRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/leads",
    tag,
    access: desk,
    summary: "A new lead (201), or the one who has this phone or e-mail (200)",
    body: NewLead,
    answers: { 200: LeadAnswer, 201: LeadAnswer },
    run: async ({ call, caller, body }) => {
      const checked = checkLead(deps, call, body);
      if (!checked.ok) return checked.answer;
      const kept = await findOrAddLead(deps, caller, checked.lead);
      if (!kept.ok) return refused(kept);
      const lead = await findLead(deps.db, call.organization.id, kept.leadId);
      if (!lead) throw new Error(`lead ${kept.leadId} vanished after it was kept`);
      const answer = { success: true, lead: toLeadRecord(lead) } as const;
      return kept.known ? ok(answer) : created(answer);
    },
  });
};
