import type { ToolCall } from "./model/chat-model.ts";
import type { ToolResult } from "./tool.ts";

/** One tool call of a turn and what came of it. */
export interface Step {
  readonly call: ToolCall;
  readonly result: ToolResult;
}
