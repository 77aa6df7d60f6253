import { z } from "zod";

import { caseStatuses } from "#src/eval-runs/flips.ts";
import { Fault, Trial } from "#src/eval-runs/suite-result.ts";
import { Instant } from "./formats.ts";
import { PromptNamed } from "./replay.ts";

const Count = z.int().min(0);
const Share = z.object({ value: z.number(), low: z.number(), high: z.number() });
const RunName = z.string().max(80);
const Status = z.enum(caseStatuses);

export const EvalRunParams = z.object({ name: RunName });
export const EvalCaseParams = z.object({ name: RunName, id: z.string().max(200) });
export const EvalPairParams = z.object({ name: RunName, other: RunName });

const Summary = z.object({
  startedAt: Instant,
  seconds: z.number(),
  model: z.string(),
  prompt: PromptNamed,
  cases: Count,
  trials: Count.describe("Plays of each case"),
  passes: z.array(Share).describe("pass^1 … pass^k, with the range at 95 %"),
  critical: Count.describe("What a critical scorer found"),
  tokens: z.object({ input: Count, output: Count }),
  p50: z.number().nullable().describe("Milliseconds a lead waited for a turn"),
  p95: z.number().nullable(),
  blocked: Count.describe("Illegal attempts that were blocked"),
  invalid: Count.describe("Plays that count neither way"),
  cost_usd: z.number().nullable().describe("Null: nobody has named the price of the model"),
});

export const EvalRunList = z.object({
  success: z.literal(true),
  runs: z.array(
    z.object({
      name: z.string(),
      at: Instant.describe("When its file was written"),
      run: Summary.nullable().describe("Null: the file is no run this version can read"),
    }),
  ),
});

export const EvalRunAnswer = z.object({
  success: z.literal(true),
  name: z.string(),
  run: Summary,
  slices: z.array(z.object({ tag: z.string(), cases: Count, pass: Share })),
  cases: z
    .array(
      z.object({
        id: z.string(),
        why: z.string(),
        tags: z.array(z.string()),
        status: Status,
        passed: Count,
        trials: Count,
        faults: z.array(Fault),
      }),
    )
    .describe("Those that failed first"),
});

export const EvalCaseAnswer = z.object({
  success: z.literal(true),
  case: z.object({
    id: z.string(),
    why: z.string(),
    tags: z.array(z.string()),
    status: Status,
    trials: z.array(Trial),
  }),
});

export const EvalComparison = z.object({
  success: z.literal(true),
  a: Summary,
  b: Summary,
  only_a: z.array(z.string()),
  only_b: z.array(z.string()),
  flips: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["fixed", "broken", "flaky"]),
      from: Status,
      to: Status,
      parts: z
        .object({ turn: Count, before: z.string(), after: z.string() })
        .nullable()
        .describe("The first turn in which the two conversations differ"),
    }),
  ),
  prompt: z.array(z.object({ sign: z.enum(["-", "+"]), line: z.string() })),
});
