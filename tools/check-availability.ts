import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { traitsOf, wantedPerson } from "./inputs/wanted-person.ts";

const day = 24 * 60 * 60_000;

export const checkAvailability = defineTool({
  name: "check_availability",
  description:
    "Free times of a service in a range, or why there are none and what is nearest. Holds nothing.",
  effect: "read",
  input: z.object({
    serviceId: z.string().optional().describe("Defaults to the service of the open booking"),
    from: z.iso.datetime({ offset: true }).optional().describe("Defaults to now"),
    to: z.iso.datetime({ offset: true }).optional().describe("Defaults to 7 days after from"),
    providerId: z.string().optional(),
    locationId: z.string().optional(),
    ...wantedPerson,
  }),
  offered: () => true,
  ids: ({ serviceId, providerId, locationId }) =>
    [serviceId, providerId, locationId].filter((id) => id !== undefined),
  run: async (input, { bookings, briefing, caller, refuse }) => {
    const serviceId = input.serviceId ?? briefing.booking?.serviceId;
    if (!serviceId) return refuse("service_confirmed", "no service is chosen");
    const from = input.from ? new Date(input.from) : briefing.now;
    const to = input.to ? new Date(input.to) : new Date(from.getTime() + 7 * day);
    if (to <= from) return refuse("invalid_input", "to: must be later than from");
    if (to.getTime() - from.getTime() > 31 * day) {
      return refuse("invalid_input", "to: at most 31 days after from");
    }
    const { providerId, locationId } = input;
    const { booking } = briefing;
    const isSame = booking?.serviceId === serviceId;
    const query = {
      ...{ serviceId, from, to, providerId, locationId, bookingId: booking?.id },
      participants: isSame ? booking.participants : undefined,
      durationMinutes: (isSame ? booking.durationMinutes : null) ?? undefined,
      ...traitsOf(input),
    };
    const found = await bookings.availableSlots(caller("look", null), query);
    if (!found.ok) return found;
    return { ...found, action: "availability", slots: found.slots.slice(0, 20) };
  },
});
