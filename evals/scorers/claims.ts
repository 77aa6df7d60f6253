import type { Scorer } from "./scorer.ts";

/** Nothing was said that the database did not back at that moment. */
export const claims: Scorer = {
  name: "unsupported claims",
  critical: true,
  score: (_case, { turns }) =>
    turns.flatMap(({ step, untrue }) => untrue.map((one) => `step ${step + 1}: ${one}`)),
};
