import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";

import { sleepUnlessAborted } from "#src/sleep-unless-aborted.ts";
import * as fake from "../../../test/fake-openai.ts";
import type { ModelPrompt } from "./chat-model.ts";
import { createOpenAiModel, type OpenAiOptions } from "./openai.ts";

const KEY = "sk-a-key-nobody-may-see";

const servers: fake.FakeOpenAi[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const request = (different: Partial<ModelPrompt> = {}): ModelPrompt => ({
  system: "You book appointments.",
  // The model behind an endpoint never reads the typed facts.
  messages: [{ role: "lead", text: "Cho mình đặt lịch thứ ba" }],
  tools: [{ name: "find", description: "Find", parameters: { type: "object" } }],
  signal: new AbortController().signal,
  ...different,
});

/** A model at a fake endpoint that behaves as scripted; the pauses it made are in `pauses`. */
const modelAt = async (
  script: readonly [fake.Behaviour, ...fake.Behaviour[]],
  different: Partial<OpenAiOptions> = {},
) => {
  const server = await fake.startFakeOpenAi(...script);
  servers.push(server);
  const pauses: number[] = [];
  const model = createOpenAiModel({
    apiKey: KEY,
    baseUrl: server.baseUrl,
    model: "test-model",
    timeoutMs: 30_000,
    stallMs: 5_000,
    maxRetries: 2,
    sleep: async (ms) => {
      pauses.push(ms);
    },
    ...different,
  });
  return { model, server, pauses };
};

const hello = fake.streams(
  fake.piece({ role: "assistant", content: "" }),
  fake.piece({ content: "Chào " }),
  fake.piece({ content: "chị!" }),
  fake.piece({}, "stop"),
  fake.usageChunk,
);

describe("what is asked", () => {
  it("goes to the chat completions of the base URL, with the key", async () => {
    const { model, server } = await modelAt([hello]);
    await model.respond(request());
    const [received] = server.requests;
    expect(received?.path).toBe("/v1/chat/completions");
    expect(received?.authorization).toBe(`Bearer ${KEY}`);
    expect(received?.body).toMatchObject({ model: "test-model", stream: true });
  });

  it("goes out without a key too, for a local endpoint", async () => {
    const { model, server } = await modelAt([hello], { apiKey: "" });
    await model.respond(request());
    expect(server.requests[0]?.authorization).toBe("Bearer none");
  });

  it("goes through the fetch it is given", async () => {
    const urls: string[] = [];
    const { model, server } = await modelAt([hello], {
      fetch: (input, init) => {
        urls.push(String(input));
        return fetch(input, init);
      },
    });
    await model.respond(request());
    expect(urls).toEqual([`${server.baseUrl}/chat/completions`]);
  });
});

describe("what is answered", () => {
  it("is text, with the tokens it took", async () => {
    const { model } = await modelAt([hello]);
    expect(model.name).toBe("openai:test-model");
    expect(await model.respond(request())).toEqual({
      text: "Chào chị!",
      toolCalls: [],
      usage: { inputTokens: 120, outputTokens: 7 },
    });
  });

  it("is calls, streamed in pieces and beside each other", async () => {
    const call = (index: number, fields: Record<string, unknown>) =>
      fake.piece({ tool_calls: [{ index, ...fields }] });
    const { model } = await modelAt([
      fake.streams(
        fake.piece({ role: "assistant", content: null }),
        call(0, { id: "c1", type: "function", function: { name: "find", arguments: "" } }),
        call(0, { function: { arguments: '{"da' } }),
        call(0, { function: { arguments: 'y":1}' } }),
        call(1, { id: "c2", type: "function", function: { name: "invented", arguments: '{"a":' } }),
        fake.piece({}, "tool_calls"),
      ),
    ]);
    expect(await model.respond(request())).toEqual({
      text: null,
      toolCalls: [
        { id: "c1", name: "find", arguments: { day: 1 } },
        // Unknown names pass, and what is no JSON is undefined: the gate refuses both.
        { id: "c2", name: "invented", arguments: undefined },
      ],
      usage: { inputTokens: 0, outputTokens: 0 },
    });
  });

  it("is understood from a local server: one chunk, no id, no usage, finish stop, odd fields", async () => {
    const whole = { function: { name: "find", arguments: '{"day":1}' } };
    const { model } = await modelAt([
      fake.streams(
        { choices: [], prompt_filter_results: [] },
        { ...fake.piece({ tool_calls: [whole], content: null, reasoning: "hm" }), timings: {} },
        { ...fake.piece({}, "stop"), usage: "n/a" },
      ),
    ]);
    const { toolCalls } = await model.respond(request());
    expect(toolCalls).toEqual([
      { id: expect.stringMatching(/./), name: "find", arguments: { day: 1 } },
    ]);
  });
});

describe("trouble that passes", () => {
  it("waits as long as a 429 asks, then has its answer", async () => {
    const { model, pauses, server } = await modelAt([
      fake.fails(429, {}, { "retry-after": "7" }),
      hello,
    ]);
    expect((await model.respond(request())).text).toBe("Chào chị!");
    expect(pauses).toEqual([7000]);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ["retry-after-ms", { "retry-after-ms": "250" }, 250],
    ["a date", { "retry-after": "Sat, 21 Nov 2026 04:00:09 GMT" }, 9000],
    ["a date gone by", { "retry-after": "Sat, 21 Nov 2026 03:00:00 GMT" }, 0],
    ["nonsense", { "retry-after": "soon" }, 500],
    ["nothing", {}, 500],
  ])("reads Retry-After given as %s", async (_form, headers, pause) => {
    const date = { date: "Sat, 21 Nov 2026 04:00:00 GMT" };
    const { model, pauses } = await modelAt([fake.fails(429, {}, { ...date, ...headers }), hello]);
    await model.respond(request());
    expect(pauses).toEqual([pause]);
  });

  it("tries again with growing pauses after two 500s", async () => {
    const { model, pauses } = await modelAt([fake.fails(500), fake.fails(503), hello]);
    expect((await model.respond(request())).text).toBe("Chào chị!");
    expect(pauses).toEqual([500, 1000]);
  });

  it.each([
    ["a connection dropped mid-answer", fake.dropsAfter(fake.piece({ content: "Em đã đặt" }))],
    ["an answer without its end", fake.streams(fake.piece({ content: "Em đã đặt" }))],
    ["an error streamed after the 200", fake.streams({ error: { message: "oom", code: 500 } })],
    ["silence mid-answer", fake.stallsAfter(fake.piece({ content: "Em đã đặt" }))],
    ["no answer at all", fake.neverAnswers],
  ])("starts over after %s, and keeps nothing of the first try", async (_what, behaviour) => {
    const { model } = await modelAt([behaviour, hello], { stallMs: 150 });
    expect((await model.respond(request())).text).toBe("Chào chị!");
  });
});

describe("no answer", () => {
  it("is unavailable after the last retry of a 500 that stays", async () => {
    const { model, server } = await modelAt([fake.fails(500)]);
    await expect(model.respond(request())).rejects.toMatchObject({ kind: "unavailable" });
    expect(server.requests).toHaveLength(3);
  });

  it("tells of the trouble, not of the time, when the time ends in a pause", async () => {
    const { model, server } = await modelAt([fake.fails(503)], {
      timeoutMs: 600,
      sleep: sleepUnlessAborted,
      fetch: async (input, init) => {
        await sleepUnlessAborted(200, AbortSignal.any([]));
        return fetch(input, init);
      },
    });
    await expect(model.respond(request())).rejects.toMatchObject({ kind: "unavailable" });
    expect(server.requests).toHaveLength(1);
  });

  it("is rate_limited at once when the endpoint asks for more than there is time or 20 s", async () => {
    const busy = (seconds: string) => [fake.fails(429, {}, { "retry-after": seconds })] as const;
    for (const [seconds, timeoutMs] of [["21", 60_000] as const, ["15", 10_000] as const]) {
      const { model, server, pauses } = await modelAt(busy(seconds), { timeoutMs });
      await expect(model.respond(request())).rejects.toMatchObject({ kind: "rate_limited" });
      expect([server.requests.length, pauses]).toEqual([1, []]);
    }
  });

  it.each([
    [400, {}, /MODEL/],
    [401, {}, /OPENAI_API_KEY/],
    [403, {}, /OPENAI_API_KEY/],
    [404, { code: "model_not_found" }, /model_not_found.*MODEL.*OPENAI_BASE_URL/],
    [422, {}, /OPENAI_BASE_URL/],
    [429, { code: "insufficient_quota" }, /credit/],
  ])("is rejected on %i %j, once, with the setting to check", async (status, error, remedy) => {
    const { model, server } = await modelAt([fake.fails(status, error)]);
    await expect(model.respond(request())).rejects.toMatchObject({
      kind: "rejected",
      message: expect.stringMatching(remedy),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["echoed by the endpoint", KEY, fake.fails(401, { message: `Bad key ${KEY}`, code: KEY })],
    ["that no header can carry", `${KEY}\n${KEY}`, hello],
  ])("never tells a key %s", async (_how, apiKey, behaviour) => {
    const { model } = await modelAt([behaviour], { apiKey });
    const error: unknown = await model.respond(request()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "rejected" });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(KEY);
  });

  it.each([
    ["a web page", fake.replies(200, "<html>Welcome</html>", { "content-type": "text/html" })],
    ["broken JSON", fake.replies(200, "data: {oops\n\n", { "content-type": "text/event-stream" })],
    ["another protocol", fake.streams({ choices: "none" })],
  ])("is malformed when the endpoint sends %s, and nothing of it is logged", async (_what, behaviour) => {
    const spoken = vi.spyOn(console, "error");
    const { model, server } = await modelAt([behaviour]);
    await expect(model.respond(request())).rejects.toMatchObject({ kind: "malformed" });
    expect(spoken).not.toHaveBeenCalled();
    expect(server.requests).toHaveLength(1);
  });

  it("is unavailable when nobody listens, with the system's reason", async () => {
    const { model, server } = await modelAt([hello]);
    await server.close();
    await expect(model.respond(request())).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringMatching(/ECONNREFUSED.*OPENAI_BASE_URL/),
    });
  });

  it("is a timeout after a second silence, and the endpoint sees the line closed", async () => {
    const { model, server } = await modelAt([fake.stallsAfter(fake.piece({ content: "Em" }))], {
      stallMs: 100,
      maxRetries: 5,
    });
    await expect(model.respond(request())).rejects.toMatchObject({ kind: "timeout" });
    await server.hungUp;
    expect(server.requests).toHaveLength(2);
  });

  it("is a timeout when the whole takes too long, however lively it is", async () => {
    const { model, server } = await modelAt([fake.drips(20, fake.piece({ content: "…" }))], {
      timeoutMs: 300,
      stallMs: 200,
    });
    await expect(model.respond(request())).rejects.toMatchObject({ kind: "timeout" });
    await server.hungUp;
    expect(server.requests).toHaveLength(1);
  });
});

describe("a turn that was called off", () => {
  it("never asks when it was over before", async () => {
    const { model, server } = await modelAt([hello]);
    const over = request({ signal: AbortSignal.abort() });
    await expect(model.respond(over)).rejects.toMatchObject({ kind: "aborted" });
    expect(server.requests).toHaveLength(0);
  });

  it("hangs up mid-answer", async () => {
    const { model, server } = await modelAt([fake.drips(10, fake.piece({ content: "…" }))]);
    const over = request({ signal: AbortSignal.timeout(100) });
    await expect(model.respond(over)).rejects.toMatchObject({ kind: "aborted" });
    await server.hungUp;
  });

  it("wakes from the pause before a retry", async () => {
    const { model, server } = await modelAt([fake.fails(429, {}, { "retry-after": "15" })], {
      sleep: sleepUnlessAborted,
    });
    const over = request({ signal: AbortSignal.timeout(150) });
    await expect(model.respond(over)).rejects.toMatchObject({ kind: "aborted" });
    expect(server.requests).toHaveLength(1);
  });
});
