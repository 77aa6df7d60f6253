import type { FastifyInstance } from "fastify";

import { countArms } from "#src/db/queries/prompt-arms.ts";
import { managers } from "../access.ts";
import { ok } from "../answer.ts";
import { PromptTrialAnswer, PromptTrialQuery } from "../contract/prompt-trial.ts";
import { differencesOf, toArmRecord } from "../records/prompt-trial-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const dayMs = 24 * 3_600_000;

/** Two prompts side by side: what runs, and what came of each. */
export const mountPromptTrial = (
  http: FastifyInstance,
  { db, now, runningPrompts: running }: ServerDeps,
): void => {
  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/prompt-trial",
    tag: "Turns",
    summary: "What came of each prompt, with ranges at 95 %, and how a trial differs",
    query: PromptTrialQuery,
    answers: { 200: PromptTrialAnswer },
    run: async ({ call, query: { days } }) => {
      const since = new Date(now().getTime() - days * dayMs);
      const arms = (await countArms(db, call.organization.id, since)).map(toArmRecord);
      return ok({ success: true, running, arms, differences: differencesOf(running, arms) });
    },
  });
};
