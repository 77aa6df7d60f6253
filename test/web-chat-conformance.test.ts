import { randomUUID } from "node:crypto";
import { type Activity, ConnectionStatus, DirectLine } from "botframework-directlinejs";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
// @ts-expect-error: the package has no types
import { XMLHttpRequest } from "xmlhttprequest";

import { announce } from "#src/conversation/live.ts";
import { openWebChatServer, type WebChatServer } from "./web-chat-server.ts";
import { API_KEY, echoOf, openWebChatWorld, type WebChatWorld } from "./web-chat-world.ts";

// Microsoft's client is the judge of the protocol; it expects a browser's XMLHttpRequest.
Object.assign(globalThis, { XMLHttpRequest });

let world: WebChatWorld;
let server: WebChatServer;
const open: DirectLine[] = [];
/** The client tells its subscribers that it was ended by an error. */
const endings: Error[] = [];

beforeAll(async () => {
  world = await openWebChatWorld();
  server = await openWebChatServer(world);
});
afterEach(() => {
  for (const client of open.splice(0)) client.end();
});
afterAll(async () => {
  await server.close();
  await world.close();
});

const post = (path: string, bearer: string, body?: unknown): Promise<Response> =>
  fetch(`${server.directLine}${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const get = (path: string, bearer: string): Promise<Response> =>
  fetch(`${server.directLine}${path}`, { headers: { Authorization: `Bearer ${bearer}` } });

const generate = async (key = "nha-khoa", body: unknown = {}) => {
  const response = await post("/tokens/generate", key, body);
  return (await response.json()) as { token: string; conversationId: string; expires_in: number };
};

const start = async (key = "nha-khoa") => {
  const grant = await generate(key);
  const response = await post("/conversations", grant.token);
  return (await response.json()) as { token: string; conversationId: string; streamUrl: string };
};

const connectClient = async (webSocket: boolean) => {
  const { token } = await generate();
  const client = new DirectLine({
    token,
    domain: server.directLine,
    webSocket,
    pollingInterval: 250,
  });
  open.push(client);
  const heard: Activity[] = [];
  client.activity$.subscribe(
    (activity) => heard.push(activity),
    (error: Error) => endings.push(error),
  );
  const texts = () =>
    heard.flatMap((activity) => (activity.type === "message" ? [activity.text] : []));
  await vi.waitFor(() => expect(texts()).toEqual(["Xin chào!"]), { timeout: 5_000 });
  const say = (activity: object): Promise<string> =>
    new Promise((resolve, reject) => {
      client
        .postActivity({ type: "message", from: { id: "forged" }, ...activity } as Activity)
        .subscribe(resolve, reject);
    });
  return { client, heard, texts, say };
};

const conversationIdOf = (activityId: string) => activityId.split("|")[0] ?? "";

describe.each([
  ["a WebSocket", true],
  ["polling", false],
])("Microsoft's own client over %s", (_transport, webSocket) => {
  test("is greeted, and gets its message back and an answer", async () => {
    const { heard, texts, say } = await connectClient(webSocket);
    const id = await say({ text: "Chào", channelData: { clientActivityID: "a1" } });
    await echoOf(world, conversationIdOf(id));
    await vi.waitFor(() => expect(texts()).toEqual(["Xin chào!", "Chào", "Bạn nói: Chào"]), 5_000);
    expect(heard[1]).toMatchObject({
      id,
      channelData: { clientActivityID: "a1" },
      from: { role: "user", id: expect.stringMatching(/^web:/) },
    });
  });

  test("presses a choice", async () => {
    const { heard, say } = await connectClient(webSocket);
    const [greeting] = heard;
    const action = greeting?.type === "message" ? greeting.suggestedActions?.actions[0] : undefined;
    expect(action).toMatchObject({ type: "messageBack", title: "Đặt lịch" });
    const { text, value } = action as unknown as { text: string; value: unknown };
    const id = await say({ text, value });
    const stored = await world.host.read(world.organizationId, conversationIdOf(id), 1, 1);
    expect(stored).toMatchObject([{ text: "Đặt lịch", choiceId: "book" }]);
  });

  test("refreshes its token and stays in the conversation", async () => {
    const { client, texts, say } = await connectClient(webSocket);
    const refreshed = await post("/tokens/refresh", Reflect.get(client, "token"));
    const { token } = (await refreshed.json()) as { token: string };
    Reflect.set(client, "token", token);
    await say({ text: "còn đây" });
    await vi.waitFor(() => expect(texts()).toEqual(["Xin chào!", "còn đây"]), 5_000);
  });
});

test("a client on a WebSocket sees that an answer is being written", async () => {
  const { heard, say } = await connectClient(true);
  const conversationId = conversationIdOf(await say({ text: "Chào" }));
  await announce(world.database.db, conversationId, { kind: "typing", on: true });
  await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain("typing"), 5_000);
});

test("a client whose socket was cut gets everything once and in order", async () => {
  const { client, texts, say } = await connectClient(true);
  const conversationId = conversationIdOf(await say({ text: "một" }));
  await vi.waitFor(() => expect(texts()).toHaveLength(2), 5_000);
  server.cutConnections();
  await echoOf(world, conversationId);
  await say({ text: "hai" });
  // The client waits up to 15 s before it dials again.
  await vi.waitFor(() => expect(texts()).toHaveLength(4), { timeout: 18_000, interval: 200 });
  expect(texts()).toEqual(["Xin chào!", "một", "Bạn nói: một", "hai"]);
  expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
}, 30_000);

test("a restarted server continues where the client was", async () => {
  const first = await openWebChatServer(world);
  const port = Number(new URL(first.origin).port);
  const { token, conversationId } = await start();
  const path = `/conversations/${conversationId}/activities`;
  const read = async (watermark: string) => {
    const response = await fetch(`${first.directLine}${path}?watermark=${watermark}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await response.json()) as { activities: { text: string }[]; watermark: string };
  };
  const before = await read("");
  await first.close();
  const second = await openWebChatServer(world, { port });
  await echoOf(world, conversationId);
  const after = await read(before.watermark);
  await second.close();
  expect(before.activities.map(({ text }) => text)).toEqual(["Xin chào!"]);
  expect(after.activities.map(({ text }) => text)).toEqual(["Bạn nói: Xin chào!"]);
});

