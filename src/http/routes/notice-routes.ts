import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { refuse } from "#src/booking/refuse.ts";
import { type BookingNotice, listNotices } from "#src/db/queries/booking-notices.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { desk } from "../access.ts";
import { ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import { NoticeList, type NoticeRecord } from "../contract/notice.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

export const mountNotices = (http: FastifyInstance, deps: ServerDeps): void =>
  mountRoute(http, {
    method: "GET",
    url: "/bookings/:id/notices",
    tag: "Bookings",
    access: desk,
    summary: "Who was told of a booking's moves",
    params: z.object({ id: Id }),
    answers: { 200: NoticeList },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      if (!(await findBooking(deps.db, organizationId, id))) {
        return refused(refuse(deps, call, "unknown_booking", `no booking ${id}`), { field: "id" });
      }
      const rows = await listNotices(deps.db, organizationId, id);
      return ok({ success: true, notices: rows.map(toNoticeRecord) });
    },
  });

const toNoticeRecord = (row: BookingNotice): z.output<typeof NoticeRecord> => ({
  ...{ notice_id: row.id, event_id: row.event_id, audience: row.audience, kind: row.kind },
  ...{ channel: row.channel, address: row.address, provider_id: row.provider_id },
  ...{ status: row.status, error_code: row.error_code, created_at: row.created_at.toISOString() },
});
