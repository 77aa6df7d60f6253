import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { connect, type Db } from "#src/db/connect.ts";
import {
  findDatabase,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from "../server.ts";

const root = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);

interface Reply {
  readonly type: string;
  readonly text: string;
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: string }[];
  };
}

describe("a bot in the Bot Framework Emulator", () => {
  let dataDir: string;
  let server: ServerProcess;
  let db: Db;
  let serviceUrl: string;
  const sent: { readonly path: string; readonly activity: Reply }[] = [];
  const sink = createServer(async (request, response) => {
    const activity = (await json(request)) as Reply;
    sent.push({ path: request.url ?? "", activity });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: `s${sent.length}` }));
  });

  const post = (activity: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(activity),
    });
  let count = 0;
  const activity = (more: object) => {
    count += 1;
    return {
      ...{ id: `a${count}`, channelId: "emulator", serviceUrl, locale: "en-US" },
      ...{ conversation: { id: "conv-1" }, recipient: { id: "bot" } },
      from: { id: "user-1", name: "Ann" },
      ...more,
    };
  };
  /** Says something, or presses a button, and waits for what is answered in the body. */
  const ask = async (more: object): Promise<Reply> => {
    const answer = await post(
      activity({ type: "message", deliveryMode: "expectReplies", ...more }),
    );
    expect(answer.status).toBe(200);
    const { activities } = (await answer.json()) as { readonly activities: readonly Reply[] };
    expect(activities).toHaveLength(1);
    return activities[0] ?? { type: "", text: "" };
  };
  const press = (reply: Reply, title: RegExp): Promise<Reply> => {
    const action = reply.suggestedActions?.actions.find((one) => title.test(one.title));
    if (!action) throw new Error(`no ${title} in ${JSON.stringify(reply)}`);
    return ask({ text: action.title, value: action.value });
  };

  beforeAll(async () => {
    dataDir = await makeDataDir();
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    serviceUrl = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
    server = await startServer({ dataDir, env: { LOG_LEVEL: "info" } });
    const log = { info: () => undefined, warn: () => undefined };
    db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
  }, 120_000);

  afterAll(async () => {
    await db.destroy();
    await server.kill("SIGTERM");
    sink.closeAllConnections();
    sink.close();
    await removeDataDir(dataDir);
  });

  test("is let in only where a local account was made", async () => {
    expect((await post(activity({ type: "message", text: "Hi" }))).status).toBe(404);
    const { stdout } = await run(
      path.join(root, "node_modules/.bin/node"),
      [
        ...["src/main.ts", "channel", "add", "bot-framework", "--organization", "willow-spa"],
        "--local",
      ],
      { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: dataDir } },
    );
    expect(stdout).toContain("The local bot now answers for");
    const elsewhere = activity({ type: "message", text: "Hi", serviceUrl: "http://10.0.0.5" });
    expect((await post(elsewhere)).status).toBe(401);
    const token = { authorization: "Bearer nonsense" };
    expect((await post(activity({ type: "message", text: "Hi" }), token)).status).toBe(401);
    expect((await post(activity({ type: "invoke", name: "x" }))).status).toBe(501);
  });

  test("books in English with its replies in the bodies of the answers", async () => {
    const asked = await ask({ text: "I would like to book a facial" });
    expect(asked.text).toMatch(/phone|number/iu);
    const offer = await ask({ text: "my number is 212-555-0187" });
    expect(offer.suggestedActions?.actions.length).toBeGreaterThan(1);
    const question = await press(offer, /\d/u);
    const done = await press(question, /confirm|yes/iu);
    expect(done.text).toMatch(/booked/iu);
    expect(done).toMatchObject({
      ...{ conversation: { id: "conv-1" }, from: { id: "bot" }, recipient: { id: "user-1" } },
    });
    expect(sent.filter(({ activity: { type } }) => type === "message")).toEqual([]);
    const booking = await db
      .selectFrom("bookings")
      .innerJoin("conversations", "conversations.id", "bookings.conversation_id")
      .select(["state", "channel", "account"])
      .executeTakeFirstOrThrow();
    expect(booking).toEqual({
      ...{ state: "SLOT_CONFIRMED", channel: "bot-framework", account: "local" },
    });
  }, 60_000);

  test("is answered at its own address when it waits for nothing", async () => {
    const answer = await post(activity({ type: "message", text: "When is my booking?" }));
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const reply = await vi.waitFor(
      () =>
        sent.find(({ activity: { type } }) => type === "message") ?? Promise.reject(new Error()),
      { timeout: 20_000, interval: 50 },
    );
    expect(reply.path).toBe("/v3/conversations/conv-1/activities");
    expect(reply.activity.text).not.toBe("");
    for (const secret of ["When is my", "user-1", "Ann"])
      expect(server.output()).not.toContain(secret);
  }, 60_000);
});
