import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const saveLeadDetails = defineTool({
  name: "save_lead_details",
  description:
    "Save what the lead said about themselves: name, phone, e-mail, timezone, and answers to the service's questions by field name.",
  effect: "write",
  input: z.object({
    name: z.string().trim().min(1).max(100).optional(),
    phone: z
      .string()
      .regex(/^\+\d{8,15}$/, "phone: write it with country code, such as +84901234567")
      .optional(),
    email: z.email().max(200).optional(),
    timezone: z
      .string()
      .max(60)
      .optional()
      .describe("IANA zone, when the lead says they live elsewhere"),
    answers: z
      .record(z.string().max(60), z.string().trim().min(1).max(1000))
      .optional()
      .describe(
        "Answers of the lead, keyed by the question's field: yes or no, the key of an option, digits, YYYY-MM-DD, a phone number with country code, an e-mail address, or words, as its type says",
      ),
  }),
  offered: ({ booking }) => booking !== null,
  run: async (input, { bookings, briefing, caller, refuse }) => {
    const { booking } = briefing;
    if (!booking) return refuse("unknown_booking", "no booking is open");
    return bookings.saveDetails(caller("save", input), { bookingId: booking.id, ...input });
  },
});
