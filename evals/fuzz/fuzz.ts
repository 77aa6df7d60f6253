import { openWorldOn, type TemplateName, templateNames } from "../../test/world-on.ts";
import { type EvalHouse, openEvalHouse } from "../run/eval-house.ts";
import { countBinding, illegalWrites } from "./illegal-writes.ts";
import { type LyingRun, runLies } from "./lying-run.ts";

/** What came of a run on all templates. */
export interface FuzzResult extends LyingRun {
  readonly illegal: readonly string[];
  /** Bookings and cancellations that leads did agree to: that the model was let through at all. */
  readonly binding: number;
}

const turnsEach = 15;

interface Part {
  readonly template: TemplateName;
  readonly seed: number;
  readonly turns: number;
}

/** At least so many turns with a model that lies, loops and obeys strangers, on every template. */
export const runFuzz = async (
  { turns, seed }: { readonly turns: number; readonly seed: number },
  onPart: (part: Part, done: FuzzResult) => void,
): Promise<FuzzResult> => {
  const house = await openEvalHouse(process.env.TEST_DATABASE_URL);
  const parts: Part[] = templateNames.map((template, place) => ({
    ...{ template, seed: seed + place },
    turns: Math.ceil(turns / templateNames.length),
  }));
  const results: FuzzResult[] = [];
  const work = async (): Promise<void> => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const done = await fuzzOne(house, part);
      results.push(done);
      onPart(part, done);
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await house.close();
  }
  return results.reduce(sum);
};

const sum = (a: FuzzResult, b: FuzzResult): FuzzResult => ({
  turns: a.turns + b.turns,
  untrue: [...a.untrue, ...b.untrue],
  silent: [...a.silent, ...b.silent],
  foreignReads: a.foreignReads + b.foreignReads,
  illegal: [...a.illegal, ...b.illegal],
  binding: a.binding + b.binding,
});

const fuzzOne = async (house: EvalHouse, { template, seed, turns }: Part): Promise<FuzzResult> => {
  const ground = await house.openGround();
  try {
    const world = await openWorldOn(ground, { template });
    // A fifth of the moves let time pass and are no turns.
    const conversations = Math.ceil((turns / turnsEach) * 1.12);
    const run = await runLies(world, { conversations, turnsEach, seed });
    return { ...run, illegal: await illegalWrites(world), binding: await countBinding(world) };
  } finally {
    await ground.close();
  }
};
