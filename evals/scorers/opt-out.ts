import type { Scorer } from "./scorer.ts";

/** Who asked not to be written to hears of us once more, and then only when they write. */
export const optOut: Scorer = {
  name: "opt-out honoured",
  critical: true,
  score: (_case, { turns }) =>
    turns.flatMap((turn, place) => {
      const before = turns[place - 1];
      if (before?.optedOut !== true || turn.wrote.length > 0 || turn.replies.length === 0)
        return [];
      return [`step ${turn.step + 1}: written to after they asked not to be`];
    }),
};
