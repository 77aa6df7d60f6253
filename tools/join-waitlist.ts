import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const joinWaitlist = defineTool({
  name: "join_waitlist",
  description:
    "Record that the lead wants to be told when a time becomes free. Only when they want it.",
  effect: "write",
  input: z.object({
    serviceId: z.string(),
    wish: z.string().trim().min(1).max(500).describe("When, in the lead's words"),
  }),
  offered: () => true,
  ids: ({ serviceId }) => [serviceId],
  run: (input, { bookings, caller }) => bookings.joinWaitlist(caller("wait", input), input),
});
