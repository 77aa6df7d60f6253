import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openPushWorld, type PushWorld } from "../push-world.ts";
import { seeded } from "../seeded.ts";
import { stockReminders } from "./many-reminders.ts";
import { spawnWorker } from "./spawn-worker.ts";

const count = 150;

let push: PushWorld;
beforeAll(async () => {
  push = await openPushWorld();
  await stockReminders(push, count);
});
afterAll(() => push.close());

const look = async (killAfterMs: number | null): Promise<"killed" | "done"> => {
  const { url, clock } = push.world;
  const worker = await spawnWorker(url);
  const ended = worker.look(clock.now());
  if (killAfterMs !== null) {
    await sleep(killAfterMs);
    worker.kill();
  }
  const end = await ended;
  await worker.close();
  return end;
};

const settledSoFar = async (): Promise<number> => {
  const { settled } = await push.db
    .selectFrom("reminders")
    .select(sql<number>`count(*) filter (where status <> 'planned')::int`.as("settled"))
    .executeTakeFirstOrThrow();
  return settled;
};

test("workers killed -9 in the middle of their work say every reminder once, none of them half", async () => {
  const random = seeded(11);
  let killed = 0;
  const progress: number[] = [];
  while (killed < 8 && (await settledSoFar()) < count - 20) {
    // Two at a time, of which one or both die.
    const [one, other] = [60 + 400 * random(), 60 + 400 * random()];
    const ends = await Promise.all([look(one), look(other)]);
    killed += ends.filter((end) => end === "killed").length;
    progress.push(await settledSoFar());
  }
  expect(killed).toBeGreaterThanOrEqual(4);
  expect(progress.at(-1)).toBeGreaterThan(0);
  expect(await look(null)).toBe("done");
  const { db } = push;
  const reminders = await db.selectFrom("reminders").select(["status", "message_id"]).execute();
  const sent = reminders.filter(({ status }) => status === "sent");
  expect(sent).toHaveLength(count);
  const told = await db.selectFrom("messages").select("id").where("author", "=", "ai").execute();
  const said = new Set(sent.map(({ message_id }) => message_id));
  expect(told.filter(({ id }) => said.has(id))).toHaveLength(count);
  const perTalk = await db
    .selectFrom("messages")
    .innerJoin("conversations as c", "c.id", "messages.conversation_id")
    .select(["c.id", sql<number>`count(*)::int`.as("messages")])
    .where("c.channel", "=", "fake")
    .groupBy("c.id")
    .execute();
  expect(perTalk.filter(({ messages }) => messages !== 1)).toEqual([]);
  expect(perTalk).toHaveLength(count);
}, 240_000);
