import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { callsOf, type WebChatCalls } from "./web-chat-calls.ts";
import { openWebChatServer, type WebChatServer } from "./web-chat-server.ts";
import { openWebChatWorld, type WebChatWorld } from "./web-chat-world.ts";

let world: WebChatWorld;
let server: WebChatServer;
let calls: WebChatCalls;

beforeAll(async () => {
  world = await openWebChatWorld();
  server = await openWebChatServer(world);
  calls = callsOf(server);
});
afterAll(async () => {
  await server.close();
  await world.close();
});

describe("what the chat does not take", () => {
  test.each([
    ["a file", "upload", new FormData(), 415],
    ["a text without end", "activities", JSON.stringify({ text: "a".repeat(20_001) }), 413],
    ["a body without end", "activities", JSON.stringify({ text: "a".repeat(300_000) }), 413],
    ["words that are no JSON", "activities", "{", 400],
    ["a message that says nothing", "activities", "", 400],
  ])("%s is refused in words", async (_what, endpoint, body, status) => {
    const { token, conversationId } = await calls.start();
    const response = await fetch(
      `${server.directLine}/conversations/${conversationId}/${endpoint}`,
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          ...(typeof body === "string" ? { "Content-Type": "application/json" } : {}),
        },
        body,
      },
    );
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
  });
});

describe("the stream", () => {
  const connects = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onopen = () => {
        resolve(true);
        socket.close();
      };
      socket.onerror = () => resolve(false);
    });

  test("opens with its own token, and with no other", async () => {
    const mine = await calls.start();
    const theirs = await calls.start();
    const url = new URL(mine.streamUrl);
    expect(await connects(url.href)).toBe(true);
    url.searchParams.set("t", mine.token);
    expect(await connects(url.href)).toBe(false);
    url.searchParams.set("t", new URL(theirs.streamUrl).searchParams.get("t") ?? "");
    expect(await connects(url.href)).toBe(false);
  });

  test("leaves its token out of the log", async () => {
    const { streamUrl } = await calls.start();
    expect(await connects(streamUrl)).toBe(true);
    const token = new URL(streamUrl).searchParams.get("t") ?? "";
    expect(server.log.join("")).toContain("/stream");
    expect(server.log.join("")).not.toContain(token);
  });

  test("opens no more when its minute is over", async () => {
    const { streamUrl } = await calls.start();
    world.wait(61_000);
    expect(await connects(streamUrl)).toBe(false);
  });
});

test("who opens without end is told to wait, in the form of the protocol", async () => {
  const limited = await openWebChatServer(world, { limited: true });
  const generateOnce = () =>
    fetch(`${limited.directLine}/tokens/generate`, {
      method: "POST",
      headers: { Authorization: "Bearer nha-khoa", Origin: "https://nha-khoa.example" },
    });
  for (let count = 0; count < 60; count += 1) expect((await generateOnce()).status).toBe(200);
  const refused = await generateOnce();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  expect(await refused.json()).toMatchObject({ error: { message: expect.any(String) } });
  await limited.close();
});

test("a page of any origin may ask, also with the header of Web Chat", async () => {
  const response = await fetch(`${server.directLine}/conversations`, {
    method: "OPTIONS",
    headers: {
      Origin: "https://nha-khoa.example",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type,x-ms-bot-agent",
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-headers")).toContain("x-ms-bot-agent");
});
