import type { z } from "zod";

import type { ArmCounts } from "#src/db/queries/prompt-arms.ts";
import { differenceOf, wilson } from "#src/domain/share.ts";
import type { PromptTrialAnswer, ShareRecord } from "../contract/prompt-trial.ts";

type Answer = z.output<typeof PromptTrialAnswer>;
type Measures = Answer["arms"][number]["measures"];
type Measure = keyof Measures;
type Shown = z.output<typeof ShareRecord>;

/** Below this a share says more about chance than about a prompt. */
const smallestSample = 30;

const shareOf = (hits: number, count: number): Shown => {
  const { value, low, high } = wilson(hits, count);
  const enough = count >= smallestSample;
  return { hits, count, value: count === 0 ? null : value, low, high, enough };
};

const measuresOf = (arm: ArmCounts): Measures => {
  const { turns, conversations, approved, edited, rejected } = arm;
  const decided = approved + edited + rejected;
  return {
    failures: shareOf(arm.failures, turns),
    safe: shareOf(arm.safe, turns),
    unchanged: shareOf(approved, decided),
    edited: shareOf(edited, decided),
    rejected: shareOf(rejected, decided),
    won: shareOf(arm.won, conversations),
  };
};

export const toArmRecord = (arm: ArmCounts): Answer["arms"][number] => {
  const { id, version, hash, turns, conversations } = arm;
  const measures = measuresOf(arm);
  return { arm: arm.arm, prompt: { id, version, hash }, turns, conversations, measures };
};

const isTelling = ({ value, enough }: Shown): boolean => value !== null && enough;

const differenceIn = (before: Shown, after: Shown) =>
  isTelling(before) && isTelling(after)
    ? differenceOf({ ...before, value: before.value ?? 0 }, { ...after, value: after.value ?? 0 })
    : null;

/** Of the two prompts that run side by side now, whatever was tried before. */
export const differencesOf = (
  { control, trial }: Answer["running"],
  arms: Answer["arms"],
): Answer["differences"] => {
  const measuresIn = (arm: "control" | "trial", hash: string | undefined) =>
    arms.find((one) => one.arm === arm && one.prompt.hash === hash)?.measures;
  const before = measuresIn("control", control.hash);
  const after = measuresIn("trial", trial?.hash);
  if (!before || !after) return null;
  const between = (name: Measure) => differenceIn(before[name], after[name]);
  return {
    failures: between("failures"),
    safe: between("safe"),
    unchanged: between("unchanged"),
    edited: between("edited"),
    rejected: between("rejected"),
    won: between("won"),
  };
};
