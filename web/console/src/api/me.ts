import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { MeAnswer } from "#src/http/contract/me.ts";
import { ask } from "./ask.ts";

/** Who is at the desk. */
export type Me = z.output<typeof MeAnswer>;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => ask(MeAnswer, "GET", "/me", { signal }),
  staleTime: 300_000,
  retry: false,
});
