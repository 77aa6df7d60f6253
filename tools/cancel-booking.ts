import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const cancelBooking = defineTool({
  name: "cancel_booking",
  description:
    "Cancel one of this lead's bookings. The lead is asked to confirm first; call again once they said yes.",
  effect: "write",
  input: z.object({
    bookingId: z.string().describe("Id as find_bookings returned it"),
    reason: z.string().trim().min(1).max(500).describe("Why, in the lead's words"),
  }),
  offered: ({ upcoming, booking }) => upcoming.length > 0 || booking !== null,
  ids: ({ bookingId }) => [bookingId],
  consent: ({ bookingId, reason }, { upcoming, booking, cancellationHash }) => {
    const named = [...upcoming, ...(booking ? [booking] : [])].find(({ id }) => id === bookingId);
    if (!named) return null;
    return { kind: "confirm_cancel", booking: named, reason, shownHash: cancellationHash(named) };
  },
  run: async ({ bookingId, reason }, { bookings, caller, consent }) => {
    const request = { bookingId, reason, consent };
    return bookings.cancel(caller("cancel", request), request);
  },
});
