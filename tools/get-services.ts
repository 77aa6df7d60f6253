import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const getServices = defineTool({
  name: "get_services",
  description: "The services of this business with id, length, price and what must be asked first.",
  effect: "read",
  input: z.object({}),
  offered: () => true,
  run: async (_input, { briefing }) => ({
    ok: true,
    action: "services",
    services: briefing.services,
  }),
});
