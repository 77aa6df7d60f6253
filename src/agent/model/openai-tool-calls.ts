import type { ToolCallPiece } from "./openai-chunk.ts";

/** A call as far as it was streamed; `arguments` is the text so far. */
export interface WrittenCall {
  readonly index: number | null;
  id: string;
  name: string;
  arguments: string;
}

const MAX_CALLS = 8;
const MAX_ARGUMENT_CHARS = 16 * 1024;
const MAX_NAME_CHARS = 64;

/** The JSON value of a text; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const argumentText = (piece: ToolCallPiece): string => {
  const written = piece.function?.arguments ?? "";
  return typeof written === "string" ? written : JSON.stringify(written);
};

/**
 * Endpoints disagree on how a second call shows: a new index, the same index with a new id, or
 * neither, only a name again. A name repeated while its arguments are unfinished is the same call.
 */
const opensAnother = (last: WrittenCall, piece: ToolCallPiece): boolean => {
  if (piece.id && last.id) return piece.id !== last.id;
  const name = piece.function?.name;
  if (!name || !last.name) return false;
  return name !== last.name || parseJson(last.arguments) !== undefined;
};

/**
 * Adds one streamed piece to the calls. Returns false when a bound is reached (8 calls, 16 Ki
 * characters of arguments): a model that writes more is not asked for the rest.
 */
export const addToolCallPiece = (calls: WrittenCall[], piece: ToolCallPiece): boolean => {
  const index = piece.index ?? null;
  const last = calls.findLast((call) => index === null || call.index === index);
  let call = last;
  if (call === undefined || opensAnother(call, piece)) {
    if (calls.length === MAX_CALLS) return false;
    call = { index, id: "", name: "", arguments: "" };
    calls.push(call);
  }
  call.id ||= piece.id ?? "";
  call.name ||= (piece.function?.name ?? "").slice(0, MAX_NAME_CHARS);
  const text = call.arguments + argumentText(piece);
  call.arguments = text.slice(0, MAX_ARGUMENT_CHARS);
  return text.length <= MAX_ARGUMENT_CHARS;
};
