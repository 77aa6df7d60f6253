import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { toInstants, WishedTimes } from "./inputs/wished-times.ts";

export const rescheduleBooking = defineTool({
  name: "reschedule_booking",
  description:
    "The lead asked to move one of their appointments: gives the old time back and offers others. Only when the lead asked for it.",
  effect: "write",
  input: z.object({
    bookingId: z.string().describe("Id as find_bookings returned it"),
    reason: z.string().trim().min(1).max(500).describe("Why, in the lead's words"),
    times: WishedTimes.optional(),
  }),
  offered: ({ upcoming }) => upcoming.length > 0,
  ids: ({ bookingId }) => [bookingId],
  consent: ({ bookingId, reason }, { upcoming, cancellationHash }) => {
    const named = upcoming.find(({ id }) => id === bookingId);
    if (!named) return null;
    return { kind: "confirm_move", booking: named, reason, shownHash: cancellationHash(named) };
  },
  run: async ({ bookingId, reason, times }, { bookings, caller }) => {
    const request = { bookingId, reason, times: toInstants(times) };
    return bookings.reschedule(caller("reschedule", request), request);
  },
});
