import { parseArgs } from "node:util";

/** What `npm run evals` was asked for. */
export interface Options {
  readonly model: string;
  /** Who plays the leads of persona cases. */
  readonly lead: string;
  readonly prompt: string;
  readonly trials: number;
  readonly concurrency: number;
  readonly tags: readonly string[];
  readonly ids: readonly string[];
  readonly record: string | null;
  readonly replay: string | null;
  readonly out: string;
  readonly talk: boolean;
  readonly updateBaseline: boolean;
  readonly judge: string | null;
  /** US dollars for a million tokens, in and out. */
  readonly price: readonly [number, number] | null;
}

export const usage = `npm run evals -- [options]           play the cases and score them
npm run evals -- compare A B         what changed between two runs (names or files)
npm run evals -- outside <folder>    measure understanding on data of others
npm run evals -- fuzz [turns] [seed] let a model that lies talk with leads, 10000 turns

  --case <id>          only this case; repeat for more
  --tag <tag>          only cases with this tag; repeat for more
  --model <name>       embedded (default), or a model of the endpoint of OPENAI_BASE_URL / OPENAI_API_KEY
  --lead <name>        who plays the persona cases: embedded, or a model; default as --model
  --prompt <id>        prompts/<id>.md, default agent
  --trials <n>         plays of each case, default 1; pass^1 … pass^n are reported
  --concurrency <n>    plays at once, default 2
  --record <folder>    keep every answer of the model there
  --replay <folder>    answer from there and never from the network; an answer that is missing fails
  --judge <name>       let a model judge the manner of what passed; it can only add a fault
  --price <in,out>     US dollars for a million tokens, to report the cost
  --out <name>         name of the run in evals/results, default last
  --talk               print every conversation, not only those that failed
  --update-baseline    make this run what later runs are held to`;

const flags = {
  case: { type: "string", multiple: true },
  tag: { type: "string", multiple: true },
  model: { type: "string", default: "embedded" },
  lead: { type: "string" },
  prompt: { type: "string", default: "agent" },
  trials: { type: "string", default: "1" },
  concurrency: { type: "string", default: "2" },
  record: { type: "string" },
  replay: { type: "string" },
  judge: { type: "string" },
  price: { type: "string" },
  out: { type: "string", default: "last" },
  talk: { type: "boolean", default: false },
  "update-baseline": { type: "boolean", default: false },
} as const;

/** Something asked for makes no sense; the message names the flag and the remedy. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Throws with the flag and the remedy when something asked for makes no sense. */
export const readOptions = (argv: readonly string[]): Options => {
  const values = parse(argv);
  if (values.record !== undefined && values.replay !== undefined) {
    throw new UsageError("--record and --replay exclude each other");
  }
  if (!/^[\w.-]+$/u.test(values.out)) throw new UsageError("--out: write a name, not a path");
  return {
    model: values.model,
    lead: values.lead ?? values.model,
    prompt: values.prompt,
    trials: countOf("trials", values.trials, 100),
    concurrency: countOf("concurrency", values.concurrency, 16),
    tags: values.tag ?? [],
    ids: values.case ?? [],
    record: values.record ?? null,
    replay: values.replay ?? null,
    out: values.out,
    talk: values.talk,
    updateBaseline: values["update-baseline"],
    judge: values.judge ?? null,
    price: values.price === undefined ? null : priceOf(values.price),
  };
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: flags, strict: true }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

const countOf = (flag: string, written: string, most: number): number => {
  const count = Number(written);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new UsageError(`--${flag}: write a whole number from 1 to ${most}`);
  }
  return count;
};

const priceOf = (written: string): readonly [number, number] => {
  const [input, output] = written.split(",").map(Number);
  if (!(Number(input) >= 0 && Number(output) >= 0)) {
    throw new UsageError("--price: write two numbers, as in 0.40,1.60");
  }
  return [Number(input), Number(output)];
};
