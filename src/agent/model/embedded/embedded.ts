import type { ReplyPlan } from "../../replies/reply-plan.ts";
import type { ChatModel, ModelAnswer, ModelRequest, ToolCall } from "../chat-model.ts";
import { continueTurn } from "./continue-turn.ts";
import { decide } from "./decide.ts";

/** What the policy does next: one tool, one reply from the templates, or the outcome's own words. */
export type Act =
  | { readonly tool: string; readonly with: Readonly<Record<string, unknown>> }
  | { readonly say: ReplyPlan }
  | "say_outcome";

/**
 * The model that needs no key: a deterministic policy over the language reader and the tools. It
 * goes through the same graph, gate and claim check as any other, and is trusted no more.
 */
export const createEmbeddedModel = (): ChatModel => ({
  name: "embedded",
  respond: async ({ briefing, messages }: ModelRequest): Promise<ModelAnswer> => {
    const steps = messages.filter((message) => message.role === "tool");
    const last = steps.at(-1);
    const act = last ? continueTurn(briefing, last, steps) : decide(briefing);
    return answer(act, steps.length);
  },
});

const usage = { inputTokens: 0, outputTokens: 0 };

const answer = (act: Act, made: number): ModelAnswer => {
  if (act === "say_outcome") return { text: null, toolCalls: [], usage };
  if ("say" in act) return { text: null, plan: act.say, toolCalls: [], usage };
  const call: ToolCall = { id: `call_${made + 1}`, name: act.tool, arguments: act.with };
  return { text: null, toolCalls: [call], usage };
};
