import type OpenAI from "openai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";

import { sleepUnlessAborted } from "#src/sleep-unless-aborted.ts";
import { type ModelAnswer, ModelError, type ModelPrompt, type TextModel } from "./chat-model.ts";
import { readOpenAiAnswer } from "./openai-answer.ts";
import { type OpenAiEndpoint, openAiClientOnce } from "./openai-client.ts";
import { type OpenAiFailure, toOpenAiFailure } from "./openai-failure.ts";
import { toOpenAiBody } from "./openai-messages.ts";
import { startTimer, type Timer } from "./openai-timer.ts";

export interface OpenAiOptions extends OpenAiEndpoint {
  readonly model: string;
  /** For the whole answer, retries and pauses included. */
  readonly timeoutMs: number;
  /** For the next piece of an answer, the first included: loading a local model counts. */
  readonly stallMs: number;
  readonly maxRetries: number;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One request on its way: what its attempts share. */
interface Errand {
  readonly options: OpenAiOptions;
  readonly client: OpenAI;
  readonly request: ModelPrompt;
  readonly deadline: Timer;
}

/** What was tried for one request so far. */
interface Tried {
  readonly retries: number;
  readonly stalled: boolean;
  readonly pausedMs: number;
}

type Attempt = { readonly answer: ModelAnswer } | OpenAiFailure;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
const LONGEST_ASKED_PAUSE_MS = 20_000;

const aborted = (): ModelError => new ModelError("aborted", "The turn no longer needs an answer.");

const callIdsOf = ({ messages }: ModelPrompt): ReadonlySet<string> =>
  new Set(
    messages.flatMap((said) => (said.role === "agent" ? said.toolCalls : [])).map(({ id }) => id),
  );

async function* heard(chunks: AsyncIterable<unknown>, stall: Timer): AsyncGenerator<unknown> {
  for await (const chunk of chunks) {
    stall.restart();
    yield chunk;
  }
}

/** What cut the attempt short, if it was us; the package ends an aborted stream without a word. */
const interruption = (
  { request, deadline, options }: Errand,
  stall: Timer,
): OpenAiFailure | null => {
  if (request.signal.aborted) return { error: aborted(), retry: "never" };
  if (deadline.signal.aborted) {
    const message = `The model gave no whole answer within ${options.timeoutMs} ms.`;
    return { error: new ModelError("timeout", message), retry: "never" };
  }
  if (!stall.signal.aborted) return null;
  const message = `The model was silent for ${options.stallMs} ms.`;
  return { error: new ModelError("timeout", message), retry: "once" };
};

const attempt = async (
  errand: Errand,
  body: ChatCompletionCreateParamsStreaming,
): Promise<Attempt> => {
  const { options, client, request, deadline } = errand;
  const stall = startTimer(options.stallMs);
  const signal = AbortSignal.any([request.signal, deadline.signal, stall.signal]);
  let reading = false;
  try {
    const chunks = await client.chat.completions.create(body, { signal });
    reading = true;
    return { answer: await readOpenAiAnswer(heard(chunks, stall), callIdsOf(request)) };
  } catch (thrown) {
    return interruption(errand, stall) ?? toOpenAiFailure(thrown, reading);
  } finally {
    stall.stop();
  }
};

/**
 * The pause before the next attempt, in ms. Null when there is no use in one: an endpoint that
 * asks for more than is left to wait would refuse an earlier request as well.
 */
const pauseBefore = (
  { retry }: OpenAiFailure,
  tried: Tried,
  { maxRetries, timeoutMs }: OpenAiOptions,
): number | null => {
  if (retry === "never" || tried.retries >= maxRetries) return null;
  if (retry === "once") return tried.stalled ? null : 0;
  const pause =
    retry === "backoff"
      ? Math.min(FIRST_PAUSE_MS * 2 ** tried.retries, LONGEST_PAUSE_MS)
      : retry.afterMs;
  const useful = pause <= LONGEST_ASKED_PAUSE_MS && tried.pausedMs + pause < timeoutMs;
  return useful ? pause : null;
};

const untilAnswered = async (errand: Errand): Promise<ModelAnswer> => {
  const { options, request, deadline } = errand;
  const sleep = options.sleep ?? sleepUnlessAborted;
  const waking = AbortSignal.any([request.signal, deadline.signal]);
  const body = toOpenAiBody(options.model, request);
  let tried: Tried = { retries: 0, stalled: false, pausedMs: 0 };
  for (;;) {
    const result = await attempt(errand, body);
    if ("answer" in result) return result.answer;
    const pause = pauseBefore(result, tried, options);
    if (pause === null) throw result.error;
    await sleep(pause, waking);
    if (request.signal.aborted) throw aborted();
    if (deadline.signal.aborted) throw result.error;
    tried = {
      retries: tried.retries + 1,
      stalled: tried.stalled || result.retry === "once",
      pausedMs: tried.pausedMs + pause,
    };
  }
};

/**
 * A model behind any OpenAI-compatible endpoint (OpenAI, Ollama, vLLM, llama.cpp), over streamed
 * chat completions with tools. The legacy booking marker in a text is read as a `create_booking`
 * call. Every failure is a `ModelError`:
 *
 * - `rate_limited`, `unavailable`: 429, 408, 409, 425, 5xx, a lost connection or an answer that
 *   broke off; retried up to `maxRetries` times after what the endpoint asks for (`Retry-After`,
 *   at most 20 s) or 0.5 s, 1 s, 2 s, … 8 s, as long as `timeoutMs` allows.
 * - `timeout`: `timeoutMs` went by, or `stallMs` without a piece of the answer, twice.
 * - `rejected`: the endpoint, the model or a content filter refuses; never retried. The message
 *   names the setting to check.
 * - `malformed`: the endpoint speaks another protocol; never retried.
 * - `aborted`: the request's signal fired.
 */
export const createOpenAiModel = (options: OpenAiOptions): TextModel => {
  const client = openAiClientOnce(options);
  return {
    name: `openai:${options.model}`,
    respond: async (request) => {
      const deadline = startTimer(options.timeoutMs);
      try {
        return await untilAnswered({ options, client: await client(), request, deadline });
      } finally {
        deadline.stop();
      }
    },
  };
};
