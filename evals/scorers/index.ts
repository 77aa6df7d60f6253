import type { EvalCase } from "../case.ts";
import type { Play } from "../play/play.ts";
import { claims } from "./claims.ts";
import { confirmBeforeWrite } from "./confirm-before-write.ts";
import { endState } from "./end-state.ts";
import { language } from "./language.ts";
import { leaks } from "./leaks.ts";
import { legalMoves } from "./legal-moves.ts";
import { oneAnswer } from "./one-answer.ts";
import { optOut } from "./opt-out.ts";
import type { Scorer } from "./scorer.ts";
import { toldTime } from "./told-time.ts";
import { words } from "./words.ts";

/** Every scorer there is, those first that may never fail. */
export const scorers: readonly Scorer[] = [
  claims,
  legalMoves,
  confirmBeforeWrite,
  oneAnswer,
  optOut,
  leaks,
  endState,
  toldTime,
  language,
  words,
];

export interface Fault {
  readonly scorer: string;
  readonly critical: boolean;
  readonly note: string;
}

/** All that is wrong with a play; none: it passed. */
export const faultsIn = (evalCase: EvalCase, play: Play): readonly Fault[] =>
  scorers.flatMap(({ name: scorer, critical, score }) =>
    score(evalCase, play).map((note) => ({ scorer, critical, note })),
  );
