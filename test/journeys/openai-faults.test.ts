import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { TurnTrace } from "#src/agent/turn-world.ts";
import {
  type Behaviour,
  calls,
  dropsAfter,
  type FakeOpenAi,
  fails,
  fakeOpenAiOfFile,
  modelAt,
  neverAnswers,
  piece,
  replies,
  stallsAfter,
  streams,
  words,
} from "../fake-openai.ts";
import { openTalk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const startEndpoint = fakeOpenAiOfFile();
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Ended {
  readonly text: string;
  readonly owner: string;
  readonly trace: TurnTrace;
  readonly requests: FakeOpenAi["requests"];
}

/** One turn with an endpoint that behaves like this, as the lead and the trace see it. */
const turnWith = async (
  script: readonly [Behaviour, ...Behaviour[]],
  said: readonly string[] = ["chào em"],
): Promise<Ended> => {
  const endpoint = await startEndpoint(...script);
  const model = modelAt(endpoint, { timeoutMs: 4000, stallMs: 250 });
  const talk = await openTalk(world, { model });
  let text = "";
  for (const line of said) text = (await talk.say(line)).text;
  const { owner } = await world.db
    .selectFrom("conversations")
    .select("owner")
    .where("id", "=", talk.lead.conversationId)
    .executeTakeFirstOrThrow();
  const { trace } = await world.db
    .selectFrom("turns")
    .select("trace")
    .where("conversation_id", "=", talk.lead.conversationId)
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return { text, owner, trace: trace as unknown as TurnTrace, requests: endpoint.requests };
};

const asks = "Bạn muốn làm dịch vụ nào ạ?";
const overflow = fails(400, {
  code: "context_length_exceeded",
  message: "This model's maximum context length is 8192 tokens.",
});

describe("an endpoint that stumbles and then answers: the lead is answered by it", () => {
  test.each<[string, readonly [Behaviour, ...Behaviour[]]]>([
    ["is silent once", [neverAnswers, words(asks)]],
    ["stalls in the middle once", [stallsAfter(piece({ content: "Bạn" })), words(asks)]],
    ["breaks off once", [dropsAfter(piece({ content: "Bạn" })), words(asks)]],
    ["asks to wait", [fails(429, {}, { "retry-after": "0" }), words(asks)]],
    ["fails with a 500", [fails(500), words(asks)]],
    ["fails with a 503 page", [replies(503, "<html>busy</html>"), words(asks)]],
    [
      "sends fields nobody knows",
      [
        streams(
          {
            ...piece({ content: asks, reasoning_content: "hm" }),
            system_fingerprint: "x",
            extra: 1,
          },
          piece({}, "stop"),
        ),
      ],
    ],
  ])("%s", async (_what, script) => {
    const { text, owner, trace } = await turnWith(script);
    expect(text).toBe(asks);
    expect(owner).toBe("ai");
    expect(trace).toMatchObject({ failure: null, wording: "model" });
  });
});

describe("an endpoint that gives no answer: a person takes over, and the lead hears so", () => {
  test.each<[string, readonly [Behaviour, ...Behaviour[]], string]>([
    ["is silent", [neverAnswers], "timeout"],
    ["stalls again and again", [stallsAfter(piece({ content: "Bạn" }))], "timeout"],
    ["is over its limit for good", [fails(429, {}, { "retry-after": "1" })], "rate_limited"],
    ["asks to wait for an hour", [fails(429, {}, { "retry-after": "3600" })], "rate_limited"],
    ["has no credit", [fails(429, { code: "insufficient_quota" })], "rejected"],
    ["stays down", [fails(500)], "unavailable"],
    ["refuses the key", [fails(401)], "rejected"],
    ["filters the content", [fails(400, { code: "content_filter" })], "rejected"],
    [
      "refuses to help",
      [streams(piece({ refusal: "I cannot help with that." }), piece({}, "stop"))],
      "rejected",
    ],
    ["speaks another protocol", [replies(200, "hello", { "content-type": "text/plain" })], ""],
    ["finds the conversation too long", [overflow], "too_long"],
  ])("%s", async (_what, script, kind) => {
    const { text, owner, trace } = await turnWith(script);
    expect(text).toContain("nhân viên");
    expect(owner).toBe("waiting");
    expect(trace.failure).toMatch(new RegExp(`^${kind}`, "u"));
    expect(trace.failure).not.toContain("sk-test");
  });
});

describe("a model that calls nonsense: it hears why, and the turn ends well", () => {
  test.each<[string, Behaviour, string]>([
    ["JSON that breaks off", calls("select_service", '{"serviceId": "'), "invalid_input"],
    ["a tool there is not", calls("refund_everything", { all: true }), "not_offered_now"],
    ["an argument of another type", calls("search_knowledge", { question: 7 }), "invalid_input"],
    ["no arguments", calls("search_knowledge", ""), "invalid_input"],
    [
      "an id nobody was shown",
      calls("select_service", { serviceId: "00000000-0000-4000-8000-000000000000" }),
      "not_shown",
    ],
  ])("%s", async (_what, call, outcome) => {
    const { text, owner, trace, requests } = await turnWith([call, words(asks)]);
    expect(text).toBe(asks);
    expect(owner).toBe("ai");
    expect(trace.calls).toMatchObject([{ outcome }]);
    const heard = JSON.stringify(requests[1]?.body.messages);
    expect(heard).toContain(outcome);
  });

  test("more arguments than there are: the tool takes those it knows or says which it does not", async () => {
    const call = calls("search_knowledge", { question: "giá cạo vôi răng", leadId: "x" });
    const { trace, text } = await turnWith([call, words(asks)]);
    expect(["answers", "invalid_input"]).toContain(trace.calls[0]?.outcome);
    expect(text).toBe(asks);
  });

  test("the same call for ever is stopped, and the turn answered", async () => {
    const { text, trace } = await turnWith([calls("get_services", {})]);
    expect(trace.calls.length).toBeLessThanOrEqual(9);
    expect(trace.calls.at(-1)?.outcome).toBe("too_many_calls");
    expect(text.length).toBeGreaterThan(0);
  });
});

describe("a turn's budget", () => {
  const dear = (behaviour: readonly unknown[]) =>
    streams(...behaviour, { choices: [], usage: { prompt_tokens: 250_000, completion_tokens: 9 } });

  test("is kept: no further call is made once it is spent", async () => {
    const call = {
      index: 0,
      id: "call_1",
      type: "function",
      function: { name: "get_providers", arguments: "{}" },
    };
    const { trace, requests, text } = await turnWith([
      dear([piece({ tool_calls: [call] }), piece({}, "tool_calls")]),
      words("never asked"),
    ]);
    expect(requests).toHaveLength(1);
    expect(trace.tokens.input).toBe(250_000);
    expect(text).not.toContain("never asked");
    expect(text.length).toBeGreaterThan(0);
  });
});

test("a long conversation is told shorter to a model that cannot read all of it", async () => {
  const lines = ["chào em", "phòng khám ở đâu", "có mấy bác sĩ", "cảm ơn em"];
  const script = [...lines.slice(1).map(() => words(asks)), overflow, words(asks)] as const;
  const [first, ...rest] = script;
  if (!first) throw new Error("a script has a first line");
  const { text, owner, requests } = await turnWith([first, ...rest], lines);
  expect(text).toBe(asks);
  expect(owner).toBe("ai");
  const [whole, short] = requests.slice(-2).map(({ body }) => body.messages as unknown[]);
  expect(short?.length).toBeLessThan(whole?.length ?? 0);
  expect(JSON.stringify(short)).toContain("cảm ơn em");
});
