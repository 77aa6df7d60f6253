import type { Step } from "../case.ts";
import type { PlayedTurn } from "../play/play.ts";

/** Whoever plays the lead. */
export interface LeadDriver {
  /** What comes next; null when the lead has no more to say. */
  next(turns: readonly PlayedTurn[]): Promise<Step | null>;
  /** Why what this lead said counts for nothing; null while they keep to their facts. */
  invalid(): string | null;
}

/** A lead who says the same lines whatever is answered. */
export const scriptedLead = (talk: readonly Step[]): LeadDriver => {
  const left = [...talk];
  return { next: async () => left.shift() ?? null, invalid: () => null };
};
