import { randomUUID } from "node:crypto";
import { type Activity, ConnectionStatus, DirectLine } from "botframework-directlinejs";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
// @ts-expect-error: the package has no types
import { XMLHttpRequest } from "xmlhttprequest";

import { announce } from "#src/conversation/live.ts";
import { callsOf, type WebChatCalls } from "./web-chat-calls.ts";
import { openWebChatServer, type WebChatServer } from "./web-chat-server.ts";
import { API_KEY, echoOf, openWebChatWorld, type WebChatWorld } from "./web-chat-world.ts";

// Microsoft's client is the judge of the protocol; it expects a browser's XMLHttpRequest.
Object.assign(globalThis, { XMLHttpRequest });

let world: WebChatWorld;
let server: WebChatServer;
let calls: WebChatCalls;
const open: DirectLine[] = [];
/** The client tells its subscribers that it was ended by an error. */
const endings: Error[] = [];

beforeAll(async () => {
  world = await openWebChatWorld();
  server = await openWebChatServer(world);
  calls = callsOf(server);
});
afterEach(() => {
  for (const client of open.splice(0)) client.end();
});
afterAll(async () => {
  await server.close();
  await world.close();
});

const connectClient = async (webSocket: boolean) => {
  const { token } = await calls.generate();
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
    const refreshed = await calls.post("/tokens/refresh", Reflect.get(client, "token"));
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
  const { token, conversationId } = await calls.start();
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
    const mine = await calls.start();
    const theirs = await calls.start();
    const responses = await Promise.all([
      calls.get(`/conversations/${theirs.conversationId}`, mine.token),
      calls.get(`/conversations/${theirs.conversationId}/activities`, mine.token),
      calls.post(`/conversations/${theirs.conversationId}/activities`, mine.token, { text: "hi" }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test("cannot enter any conversation with the site key", async () => {
    const { conversationId } = await calls.start();
    const response = await calls.get(`/conversations/${conversationId}/activities`, "nha-khoa");
    expect(response.status).toBe(403);
  });

  test("is not who they say they are, with a site key", async () => {
    const { token, conversationId } = await calls.generate("nha-khoa", { user: { id: "lan" } });
    await calls.post("/conversations", token);
    const address = await world.host.addressOf(world.organizationId, conversationId);
    expect(address).toMatch(/^web:[\w-]{36}$/);
  });

  test("is who the holder of an API key says they are", async () => {
    const { token, conversationId } = await calls.generate(API_KEY, { user: { id: "lan" } });
    await calls.post("/conversations", token);
    const address = await world.host.addressOf(world.organizationId, conversationId);
    expect(address).toBe("trusted:lan");
    const response = await calls.get(`/conversations/${conversationId}/activities`, API_KEY);
    expect(response.status).toBe(200);
  });

  test("starts one conversation with one token, however often they ask", async () => {
    const { token, conversationId } = await calls.generate();
    const responses = await Promise.all([1, 2, 3].map(() => calls.post("/conversations", token)));
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await world.host.read(world.organizationId, conversationId, 0, 10)).toHaveLength(1);
  });

  test("with a token over its time is refused, and renews it", async () => {
    const { token, conversationId } = await calls.start();
    const path = `/conversations/${conversationId}/activities`;
    world.wait(31 * 60_000);
    const late = await calls.get(path, token);
    expect(late.status).toBe(403);
    expect(await late.json()).toMatchObject({ error: { code: "TokenExpired" } });
    const renewed = (await (await calls.post("/tokens/refresh", token)).json()) as {
      token: string;
    };
    expect((await calls.get(path, renewed.token)).status).toBe(200);
  });
});

test.each([
  ["without a key", "", 403],
  ["with a key of nobody", "no-such-business", 403],
])("a request %s is refused", async (_how, key, status) => {
  expect((await calls.post("/tokens/generate", key)).status).toBe(status);
});

test("a conversation that was never opened is not found", async () => {
  const { token, conversationId } = await calls.generate();
  expect((await calls.get(`/conversations/${conversationId}/activities`, token)).status).toBe(404);
  const random = `/conversations/${randomUUID()}/activities`;
  expect((await calls.get(random, API_KEY)).status).toBe(404);
});

test("a message sent twice is stored once", async () => {
  const { token, conversationId } = await calls.start();
  const path = `/conversations/${conversationId}/activities`;
  const body = { type: "message", text: "9h", channelData: { clientActivityID: "x" } };
  const answers = await Promise.all(
    [1, 2].map(async () => (await calls.post(path, token, body)).json()),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(await world.host.read(world.organizationId, conversationId, 0, 10)).toHaveLength(2);
});

test("fifty messages at once each have a place of their own", async () => {
  const { token, conversationId } = await calls.start();
  const path = `/conversations/${conversationId}/activities`;
  const ids = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const response = await calls.post(path, token, { type: "message", text: `tin ${at}` });
      return ((await response.json()) as { id: string }).id;
    }),
  );
  const places = ids.map((id) => Number(id.split("|")[1])).sort((a, b) => a - b);
  expect(places).toEqual(Array.from({ length: 50 }, (_, at) => at + 2));
});
