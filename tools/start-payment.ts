import { z } from "zod";

import { type Briefing, defineTool } from "#src/agent/tool.ts";

const unpaid = ({ upcoming, booking }: Briefing) =>
  [...upcoming, ...(booking ? [booking] : [])].filter(({ state }) => state === "PAYMENT_PENDING");

export const startPayment = defineTool({
  name: "start_payment",
  description:
    "Send the lead the link to pay for an appointment that waits for its payment, also when they lost it. The link is told by the house below your reply: never write one yourself.",
  effect: "write",
  input: z.object({ bookingId: z.string().describe("Id as find_bookings returned it") }),
  offered: (briefing) => unpaid(briefing).length > 0,
  ids: ({ bookingId }) => [bookingId],
  run: async ({ bookingId }, { bookings, caller }) =>
    bookings.startPayment(caller("start_payment", { bookingId }), { bookingId }),
});
