import { z } from "zod";

import { type Briefing, defineTool } from "#src/agent/tool.ts";

export const cancelSeries = defineTool({
  name: "cancel_series",
  description:
    "Cancel a visit of a series and those after it, or all of them. The lead is asked first. One visit alone is cancelled with cancel_booking.",
  effect: "write",
  input: z.object({
    bookingId: z.string().describe("The visit the lead points at"),
    scope: z.enum(["following", "all"]),
    reason: z.string().trim().min(1).max(500).describe("Why, in the lead's words"),
  }),
  offered: ({ visits }) => visits.length > 0,
  ids: ({ bookingId }) => [bookingId],
  consent: ({ bookingId, scope, reason }, briefing) => {
    const meant = visitsMeant(briefing, bookingId, scope);
    if (meant.length === 0) return null;
    const shownHash = briefing.seriesCancellationHash(meant);
    return { kind: "confirm_cancel_series", bookingId, scope, visits: meant, reason, shownHash };
  },
  run: async ({ bookingId, scope, reason }, { bookings, briefing, caller, consent, refuse }) => {
    const named = briefing.visits.find(({ id }) => id === bookingId);
    if (!named?.series) return refuse("unknown_booking", "the booking is no visit of a series");
    const { id: seriesId, position } = named.series;
    const request = { seriesId, scope, position, reason, consent };
    return bookings.cancelSeries(caller("cancel_series", request), request);
  },
});

const visitsMeant = ({ visits }: Briefing, bookingId: string, scope: "following" | "all") => {
  const series = visits.find(({ id }) => id === bookingId)?.series;
  return visits.filter(
    (visit) =>
      series !== null &&
      visit.series?.id === series?.id &&
      (scope === "all" || (visit.series?.position ?? 0) >= (series?.position ?? 0)),
  );
};
