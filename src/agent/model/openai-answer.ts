import { takeBookingMarker } from "./booking-marker.ts";
import { type ModelAnswer, ModelError, type ToolCall } from "./chat-model.ts";
import { type OpenAiChunk, parseOpenAiChunk } from "./openai-chunk.ts";
import { addToolCallPiece, parseJson, type WrittenCall } from "./openai-tool-calls.ts";

const MAX_TEXT_CHARS = 8_000;
const MAX_ID_CHARS = 256;

interface Draft {
  text: string;
  readonly calls: WrittenCall[];
  usage: ModelAnswer["usage"];
  chunks: number;
  finish: string | null;
  refused: boolean;
  /** A bound was reached: what was written last may lack its end. */
  full: boolean;
}

const addText = (draft: Draft, more: string): void => {
  const text = draft.text + more;
  draft.full ||= text.length > MAX_TEXT_CHARS;
  // A cut through an emoji would leave half of it behind.
  draft.text = draft.full ? text.slice(0, MAX_TEXT_CHARS).replace(/[\uD800-\uDBFF]$/, "") : text;
};

const addChunk = (draft: Draft, chunk: OpenAiChunk): void => {
  draft.chunks += 1;
  if (chunk.usage) {
    const { prompt_tokens, completion_tokens } = chunk.usage;
    draft.usage = { inputTokens: prompt_tokens, outputTokens: completion_tokens };
  }
  const choice = chunk.choices?.[0];
  if (choice === undefined) return;
  draft.finish = choice.finish_reason || draft.finish;
  draft.refused ||= Boolean(choice.delta?.refusal);
  addText(draft, choice.delta?.content ?? "");
  for (const piece of choice.delta?.tool_calls ?? []) {
    draft.full ||= !addToolCallPiece(draft.calls, piece);
    if (draft.full) return;
  }
};

const assertWhole = (draft: Draft): void => {
  if (draft.refused || draft.finish === "content_filter") {
    throw new ModelError("rejected", "The model or its content filter refused to answer.");
  }
  if (draft.chunks === 0) {
    throw new ModelError(
      "malformed",
      "The model's endpoint answered without streaming anything. Check OPENAI_BASE_URL: it usually ends in /v1.",
    );
  }
  if (draft.finish === null && !draft.full) {
    throw new ModelError("unavailable", "The model's answer broke off before its end.");
  }
};

/** Ids pair calls with their results, so each must be new to this conversation. */
const claimId = (wanted: string, taken: Set<string>): string => {
  let id = wanted.length <= MAX_ID_CHARS ? wanted : "";
  for (let n = taken.size + 1; id === "" || taken.has(id); n += 1) id = `call_${n}`;
  taken.add(id);
  return id;
};

const toToolCall = (call: WrittenCall, cut: boolean, taken: Set<string>): ToolCall => ({
  id: claimId(call.id, taken),
  name: call.name,
  // Nothing at all is how many endpoints write "no arguments", unless the end was cut off.
  arguments: call.arguments === "" && !cut ? {} : parseJson(call.arguments),
});

const toAnswer = (draft: Draft, callIds: ReadonlySet<string>): ModelAnswer => {
  const taken = new Set(callIds);
  const cut = draft.full || draft.finish === "length";
  const toolCalls = draft.calls.map((call) => toToolCall(call, cut, taken));
  const { text, booking } = takeBookingMarker(draft.text);
  // The marker speaks only for models that cannot call: beside a call it would book twice.
  if (booking !== null && toolCalls.length === 0) {
    toolCalls.push({ id: claimId("", taken), name: "create_booking", arguments: booking });
  }
  return { text: text.trim() === "" ? null : text, toolCalls, usage: draft.usage };
};

/**
 * Puts a streamed answer together. Bounded: reading stops at 8 calls, 8 000 characters of text or
 * 16 Ki characters of one call's arguments, and what was read so far is the answer. Missing or
 * repeated call ids are replaced by ones that are not in `callIds`. Missing usage counts as 0.
 *
 * A refusal or a content filter throws `ModelError` "rejected" and drops the text, as half an
 * answer before a filter is no answer. A stream without chunks throws "malformed", one that ends
 * without saying why "unavailable".
 */
export const readOpenAiAnswer = async (
  chunks: AsyncIterable<unknown>,
  callIds: ReadonlySet<string>,
): Promise<ModelAnswer> => {
  const draft: Draft = {
    text: "",
    calls: [],
    usage: { inputTokens: 0, outputTokens: 0 },
    chunks: 0,
    finish: null,
    refused: false,
    full: false,
  };
  for await (const chunk of chunks) {
    addChunk(draft, parseOpenAiChunk(chunk));
    if (draft.full) break;
  }
  assertWhole(draft);
  return toAnswer(draft, callIds);
};
