import { z } from "zod";

import type { IntentRecord } from "#src/db/queries/desk.ts";
import type { Suggestion } from "#src/db/queries/suggestions.ts";
import { checkKinds, type SuggestionEvidence, SuggestionGrounds } from "../contract/suggestion.ts";

/** Part of a turn's trace, as it was written when the turn had to wait. */
const Traced = z.object({
  claims: z.array(z.object({ kind: z.string(), said: z.string() })).default([]),
  wording: z.enum(["model", "template", "safe"]).nullable().default(null),
});

/** Below this the share says more about chance than about the agent. */
const smallestSample = 20;

type CheckKind = (typeof checkKinds)[number];

/** Which check a false claim was found by; deeds have many kinds of their own. */
const checkOf = (kind: string): CheckKind => {
  if (kind === "taken") return "time";
  return checkKinds.find((one) => one === kind) ?? "deed";
};

export const toEvidence = (
  row: Suggestion,
  trace: unknown,
  { decided, unchanged }: IntentRecord,
): z.output<typeof SuggestionEvidence> => {
  const { claims, wording } = Traced.safeParse(trace).data ?? { claims: [], wording: null };
  const grounds = SuggestionGrounds.safeParse(row.grounds).data ?? { facts: [], blocked: [] };
  const failed = new Set(claims.map(({ kind }) => checkOf(kind)));
  return {
    success: true,
    ...grounds,
    checks:
      row.kind === "act" ? [] : checkKinds.map((kind) => ({ kind, passed: !failed.has(kind) })),
    claims,
    wording,
    intent: row.intent,
    confidence: decided < smallestSample ? null : { share: unchanged / decided, sample: decided },
  };
};
