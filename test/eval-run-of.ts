import { writeFile } from "node:fs/promises";
import * as path from "node:path";

import type { CaseResult, SuiteResult, Trial } from "#src/eval-runs/suite-result.ts";

/** A play in which the lead greets and asks; with a fault when the answer is not as it should be. */
const trialOf = (answer: string, fault: Trial["faults"][number] | null): Trial => ({
  ...{ trial: 1, invalid: null, faults: fault ? [fault] : [], blocked: 0 },
  tokens: { input: 1_000, output: 100 },
  turns: [
    {
      ...{ wrote: ["chào em"], tools: [], ms: 8, modelMs: 2, wording: "template", failure: null },
      replies: [{ text: "Dạ em chào anh ạ.", choices: [] }],
    },
    {
      ...{ wrote: ["giá bao nhiêu"], ms: 12, modelMs: 4, wording: "model", failure: null },
      ...{
        tools: ["search_knowledge: answers"],
        replies: [{ text: answer, choices: ["Đặt lịch"] }],
      },
    },
  ],
});

const caseOf = (id: string, answer: string, fault: Trial["faults"][number] | null): CaseResult => ({
  ...{ id, why: "What is asked is answered.", tags: ["happy", "vi"] },
  trials: [trialOf(answer, fault)],
});

const wrong = { scorer: "words", critical: false, note: "says lacks 450.000" };
const untrue = { scorer: "unsupported claims", critical: true, note: "99.000 ₫" };

/** Two runs in which one case is fixed and one broken, in a folder. */
export const writeEvalRuns = async (folder: string): Promise<void> => {
  const run: Omit<SuiteResult, "cases"> = {
    ...{ version: 1, startedAt: "2026-11-21T08:00:00.000Z", seconds: 36.9 },
    model: "openai:gpt-4.1-mini",
    prompt: { id: "agent", version: 3, hash: "8f2727ec9b38e41a", text: "Be kind.\nBe brief." },
  };
  const before: SuiteResult = {
    ...run,
    cases: [
      caseOf("price-asked-vi", "Dạ em chưa rõ.", wrong),
      caseOf("book-crowns-vi", "Dạ 450.000 ₫ ạ.", null),
      caseOf("steady-vi", "Dạ 450.000 ₫ ạ.", null),
    ],
  };
  const after: SuiteResult = {
    ...{ ...run, startedAt: "2026-11-21T09:00:00.000Z" },
    prompt: { ...run.prompt, id: "agent-brief", hash: "0000000000000001", text: "Be kind." },
    cases: [
      caseOf("price-asked-vi", "Dạ 450.000 ₫ ạ.", null),
      caseOf("book-crowns-vi", "Dạ 99.000 ₫ ạ.", untrue),
      caseOf("steady-vi", "Dạ 450.000 ₫ ạ.", null),
    ],
  };
  await writeFile(path.join(folder, "before.json"), JSON.stringify(before));
  await writeFile(path.join(folder, "after.json"), JSON.stringify(after));
};
