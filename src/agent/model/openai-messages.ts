import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { ModelMessage, ModelPrompt, ModelTool, ToolCall } from "./chat-model.ts";

/** Endpoints refuse a whole conversation for one name outside this form, even a name they wrote. */
const sendableName = (name: string): string =>
  name.replace(/[^\w-]/g, "_").slice(0, 64) || "unnamed";

const toFunctionCall = (call: ToolCall) => ({
  id: call.id,
  type: "function" as const,
  function: { name: sendableName(call.name), arguments: JSON.stringify(call.arguments ?? {}) },
});

const toMessage = (message: ModelMessage): ChatCompletionMessageParam => {
  switch (message.role) {
    case "lead":
      return { role: "user", content: message.text };
    case "agent":
      // An empty tool_calls list is refused, so is an empty text beside calls by some endpoints.
      return message.toolCalls.length === 0
        ? { role: "assistant", content: message.text }
        : {
            role: "assistant",
            content: message.text || null,
            tool_calls: message.toolCalls.map(toFunctionCall),
          };
    case "tool":
      return {
        role: "tool",
        tool_call_id: message.callId,
        content: JSON.stringify(message.result ?? null),
      };
  }
};

const toFunctionTool = ({
  name,
  description,
  parameters,
}: ModelTool): ChatCompletionFunctionTool => ({
  type: "function",
  function: { name, description, parameters: { ...parameters } },
});

/** The request body of one step, in the form every OpenAI-compatible endpoint takes. */
export const toOpenAiBody = (
  model: string,
  request: ModelPrompt,
): ChatCompletionCreateParamsStreaming => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  messages: [{ role: "system", content: request.system }, ...request.messages.map(toMessage)],
  // An empty list of tools is refused as well.
  ...(request.tools.length > 0 && { tools: request.tools.map(toFunctionTool) }),
});
