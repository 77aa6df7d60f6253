import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { openWebChatWorld, type WebChatWorld } from "../../test/web-chat-world.ts";
import type { LiveEvent } from "./channel.ts";
import { announce } from "./live.ts";

let world: WebChatWorld;

beforeAll(async () => {
  world = await openWebChatWorld();
});
afterAll(() => world.close());

const listen = async () => {
  const conversationId = randomUUID();
  const heard: LiveEvent[] = [];
  const stop = world.live.subscribe(conversationId, (event) => heard.push(event));
  await vi.waitFor(async () => {
    await announce(world.database.db, conversationId, { kind: "typing", on: true });
    expect(heard).toContainEqual({ kind: "typing", on: true });
  });
  return { conversationId, heard, stop };
};

describe("an announcement", () => {
  test("is heard when its transaction commits", async () => {
    const { conversationId, heard } = await listen();
    await world.database.db.transaction().execute(async (tx) => {
      await announce(tx, conversationId, { kind: "message", seq: 1 });
    });
    await vi.waitFor(() => expect(heard).toContainEqual({ kind: "message", seq: 1 }));
  });

  test("is not heard when its transaction fails, nor by other conversations", async () => {
    const one = await listen();
    const other = await listen();
    const failing = world.database.db.transaction().execute(async (tx) => {
      await announce(tx, one.conversationId, { kind: "message", seq: 9 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await announce(world.database.db, one.conversationId, { kind: "message", seq: 2 });
    await vi.waitFor(() => expect(one.heard).toContainEqual({ kind: "message", seq: 2 }));
    expect(one.heard).not.toContainEqual({ kind: "message", seq: 9 });
    expect(other.heard).not.toContainEqual({ kind: "message", seq: 2 });
  });

  test.each([
    ["no JSON"],
    ['{"conversationId":7}'],
    [""],
  ])("in words that are not ours (%s) is ignored", async (payload) => {
    const { conversationId, heard } = await listen();
    await sql`select pg_notify('slotwise', ${payload})`.execute(world.database.db);
    await announce(world.database.db, conversationId, { kind: "message", seq: 5 });
    await vi.waitFor(() => expect(heard).toContainEqual({ kind: "message", seq: 5 }));
  });

  test("is not heard after the end of the subscription", async () => {
    const { conversationId, heard, stop } = await listen();
    const witness = await listen();
    stop();
    const before = heard.length;
    await announce(world.database.db, conversationId, { kind: "message", seq: 3 });
    await announce(world.database.db, witness.conversationId, { kind: "message", seq: 3 });
    await vi.waitFor(() => expect(witness.heard).toContainEqual({ kind: "message", seq: 3 }));
    expect(heard).toHaveLength(before);
  });
});

test("a lost connection is dialled again, and listeners are told of the gap", async () => {
  const { conversationId, heard } = await listen();
  heard.length = 0;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'LISTEN%'`.execute(world.database.db);
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: "gap" }), { timeout: 5_000 });
  await announce(world.database.db, conversationId, { kind: "message", seq: 4 });
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: "message", seq: 4 }));
});
