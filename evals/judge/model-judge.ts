import { z } from "zod";

import type { TextModel } from "#src/agent/model/chat-model.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import type { Trial } from "#src/eval-runs/suite-result.ts";
import type { EvalCase } from "../case.ts";

const Verdict = z.object({ verdict: z.enum(["pass", "fail"]), reason: z.string().max(400) });

const names = { vi: "Vietnamese", en: "English" } as const;

/** A conversation cannot end the quotation it stands in. */
const quoted = (text: string): string => text.replaceAll("<", "‹").replaceAll(">", "›");

const conversationOf = ({ turns }: Trial): string =>
  turns
    .flatMap(({ wrote, replies }) => [
      ...wrote.map((line) => `Customer: ${quoted(line)}`),
      ...replies.map(({ text }) => `Assistant: ${quoted(text)}`),
    ])
    .join("\n");

const readVerdict = (text: string | null): z.infer<typeof Verdict> | null => {
  const [json] = /\{.*\}/su.exec(text ?? "") ?? [];
  if (json === undefined) return null;
  try {
    return Verdict.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    // No JSON is no verdict, and the caller says so.
    return null;
  }
};

/**
 * Asks a model about the manner of a play that passed. It can add a fault and lift none; a play it
 * gives no readable verdict on is not passed.
 */
export const judgeManner = async (
  { model, prompt }: { readonly model: TextModel; readonly prompt: Prompt },
  { why, expect }: EvalCase,
  trial: Trial,
): Promise<Trial> => {
  if (trial.invalid !== null || trial.faults.length > 0) return trial;
  const system = prompt.fill({
    why,
    language: names[expect.language],
    conversation: conversationOf(trial),
  });
  const { text } = await model.respond({
    ...{ system, tools: [], signal: AbortSignal.timeout(60_000) },
    messages: [{ role: "lead", text: "Your verdict?" }],
  });
  const verdict = readVerdict(text);
  if (verdict?.verdict === "pass") return trial;
  const note = verdict?.reason ?? "gave no verdict";
  return { ...trial, faults: [{ scorer: "manner", critical: false, note }] };
};
