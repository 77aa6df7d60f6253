import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";

const minute = z.number().int().min(0).max(1440).describe("Minutes after local midnight");
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const joinWaitlist = defineTool({
  name: "join_waitlist",
  description:
    "Record that the lead wants to be told when a time becomes free. Only when they want it.",
  effect: "write",
  input: z.object({
    serviceId: z.string(),
    wish: z.string().trim().min(1).max(500).describe("When, in the lead's words"),
    dates: z
      .array(z.object({ from: date, to: date }))
      .max(10)
      .optional()
      .describe("Local dates that would do, both ends included"),
    times: z
      .array(
        z.object({
          weekdays: z.array(z.number().int().min(1).max(7)).optional().describe("1 = Monday"),
          fromMinute: minute,
          toMinute: minute,
        }),
      )
      .max(10)
      .optional()
      .describe("Times of the day that would do"),
    providerId: z.string().optional(),
    locationId: z.string().optional(),
  }),
  offered: () => true,
  ids: ({ serviceId, providerId, locationId }) =>
    [serviceId, providerId, locationId].filter((id) => id !== undefined),
  run: (input, { bookings, briefing, caller }) => {
    const { booking } = briefing;
    const waits = booking && isOpen(booking.state) && booking.serviceId === input.serviceId;
    const wish = { ...input, ...(waits && { bookingId: booking.id }) };
    return bookings.joinWaitlist(caller("wait", wish), wish);
  },
});
