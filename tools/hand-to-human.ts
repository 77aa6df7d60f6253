import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const handToHuman = defineTool({
  name: "hand_to_human",
  description:
    "Give the conversation to a person of the business, when asked or when you cannot help.",
  effect: "write",
  input: z.object({ reason: z.string().trim().min(1).max(300) }),
  offered: () => true,
  // The conversation changes hands together with the reply that says so.
  run: async ({ reason }) => ({ ok: true, action: "handed_over", reason }),
});
