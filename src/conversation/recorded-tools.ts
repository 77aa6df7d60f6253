import type { ToolCall } from "#src/agent/model/chat-model.ts";
import type { AnyTool, ToolResult } from "#src/agent/tool.ts";
import type { RecordedStep, TurnRecording } from "./turn-recording.ts";

/** A call was wanted that nobody has recorded: from here on it is another turn. */
export class Parted extends Error {
  override readonly name = "Parted";
  readonly call: Omit<ToolCall, "id">;

  constructor(call: Omit<ToolCall, "id">) {
    super(`nobody recorded ${call.name} with these arguments`);
    this.call = call;
  }
}

export interface RecordedTools {
  /** As the model is offered them and the gate holds them; what they answer was recorded. */
  readonly tools: readonly AnyTool[];
  /** Which of the recorded facts are true now. */
  place(): number;
}

/** The same JSON in whatever order its keys were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, plain: unknown) =>
    typeof plain === "object" && plain !== null && !Array.isArray(plain)
      ? Object.fromEntries(Object.entries(plain).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : plain,
  );

/**
 * Tools that do nothing: a call with the arguments of a recorded one, made while the same facts were
 * true, is answered with what was found then. Writes move the facts on as they did.
 */
export const recordedTools = (
  tools: readonly AnyTool[],
  { steps }: Pick<TurnRecording, "steps">,
): RecordedTools => {
  let place = 0;
  const answer = (call: Omit<ToolCall, "id">): ToolResult => {
    const step = steps.find((one) => one.before === place && isSame(one, call));
    if (!step) throw new Parted(call);
    place = step.after;
    return step.result;
  };
  return {
    tools: tools.map((tool) => ({
      ...tool,
      bind: (raw) => {
        const bound = tool.bind(raw);
        const run = async () => answer({ name: tool.name, arguments: raw });
        return bound.ok ? { ...bound, run } : bound;
      },
    })),
    place: () => place,
  };
};

const isSame = ({ call }: RecordedStep, other: Omit<ToolCall, "id">): boolean =>
  call.name === other.name && canonical(call.arguments) === canonical(other.arguments);
