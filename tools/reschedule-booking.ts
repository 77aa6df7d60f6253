import { z } from "zod";

import { type Briefing, defineTool } from "#src/agent/tool.ts";
import { toInstants, WishedTimes } from "./inputs/wished-times.ts";

/** What lies ahead, and the missed one that is spoken of. */
const movable = ({ upcoming, booking }: Briefing) =>
  booking?.missed ? [...upcoming, booking] : upcoming;

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
  offered: (briefing) => movable(briefing).length > 0,
  ids: ({ bookingId }) => [bookingId],
  consent: ({ bookingId, reason }, briefing) => {
    const named = movable(briefing).find(({ id }) => id === bookingId);
    if (!named) return null;
    return {
      kind: "confirm_move",
      booking: named,
      reason,
      shownHash: briefing.cancellationHash(named),
    };
  },
  run: async ({ bookingId, reason, times }, { bookings, caller }) => {
    const request = { bookingId, reason, times: toInstants(times) };
    return bookings.reschedule(caller("reschedule", request), request);
  },
});
