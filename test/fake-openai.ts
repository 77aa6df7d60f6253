import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";

import type { TextModel } from "#src/agent/model/chat-model.ts";
import { createOpenAiModel, type OpenAiOptions } from "#src/agent/model/openai.ts";

/** How the endpoint behaves for one request. */
export type Behaviour = (response: ServerResponse) => void;

interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

const head = (response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "text/event-stream" });
};

const write = (response: ServerResponse, chunks: readonly unknown[]): void => {
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
};

/** A chunk of the one choice; `finish` ends it. */
export const piece = (delta: Record<string, unknown>, finish: string | null = null) => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

export const usageChunk = { choices: [], usage: { prompt_tokens: 120, completion_tokens: 7 } };

/** Streams the chunks and ends as the format says. */
export const streams =
  (...chunks: readonly unknown[]): Behaviour =>
  (response) => {
    head(response);
    write(response, chunks);
    response.end("data: [DONE]\n\n");
  };

/** Says this and no more. */
export const words = (text: string): Behaviour =>
  streams(piece({ content: text }), piece({}, "stop"));

/** Calls a tool; a string goes out as it is, JSON or not. */
export const calls = (name: string, args: unknown): Behaviour =>
  streams(
    piece({
      tool_calls: [
        {
          index: 0,
          id: "call_1",
          type: "function",
          function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
        },
      ],
    }),
    piece({}, "tool_calls"),
  );

/** Streams the chunks, then says nothing more and keeps the line open. */
export const stallsAfter =
  (...chunks: readonly unknown[]): Behaviour =>
  (response) => {
    head(response);
    response.flushHeaders();
    write(response, chunks);
  };

/** Takes the request and never answers at all. */
export const neverAnswers: Behaviour = () => undefined;

/** Streams the chunks, then drops the connection. */
export const dropsAfter =
  (...chunks: readonly unknown[]): Behaviour =>
  (response) => {
    head(response);
    write(response, chunks);
    // A tick lets the chunks leave before the line is cut.
    setImmediate(() => response.destroy());
  };

/** Answers with a plain body: an error, a web page, whatever. */
export const replies =
  (status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** An error the way OpenAI words it. */
export const fails = (
  status: number,
  error: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Behaviour =>
  replies(status, JSON.stringify({ error: { message: "no", type: "error", ...error } }), {
    "content-type": "application/json",
    ...headers,
  });

/** Sends the same chunk again and again, and never ends. */
export const drips =
  (everyMs: number, chunk: unknown): Behaviour =>
  (response) => {
    head(response);
    const timer = setInterval(() => write(response, [chunk]), everyMs);
    response.on("close", () => clearInterval(timer));
  };

export interface FakeOpenAi {
  readonly baseUrl: string;
  readonly requests: readonly ReceivedRequest[];
  /** Resolves when the client hung up on a request that was still being answered. */
  readonly hungUp: Promise<void>;
  close(): Promise<void>;
}

/** An OpenAI-compatible endpoint on a local port: request n gets behaviour n, the last one stays. */
export const startFakeOpenAi = async (
  ...script: readonly [Behaviour, ...Behaviour[]]
): Promise<FakeOpenAi> => {
  const requests: ReceivedRequest[] = [];
  const hungUp = Promise.withResolvers<void>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: Record<string, unknown> = JSON.parse(await text(request));
    const { url = "", headers } = request;
    const behave = script[requests.length] ?? script[script.length - 1];
    requests.push({ path: url, authorization: headers.authorization, body });
    response.on("close", () => {
      if (!response.writableEnded) hungUp.resolve();
    });
    behave?.(response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    hungUp: hungUp.promise,
    close: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

/** The product's model at such an endpoint, with the patience of a test. */
export const modelAt = (
  { baseUrl }: Pick<FakeOpenAi, "baseUrl">,
  difference: Partial<OpenAiOptions> = {},
): TextModel =>
  createOpenAiModel({
    ...{ apiKey: "sk-test", baseUrl, model: "test-model" },
    ...{ timeoutMs: 5000, stallMs: 1000, maxRetries: 1, sleep: () => Promise.resolve() },
    ...difference,
  });

/** Starts endpoints for the tests of a file; each is closed when its test ends. */
export const fakeOpenAiOfFile = (): typeof startFakeOpenAi => {
  const open: FakeOpenAi[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
  });
  return async (...script) => {
    const endpoint = await startFakeOpenAi(...script);
    open.push(endpoint);
    return endpoint;
  };
};
