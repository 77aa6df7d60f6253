import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";

export const confirmSlot = defineTool({
  name: "confirm_slot",
  description:
    "Book an offered slot. The lead is asked to confirm it first; call again once they said yes.",
  effect: "write",
  input: z.object({ slotId: z.string().describe("Id of an offered slot") }),
  offered: ({ booking }) => booking !== null && isOpen(booking.state),
  ids: ({ slotId }) => [slotId],
  consent: ({ slotId }, { booking, offered }) => {
    const slot = offered.find(({ id }) => id === slotId);
    if (!booking || !slot) return null;
    return { kind: "confirm_slot", bookingId: booking.id, slot, shownHash: slot.shownHash ?? "" };
  },
  run: async ({ slotId }, { bookings, briefing, caller, consent, refuse }) => {
    const { booking } = briefing;
    if (!booking) return refuse("unknown_booking", "no booking is open");
    const request = { bookingId: booking.id, slotId, consent };
    return bookings.confirmSlot(caller("confirm", request), request);
  },
});
