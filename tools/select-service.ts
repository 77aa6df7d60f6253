import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";

export const selectService = defineTool({
  name: "select_service",
  description:
    "Record the service the lead wants, for how many people and how long where they choose. Starts a booking when none is open; changes an open one.",
  effect: "write",
  input: z.object({
    serviceId: z.string().describe("Id as get_services returned it"),
    participants: z.int().min(1).max(50).optional().describe("People who come, the lead included"),
    durationMinutes: z.int().min(1).max(1440).optional().describe("Only where lengths are given"),
  }),
  offered: () => true,
  ids: ({ serviceId }) => [serviceId],
  run: async (choice, { bookings, briefing, caller }) => {
    const { booking, lead, focus } = briefing;
    // An appointment that is being moved keeps its service; another service is another booking.
    const moves = booking !== null && booking.previousAppointments.length > 0;
    if (booking && isOpen(booking.state) && !moves) {
      const request = { bookingId: booking.id, ...choice };
      return bookings.selectService(caller("select", request), request);
    }
    const previous = focus.asked?.kind === "rebook" ? focus.asked.bookingId : undefined;
    const opening = { leadId: lead.id, ...(previous && { previousBookingId: previous }) };
    const opener = caller("create", opening);
    const { conversationId } = opener;
    const created = await bookings.create(opener, { ...opening, conversationId });
    if (!created.ok) return created;
    const request = { bookingId: created.booking.id, ...choice };
    return bookings.selectService(caller("select", request), request);
  },
});
