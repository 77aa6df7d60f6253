import { z } from "zod";

import type { Briefing } from "./briefing.ts";
import type { FalseClaim } from "./claims/check-claims.ts";
import { ModelError, type TextModel } from "./model/chat-model.ts";
import type { Prompt } from "./prompts.ts";
import { quoted, renderFacts } from "./render-facts.ts";
import type { Step } from "./step.ts";

/** A model that looks at replies which passed every check of code. */
export interface ClaimJudge {
  readonly model: TextModel;
  readonly prompt: Prompt;
}

const Verdict = z.object({ unsupported: z.array(z.string().max(400)).max(20) });

const readVerdict = (text: string | null): readonly string[] | null => {
  const [json] = /\{.*\}/su.exec(text ?? "") ?? [];
  if (json === undefined) return null;
  try {
    return Verdict.safeParse(JSON.parse(json)).data?.unsupported ?? null;
  } catch {
    // What is no JSON is no verdict, and no verdict is no leave to send.
    return null;
  }
};

const noVerdict: FalseClaim = { kind: "judged", said: "the judge gave no verdict" };

/**
 * What the judge holds unsupported in a reply. It adds blocks and lifts none; where it gives no
 * verdict or cannot be reached, the reply counts as unsupported.
 */
export const secondOpinion = async (
  { model, prompt }: ClaimJudge,
  reply: string,
  { briefing, steps }: { readonly briefing: Briefing; readonly steps: readonly Step[] },
  signal: AbortSignal,
): Promise<readonly FalseClaim[]> => {
  const system = prompt.fill({
    facts: renderFacts(briefing),
    results: quoted(steps.map(({ call, result }) => ({ tool: call.name, result }))),
    reply: quoted(reply),
  });
  try {
    const messages = [{ role: "lead" as const, text: "Your verdict?" }];
    const { text } = await model.respond({ system, messages, tools: [], signal });
    const unsupported = readVerdict(text);
    return unsupported?.map((said) => ({ kind: "judged" as const, said })) ?? [noVerdict];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return [noVerdict];
  }
};
