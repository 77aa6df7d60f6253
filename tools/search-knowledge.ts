import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const searchKnowledge = defineTool({
  name: "search_knowledge",
  description:
    "The business's own answers about prices, address, opening hours, preparation and the like.",
  effect: "read",
  input: z.object({ question: z.string().trim().min(1).max(500) }),
  offered: () => true,
  run: async ({ question }, context) => ({
    ok: true,
    action: "answers",
    answers: await context.searchKnowledge(question, context.briefing),
  }),
});
