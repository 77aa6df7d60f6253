import * as path from "node:path";

import type { ChatModel, TextModel } from "#src/agent/model/chat-model.ts";
import { loadPrompt } from "#src/agent/prompts.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import type { Trial } from "#src/eval-runs/suite-result.ts";
import type { EvalCase } from "./case.ts";
import { judgeManner } from "./judge/model-judge.ts";
import { type LeadDriver, scriptedLead } from "./lead/lead-driver.ts";
import { personaLead } from "./lead/persona-lead.ts";
import { simulatedLead } from "./lead/simulated-lead.ts";
import { type CassetteKey, recording, replaying } from "./models/cassette.ts";
import { chooseModel, chooseTextModel } from "./models/choose-model.ts";
import type { Options } from "./options.ts";

const root = path.join(import.meta.dirname, "..");

/** Who plays the agent's model, who the lead, and who judges, in each play. */
interface Cast {
  modelOf(evalCase: EvalCase, trial: number): ChatModel;
  leadOf(evalCase: EvalCase, trial: number): LeadDriver;
  judge(evalCase: EvalCase, trial: Trial): Promise<Trial>;
}

/** Models as the options ask for them: live, recorded as they go, or from the record alone. */
export const castOf = (options: Options): Cast => {
  const prompt = loadPrompt(path.join(root, "prompts/simulated-lead.md"));
  const rubric = loadPrompt(path.join(root, "prompts/eval-judge.md"));
  return {
    modelOf: (evalCase, trial) => {
      const key = keyOf(options, "agent", evalCase, trial);
      if (options.replay !== null) return replaying(nameOf(options.model), key);
      const live = chooseModel(options.model, process.env);
      return options.record === null ? live : recording(live, key);
    },
    leadOf: (evalCase, trial) => {
      if (evalCase.talk) return scriptedLead(evalCase.talk);
      const zone = readTemplate(path.join(root, `templates/${evalCase.template}.yaml`)).timezone;
      if (options.lead === "embedded") return personaLead(evalCase, zone);
      const model = textModelOf(options, options.lead, keyOf(options, "lead", evalCase, trial));
      return simulatedLead({ evalCase, zone, model, prompt });
    },
    judge: async (evalCase, trial) => {
      if (options.judge === null) return trial;
      const key = keyOf(options, "judge", evalCase, trial.trial);
      const model = textModelOf(options, options.judge, key);
      return judgeManner({ model, prompt: rubric }, evalCase, trial);
    },
  };
};

const nameOf = (model: string): string => (model === "embedded" ? model : `openai:${model}`);

const keyOf = (
  { record, replay }: Options,
  role: CassetteKey["role"],
  { id }: EvalCase,
  trial: number,
): CassetteKey => ({ folder: replay ?? record ?? "", role, caseId: id, trial });

const textModelOf = (options: Options, name: string, key: CassetteKey): TextModel => {
  if (options.replay !== null) return replaying(nameOf(name), key);
  const live = chooseTextModel(name, process.env);
  return options.record === null ? live : recording(live, key);
};
