import type { ResultTurn, Trial } from "#src/eval-runs/suite-result.ts";
import type { EvalCase } from "../case.ts";
import type { Play, PlayedTurn } from "../play/play.ts";
import { faultsIn } from "../scorers/index.ts";

/** A play, scored, without what only scorers look at. */
export const toTrial = (evalCase: EvalCase, play: Play): Trial => {
  const tokens = play.turns.map(({ trace }) => trace?.tokens ?? { input: 0, output: 0 });
  return {
    trial: play.trial,
    invalid: play.invalid,
    faults: [...faultsIn(evalCase, play)],
    blocked: play.end.attempts.filter(({ allowed }) => !allowed).length,
    tokens: {
      input: tokens.reduce((sum, { input }) => sum + input, 0),
      output: tokens.reduce((sum, { output }) => sum + output, 0),
    },
    turns: play.turns.map(toTurn),
  };
};

const toTurn = ({ wrote, replies, ms, trace }: PlayedTurn): ResultTurn => ({
  wrote: [...wrote],
  replies: replies.map(({ text, choices }) => ({ text, choices: [...choices] })),
  ms,
  modelMs: trace?.modelMs ?? 0,
  tools: trace?.calls.map(({ tool, outcome }) => `${tool}: ${outcome}`) ?? [],
  wording: trace?.wording ?? null,
  failure: trace?.failure ?? null,
});
