import { expect, it } from "vitest";
import type { ModelMessage, ModelPrompt } from "./chat-model.ts";
import { toOpenAiBody } from "./openai-messages.ts";

const bodyOf = (different: Partial<ModelPrompt>) =>
  toOpenAiBody("test-model", {
    system: "You book appointments.",
    // The model behind an endpoint never reads the typed facts.
    messages: [],
    tools: [],
    signal: new AbortController().signal,
    ...different,
  });

it("a request carries the prompt, the conversation with its calls, and their results as JSON", () => {
  const messages: ModelMessage[] = [
    { role: "lead", text: "Thứ ba còn chỗ không em?" },
    {
      role: "agent",
      text: "",
      toolCalls: [{ id: "c1", name: "find", arguments: { day: "2026-11-24" } }],
    },
    { role: "tool", callId: "c1", name: "find", result: { slots: [] } },
    { role: "agent", text: "Dạ hết chỗ rồi ạ.", toolCalls: [] },
  ];
  expect(bodyOf({ messages })).toEqual({
    model: "test-model",
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      { role: "system", content: "You book appointments." },
      { role: "user", content: "Thứ ba còn chỗ không em?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: "c1",
            type: "function",
            function: { name: "find", arguments: '{"day":"2026-11-24"}' },
          },
        ],
      },
      { role: "tool", tool_call_id: "c1", content: '{"slots":[]}' },
      { role: "assistant", content: "Dạ hết chỗ rồi ạ." },
    ],
  });
});

it.each([
  ["no such/tool", "no_such_tool"],
  ["đặt_lịch", "__t_l_ch"],
  ["", "unnamed"],
])("a call the model invented, %j, goes back under a name endpoints take", (name, sent) => {
  const invented = { id: "c1", name, arguments: undefined };
  const { messages } = bodyOf({
    messages: [
      { role: "agent", text: "One moment.", toolCalls: [invented] },
      { role: "tool", callId: "c1", name, result: undefined },
    ],
  });
  expect(messages.slice(1)).toEqual([
    {
      role: "assistant",
      content: "One moment.",
      tool_calls: [{ id: "c1", type: "function", function: { name: sent, arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "c1", content: "null" },
  ]);
});

it("tools are named only when some are offered", () => {
  const find = { name: "find", description: "Find", parameters: { type: "object" } };
  expect(bodyOf({ tools: [find] }).tools).toEqual([{ type: "function", function: find }]);
  expect(bodyOf({ tools: [] })).not.toHaveProperty("tools");
});
