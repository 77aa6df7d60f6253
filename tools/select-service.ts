import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";

export const selectService = defineTool({
  name: "select_service",
  description:
    "Record the service the lead wants. Starts a booking when none is open; changes the service of an open one.",
  effect: "write",
  input: z.object({ serviceId: z.string().describe("Id as get_services returned it") }),
  offered: () => true,
  ids: ({ serviceId }) => [serviceId],
  run: async ({ serviceId }, { bookings, briefing, caller }) => {
    const { booking, lead, focus } = briefing;
    // An appointment that is being moved keeps its service; another service is another booking.
    const moves = booking !== null && booking.previousAppointments.length > 0;
    if (booking && isOpen(booking.state) && !moves) {
      const request = { bookingId: booking.id, serviceId };
      return bookings.selectService(caller("select", request), request);
    }
    const previous = focus.asked?.kind === "rebook" ? focus.asked.bookingId : undefined;
    const opening = { leadId: lead.id, ...(previous && { previousBookingId: previous }) };
    const opener = caller("create", opening);
    const { conversationId } = opener;
    const created = await bookings.create(opener, { ...opening, conversationId });
    if (!created.ok) return created;
    const request = { bookingId: created.booking.id, serviceId };
    return bookings.selectService(caller("select", request), request);
  },
});
