import {
  ModelError,
  type ModelMessage,
  type ModelPrompt,
  type TextModel,
} from "#src/agent/model/chat-model.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import type { EvalCase } from "../case.ts";
import type { PlayedTurn } from "../play/play.ts";
import { inventedFacts } from "./check-facts.ts";
import type { LeadDriver } from "./lead-driver.ts";

const END = "###END###";
const names = { vi: "Vietnamese", en: "English" } as const;

interface Playing {
  readonly evalCase: EvalCase;
  readonly model: TextModel;
  readonly prompt: Prompt;
  readonly zone: string;
}

const listed = (facts: Readonly<Record<string, string>>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ") || "nothing";

const heardIn = ({ replies }: PlayedTurn): string[] =>
  replies.map(({ text, choices }) => [text, ...choices.map((label) => `[${label}]`)].join("\n"));

/** To the one who plays the lead, we are the other side. */
const messagesOf = (opening: string, turns: readonly PlayedTurn[]): ModelMessage[] => [
  { role: "lead", text: `(You open the chat. Your first message was: ${opening})` },
  ...turns.flatMap((turn): ModelMessage[] => [
    ...turn.wrote.map((text): ModelMessage => ({ role: "agent", text, toolCalls: [] })),
    { role: "lead", text: heardIn(turn).join("\n\n") || "(no answer)" },
  ]),
];

/** Null: the model failed, which says nothing of the agent. */
const wordsOf = async (model: TextModel, prompt: ModelPrompt): Promise<string | null> => {
  try {
    return ((await model.respond(prompt)).text ?? "").trim();
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
};

/**
 * A lead played by a model. What it says is held against the persona's facts: a play in which it
 * made something up is invalid, since nothing of it can be blamed on the agent.
 */
export const simulatedLead = ({ evalCase, model, prompt, zone }: Playing): LeadDriver => {
  const { persona, locale, clock } = evalCase;
  if (!persona) throw new Error(`case ${evalCase.id} has no persona to play`);
  const system = prompt.fill({
    language: names[locale],
    wants: persona.wants,
    facts: listed(persona.facts),
    hidden: listed(persona.hidden),
    times: persona.times.join("; ") || "any",
    manner: persona.manner,
  });
  let invalid: string | null = null;
  return {
    invalid: () => invalid,
    next: async (turns) => {
      if (turns.length === 0) return { say: persona.opening };
      if (turns.length >= persona.turns || invalid !== null) return null;
      const messages = messagesOf(persona.opening, turns);
      const signal = AbortSignal.timeout(60_000);
      const said = await wordsOf(model, { system, messages, tools: [], signal });
      if (said === null) {
        invalid = "the model that plays the lead gave no answer";
        return null;
      }
      if (said === "" || said.includes(END)) return null;
      const heard = turns.flatMap(heardIn);
      const invented = inventedFacts(said, { persona, locale, now: new Date(clock), zone, heard });
      if (invented.length > 0) {
        invalid = `the lead made up ${invented.join(", ")}: "${said}"`;
        return null;
      }
      return { say: said };
    },
  };
};
