import type { Runtime } from "@langchain/langgraph";
import { z } from "zod";

import {
  type ModelAnswer,
  ModelError,
  type ModelMessage,
  type ModelRequest,
  type ModelTool,
} from "../model/chat-model.ts";
import { Overtaken } from "../overtaken.ts";
import { renderFacts } from "../render-facts.ts";
import { planOutcome } from "../replies/plan-outcome.ts";
import { type AgentDeps, type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import type { TurnWorld } from "../turn-world.ts";
import { hasWritten } from "./trace.ts";

const languageNames = { vi: "Vietnamese", en: "English" } as const;

/**
 * Most tokens one turn may cost, in and out, over all its calls of the model; what has come about by
 * then is told. A turn with every call and a full history stays below a third of it.
 */
const maxTokens = 200_000;

/** Messages that are left of the history where a model finds the conversation too long. */
const shortHistory = 4;

/** Asks the model for the next step. A model that cannot answer ends the turn with a person. */
export const act =
  (deps: AgentDeps) =>
  async (state: TurnState, runtime: Runtime<TurnContext>): Promise<Partial<TurnState>> => {
    const world = worldOf(runtime);
    const { tokens } = state;
    if (tokens.input + tokens.output >= maxTokens) return outOfTokens(state);
    const started = world.elapsed();
    try {
      const answer = await ask(deps, world, state);
      const { inputTokens, outputTokens } = answer.usage;
      return {
        answer,
        pending: answer.toolCalls,
        tokens: { input: tokens.input + inputTokens, output: tokens.output + outputTokens },
        ...timed(state, { at: started, ms: world.elapsed() - started }, answer.usage),
      };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (world.signal.reason instanceof Overtaken) return overtaken(world, state);
      const failure = `${error.kind}: ${error.message}`;
      const span = { at: started, ms: world.elapsed() - started };
      return { answer: null, pending: [], failure, ...timed(state, span, nothing) };
    }
  };

const nothing: ModelAnswer["usage"] = { inputTokens: 0, outputTokens: 0 };

const timed = (
  { asks, modelMs }: TurnState,
  span: { readonly at: number; readonly ms: number },
  { inputTokens: input, outputTokens: output }: ModelAnswer["usage"],
): Pick<TurnState, "asks" | "modelMs"> => ({
  asks: [...asks, { ...span, input, output }],
  modelMs: modelMs + span.ms,
});

/** Nobody waits for these words any more; what was done is told all the same, in ours. */
const overtaken = (world: TurnWorld, state: TurnState): Partial<TurnState> => {
  if (world.owed.length === 0 && !hasWritten(state)) throw world.signal.reason;
  return { answer: null, pending: [], failure: null };
};

/** What was done is told in our words; a turn that has nothing to tell goes to a person. */
const outOfTokens = ({ briefing, steps }: TurnState): Partial<TurnState> => {
  const isEmpty = planOutcome(briefing, steps) === null;
  const failure = isEmpty ? `budget: the turn cost ${maxTokens} tokens and came to nothing` : null;
  return { answer: null, pending: [], failure };
};

/** Once more with a short history where the conversation is longer than the model can read. */
const ask = async (deps: AgentDeps, world: TurnWorld, state: TurnState): Promise<ModelAnswer> => {
  const request = requestOf(deps, world, state);
  try {
    return await deps.model.respond(request);
  } catch (error) {
    const isTooLong = error instanceof ModelError && error.kind === "too_long";
    if (!isTooLong || world.history.length <= shortHistory) throw error;
    const history = world.history.slice(-shortHistory);
    return deps.model.respond({ ...request, messages: messagesOf(history, state) });
  }
};

const requestOf = (
  { tools, promptOf }: AgentDeps,
  { conversationId, history, signal }: TurnWorld,
  state: TurnState,
): ModelRequest => {
  const { briefing } = state;
  return {
    system: promptOf(conversationId).prompt.fill({
      business: briefing.organization.name,
      language: languageNames[briefing.language],
      facts: renderFacts(briefing),
      problem: problemOf(state),
    }),
    briefing,
    messages: messagesOf(history, state),
    tools: tools.filter((tool) => tool.offered(briefing)).map(toModelTool),
    signal,
  };
};

/** What was untrue in the model's last words, so that it can say them truly. */
const problemOf = ({ claims, retries }: TurnState): string =>
  retries === 0
    ? ""
    : `- Your last reply was not sent because the facts do not back: ${claims
        .map(({ kind, said }) => `${kind} (${JSON.stringify(said)})`)
        .join("; ")}. Write it again without that.`;

const messagesOf = (
  history: TurnWorld["history"],
  { briefing, steps }: TurnState,
): ModelMessage[] => [
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
