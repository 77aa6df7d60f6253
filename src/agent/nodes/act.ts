import type { Runtime } from "@langchain/langgraph";
import { z } from "zod";

import { ModelError, type ModelMessage, type ModelTool } from "../model/chat-model.ts";
import { renderFacts } from "../render-facts.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import type { TurnWorld } from "../turn-world.ts";

const languageNames = { vi: "Vietnamese", en: "English" } as const;

/** Asks the model for the next step. A model that cannot answer ends the turn with a person. */
export const act =
  ({ model, tools, prompt }: AgentDeps) =>
  async (state: TurnState, runtime: Runtime<TurnContext>): Promise<Partial<TurnState>> => {
    const world = worldOf(runtime);
    const { briefing, tokens, modelMs } = state;
    const started = world.elapsed();
    try {
      const answer = await model.respond({
        system: prompt.fill({
          business: briefing.organization.name,
          language: languageNames[briefing.language],
          facts: renderFacts(briefing),
          problem: problemOf(state),
        }),
        briefing,
        messages: messagesOf(world, state),
        tools: tools.filter((tool) => tool.offered(briefing)).map(toModelTool),
        signal: world.signal,
      });
      const { inputTokens, outputTokens } = answer.usage;
      return {
        answer,
        pending: answer.toolCalls,
        tokens: { input: tokens.input + inputTokens, output: tokens.output + outputTokens },
        modelMs: modelMs + world.elapsed() - started,
      };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const failure = `${error.kind}: ${error.message}`;
      return { answer: null, pending: [], failure, modelMs: modelMs + world.elapsed() - started };
    }
  };

/** What was untrue in the model's last words, so that it can say them truly. */
const problemOf = ({ claims, retries }: TurnState): string =>
  retries === 0
    ? ""
    : `- Your last reply was not sent because the facts do not back: ${claims
        .map(({ kind, said }) => `${kind} (${JSON.stringify(said)})`)
        .join("; ")}. Write it again without that.`;

const messagesOf = ({ history }: TurnWorld, { briefing, steps }: TurnState): ModelMessage[] => [
  ...history,
  { role: "lead", text: briefing.text },
  ...steps.flatMap(({ call, result }): ModelMessage[] => [
    { role: "agent", text: "", toolCalls: [call] },
    { role: "tool", callId: call.id, name: call.name, result },
  ]),
];

const modelTools = new WeakMap<AgentDeps["tools"][number], ModelTool>();

/** A tool's JSON Schema does not change, and making it costs more than a turn may. */
const toModelTool = (tool: AgentDeps["tools"][number]): ModelTool => {
  const known = modelTools.get(tool);
  if (known) return known;
  const { name, description, input } = tool;
  const parameters = z.toJSONSchema(input, { target: "draft-7" });
  const made = { name, description, parameters };
  modelTools.set(tool, made);
  return made;
};