describe("a person", () => {
  test("cannot enter another person's conversation", async () => {
    const mine = await start();
    const theirs = await start();
    const responses = await Promise.all([
      get(`/conversations/${theirs.conversationId}`, mine.token),
      get(`/conversations/${theirs.conversationId}/activities`, mine.token),
      post(`/conversations/${theirs.conversationId}/activities`, mine.token, { text: "hi" }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test("cannot enter any conversation with the site key", async () => {
    const { conversationId } = await start();
    const response = await get(`/conversations/${conversationId}/activities`, "nha-khoa");
    expect(response.status).toBe(403);
  });

  test("is not who they say they are, with a site key", async () => {
    const { token, conversationId } = await generate("nha-khoa", { user: { id: "lan" } });
    await post("/conversations", token);
    const address = await world.host.addressOf(world.organizationId, conversationId);
    expect(address).toMatch(/^web:[\w-]{36}$/);
  });

  test("is who the holder of an API key says they are", async () => {
    const { token, conversationId } = await generate(API_KEY, { user: { id: "lan" } });
    await post("/conversations", token);
    const address = await world.host.addressOf(world.organizationId, conversationId);
    expect(address).toBe("trusted:lan");
    const response = await get(`/conversations/${conversationId}/activities`, API_KEY);
    expect(response.status).toBe(200);
  });

  test("starts one conversation with one token, however often they ask", async () => {
    const { token, conversationId } = await generate();
    const responses = await Promise.all([1, 2, 3].map(() => post("/conversations", token)));
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await world.host.read(world.organizationId, conversationId, 0, 10)).toHaveLength(1);
  });

  test("with a token over its time is refused, and renews it", async () => {
    const { token, conversationId } = await start();
    const path = `/conversations/${conversationId}/activities`;
    world.wait(31 * 60_000);
    const late = await get(path, token);
    expect(late.status).toBe(403);
    expect(await late.json()).toMatchObject({ error: { code: "TokenExpired" } });
    const renewed = (await (await post("/tokens/refresh", token)).json()) as { token: string };
    expect((await get(path, renewed.token)).status).toBe(200);
  });
});

test.each([
  ["without a key", "", 403],
  ["with a key of nobody", "no-such-business", 403],
])("a request %s is refused", async (_how, key, status) => {
  expect((await post("/tokens/generate", key)).status).toBe(status);
});

test("a conversation that was never opened is not found", async () => {
  const { token, conversationId } = await generate();
  expect((await get(`/conversations/${conversationId}/activities`, token)).status).toBe(404);
  const random = `/conversations/${randomUUID()}/activities`;
  expect((await get(random, API_KEY)).status).toBe(404);
});

test("a message sent twice is stored once", async () => {
  const { token, conversationId } = await start();
  const path = `/conversations/${conversationId}/activities`;
  const body = { type: "message", text: "9h", channelData: { clientActivityID: "x" } };
  const answers = await Promise.all([1, 2].map(async () => (await post(path, token, body)).json()));
  expect(answers[0]).toEqual(answers[1]);
  expect(await world.host.read(world.organizationId, conversationId, 0, 10)).toHaveLength(2);
});

test("fifty messages at once each have a place of their own", async () => {
  const { token, conversationId } = await start();
  const path = `/conversations/${conversationId}/activities`;
  const ids = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const response = await post(path, token, { type: "message", text: `tin ${at}` });
      return ((await response.json()) as { id: string }).id;
    }),
  );
  const places = ids.map((id) => Number(id.split("|")[1])).sort((a, b) => a - b);
  expect(places).toEqual(Array.from({ length: 50 }, (_, at) => at + 2));
});

describe("what the chat does not take", () => {
  test.each([
    ["a file", "upload", new FormData(), 415],
    ["a text without end", "activities", JSON.stringify({ text: "a".repeat(20_001) }), 413],
    ["a body without end", "activities", JSON.stringify({ text: "a".repeat(300_000) }), 413],
    ["words that are no JSON", "activities", "{", 400],
    ["a message that says nothing", "activities", "", 400],
  ])("%s is refused in words", async (_what, endpoint, body, status) => {
    const { token, conversationId } = await start();
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
    const mine = await start();
    const theirs = await start();
    const url = new URL(mine.streamUrl);
    expect(await connects(url.href)).toBe(true);
    url.searchParams.set("t", mine.token);
    expect(await connects(url.href)).toBe(false);
    url.searchParams.set("t", new URL(theirs.streamUrl).searchParams.get("t") ?? "");
    expect(await connects(url.href)).toBe(false);
  });

  test("leaves its token out of the log", async () => {
    const { streamUrl } = await start();
    expect(await connects(streamUrl)).toBe(true);
    const token = new URL(streamUrl).searchParams.get("t") ?? "";
    expect(server.log.join("")).toContain("/stream");
    expect(server.log.join("")).not.toContain(token);
  });

  test("opens no more when its minute is over", async () => {
    const { streamUrl } = await start();
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
