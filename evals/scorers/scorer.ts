import type { EvalCase } from "../case.ts";
import type { Play } from "../play/play.ts";

/** Looks at one thing in a play. Pure: the same play is scored the same for ever. */
export interface Scorer {
  readonly name: string;
  /** One failure of these is too many, whatever the baseline says. */
  readonly critical: boolean;
  /** What is wrong, one line each; none: passed. */
  score(evalCase: EvalCase, play: Play): readonly string[];
}
