import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";

export const createBooking = defineTool({
  name: "create_booking",
  description:
    "Ask for one date and time (local to the business) for the open booking: it is held and shown to the lead, who confirms it.",
  effect: "write",
  input: z.object({
    date: z.iso.date().describe("YYYY-MM-DD"),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time: write it as HH:MM"),
    duration: z.number().int().positive().max(1440).optional(),
    notes: z.string().max(1000).optional(),
  }),
  offered: ({ booking }) =>
    booking !== null && isOpen(booking.state) && booking.state !== "INQUIRY",
  run: async ({ date, time }, { bookings, briefing, caller, instantOf, refuse }) => {
    const { booking } = briefing;
    if (!booking) return refuse("unknown_booking", "no booking is open");
    const start = instantOf(date, time);
    if (start <= briefing.now) return refuse("past_date", "the time lies in the past");
    const times = [{ from: start, to: start, exact: true }];
    const proposal = { bookingId: booking.id, times };
    return bookings.proposeSlots(caller("propose", proposal), proposal);
  },
});
