import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import { traitsOf, wantedPerson } from "./inputs/wanted-person.ts";
import { toInstants, WishedTimes } from "./inputs/wished-times.ts";

export const proposeSlots = defineTool({
  name: "propose_slots",
  description:
    "Hold the best free times for the open booking and show them to the lead. Give the times the lead wished for, if any.",
  effect: "write",
  input: z.object({
    times: WishedTimes.optional(),
    slotIds: z.array(z.string()).max(5).optional().describe("Slots shown before, to offer exactly"),
    providerId: z.string().optional(),
    locationId: z.string().optional(),
    ...wantedPerson,
  }),
  offered: ({ booking }) =>
    booking !== null && isOpen(booking.state) && booking.state !== "INQUIRY",
  ids: ({ slotIds = [], providerId, locationId }) =>
    [...slotIds, providerId, locationId].filter((id) => id !== undefined),
  run: async (input, { bookings, briefing, caller, refuse }) => {
    const { booking } = briefing;
    if (!booking) return refuse("unknown_booking", "no booking is open");
    const times = toInstants(input.times);
    if (times.length > 0 && times.every(({ to }) => to <= briefing.now)) {
      return refuse("past_date", "the times lie in the past");
    }
    const { slotIds, providerId, locationId } = input;
    const wished = { times, slotIds, providerId, locationId, ...traitsOf(input) };
    const proposal = { bookingId: booking.id, ...wished };
    return bookings.proposeSlots(caller("propose", proposal), proposal);
  },
});
