import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import { ask } from "./ask.ts";

/** Who is at the desk, as far as the console shows it. */
const Me = z.object({
  member_id: z.string(),
  name: z.string(),
  role: z.string(),
  organization: z.object({ name: z.string(), timezone: z.string(), currency: z.string() }),
});
export type Me = z.output<typeof Me>;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => ask(Me, "GET", "/me", { signal }),
  staleTime: 300_000,
  retry: false,
});
