import type { FastifyInstance } from "fastify";
import type { z } from "zod";

import { addLeadBlock, removeLeadBlock } from "#src/catalog/edit/edit-lead-block.ts";
import { getLeadBlock, type LeadBlock, listLeadBlocks } from "#src/db/queries/lead-blocks.ts";
import { desk } from "../access.ts";
import { created, invalid, ok } from "../answer.ts";
import { Page } from "../contract/formats.ts";
import { LeadBlockAnswer, LeadBlockList, NewLeadBlock } from "../contract/lead-blocks.ts";
import { editCatalog } from "../edit-catalog.ts";
import { pageAsked } from "../page-asked.ts";
import { toE164 } from "../phone-number.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

const tag = "Leads";

/** Who may not book, everywhere or at one place, with one provider, for one service. */
export const mountLeadBlocks = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/lead-blocks",
    tag,
    access: desk,
    summary: "Who may not book, the newest first",
    query: Page,
    answers: { 200: LeadBlockList },
    run: async ({ call, query }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) => listLeadBlocks(deps.db, id, page));
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, lead_blocks: rows.map(toLeadBlockRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/lead-blocks",
    tag,
    access: desk,
    summary: "Keep somebody from booking",
    body: NewLeadBlock,
    answers: { 201: LeadBlockAnswer },
    run: async (asked) => {
      const { organization, language } = asked.call;
      const { phone: written, ...rest } = asked.body;
      const phone = written === undefined ? undefined : toE164(written, organization.timezone);
      if (phone === null) return invalid("phone", "phone", language);
      const draft = { ...rest, ...(phone !== undefined && { phone }) };
      return editCatalog(deps, asked, {
        edit: (scope) => addLeadBlock(scope, draft),
        show: async (tx, { id }) => {
          const row = await getLeadBlock(tx, organization.id, id);
          return { success: true, lead_block: toLeadBlockRecord(row) } as const;
        },
        answer: created,
      });
    },
  });

  mountRemoval(http, deps, {
    url: "/lead-blocks/:id",
    tag,
    summary: "Let them book again",
    access: desk,
    remove: removeLeadBlock,
  });
};

const toLeadBlockRecord = ({
  id,
  organization_id: _,
  created_at,
  ...shown
}: LeadBlock): z.output<typeof LeadBlockAnswer>["lead_block"] => ({
  lead_block_id: id,
  ...shown,
  created_at: created_at.toISOString(),
});
