import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import { traitsOf, wantedPerson } from "./inputs/wanted-person.ts";

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export const proposeSeries = defineTool({
  name: "propose_series",
  description:
    "Hold visits that come back (daily, weekly, monthly) for the open booking's service and show which are free. Booked only after confirm_series.",
  effect: "write",
  input: z.object({
    freq: z.enum(["daily", "weekly", "monthly"]),
    interval: z.int().min(1).max(12).default(1).describe("2 for every other week"),
    weekdays: z.array(z.enum(days)).max(7).optional(),
    count: z.int().min(2).max(60).describe("Visits in all"),
    date: z.iso.date().describe("Of the first visit, on the clock of the business"),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    providerId: z.string().optional(),
    locationId: z.string().optional(),
    ...wantedPerson,
  }),
  offered: ({ booking }) => booking !== null && isOpen(booking.state) && booking.serviceId !== null,
  ids: ({ providerId, locationId }) => [providerId, locationId].filter((id) => id !== undefined),
  run: async (input, { bookings, briefing, caller, refuse }) => {
    const { booking } = briefing;
    if (!booking) return refuse("unknown_booking", "no booking is open");
    const { freq, interval, weekdays = [], count, date, time, providerId, locationId } = input;
    const rule = [
      `FREQ=${freq.toUpperCase()}`,
      `INTERVAL=${interval}`,
      ...(weekdays.length > 0 ? [`BYDAY=${weekdays.join(",")}`] : []),
      `COUNT=${count}`,
    ].join(";");
    const request = {
      ...{ bookingId: booking.id, rule, startsLocal: `${date}T${time}` },
      ...{ providerId, locationId, ...traitsOf(input) },
    };
    return bookings.proposeSeries(caller("propose_series", request), request);
  },
});
