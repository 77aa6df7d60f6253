import { z } from "zod";

export const Fault = z.object({ scorer: z.string(), critical: z.boolean(), note: z.string() });

const Turn = z.object({
  wrote: z.array(z.string()),
  replies: z.array(z.object({ text: z.string(), choices: z.array(z.string()) })),
  ms: z.number(),
  modelMs: z.number(),
  tools: z.array(z.string()),
  wording: z.string().nullable(),
  failure: z.string().nullable(),
});
export type ResultTurn = z.infer<typeof Turn>;

export const Trial = z.object({
  trial: z.number(),
  /** Null: the play says nothing of the agent, for this reason. */
  invalid: z.string().nullable(),
  faults: z.array(Fault),
  blocked: z.number(),
  tokens: z.object({ input: z.number(), output: z.number() }),
  turns: z.array(Turn),
});
export type Trial = z.infer<typeof Trial>;

const CaseResult = z.object({
  id: z.string(),
  why: z.string(),
  tags: z.array(z.string()),
  trials: z.array(Trial),
});
export type CaseResult = z.infer<typeof CaseResult>;

/** One run of the suite, whole: what reports, comparisons and gates are made from. */
export const SuiteResult = z.object({
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  model: z.string(),
  prompt: z.object({ id: z.string(), version: z.number(), hash: z.string(), text: z.string() }),
  cases: z.array(CaseResult),
});
export type SuiteResult = z.infer<typeof SuiteResult>;

/** Whether a play was as it should be; one that says nothing is neither. */
export const isPassed = ({ invalid, faults }: Trial): boolean =>
  invalid === null && faults.length === 0;
