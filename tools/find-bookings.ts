import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const findBookings = defineTool({
  name: "find_bookings",
  description: "This lead's own appointments that lie ahead, with their ids.",
  effect: "read",
  input: z.object({}),
  offered: () => true,
  run: async (_input, { briefing }) => ({
    ok: true,
    action: "bookings",
    bookings: briefing.upcoming,
  }),
});
