import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

import { takeTurn } from "#src/conversation/take-turn.ts";
import { deliver } from "#src/delivery/deliver.ts";
import { handBack, takeOver } from "#src/delivery/take-over.ts";
import { openPushWorld, type PushWorld } from "../push-world.ts";
import { turnDepsOf } from "../talk.ts";

let push: PushWorld;
beforeAll(async () => {
  push = await openPushWorld({ chatIntervalMs: 0, perSecond: 10_000 });
});
afterAll(() => push.close());

const talkAt = async (address: string) => {
  const row = await push.db
    .selectFrom("conversations")
    .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
    .select(["conversations.organization_id", "conversations.id"])
    .where("address", "=", address)
    .executeTakeFirstOrThrow();
  return { organizationId: row.organization_id, conversationId: row.id };
};

const sentTo = (address: string) => push.sent.filter((part) => part.address === address).length;

/** Whether the takeover came before anything had left; nothing leaves after it. */
const takeOverAmid = async (moment: number): Promise<boolean> => {
  const turns = turnDepsOf(push.world);
  const address = `moment-${moment}`;
  await push.receive({ address, text: "Em muốn trám răng sáng mai" });
  const key = await talkAt(address);
  const answering = takeTurn(turns, key).then(() => deliver(push.deps, key));
  await sleep(Math.random() * longest);
  await takeOver({ db: push.db, now: push.world.clock.now }, key, "a person took over");
  const before = sentTo(address);
  await answering;
  await deliver(push.deps, key);
  expect(sentTo(address), address).toBe(before);
  return before === 0;
};

/** Milliseconds, about as long as the slowest of eight turns at once takes. */
const longest = 800;

test("after a takeover at any of 200 moments of a turn nothing of the agent leaves", async () => {
  const cutOff: boolean[] = [];
  for (let first = 0; first < 200; first += 8) {
    const moments = Array.from({ length: 8 }, (_, place) => takeOverAmid(first + place));
    cutOff.push(...(await Promise.all(moments)));
  }
  // Both kinds were met, or the moments were no moments.
  expect(cutOff).toHaveLength(200);
  expect(new Set(cutOff)).toEqual(new Set([true, false]));
}, 120_000);

test("handed back, the agent answers what was left unanswered, once", async () => {
  const address = "handed-back";
  await push.receive({ address, text: "Em chào" });
  const key = await talkAt(address);
  const deps = { db: push.db, now: push.world.clock.now };
  await takeOver(deps, key, "a person took over");
  await push.work();
  expect(sentTo(address)).toBe(0);
  await handBack(deps, key);
  await push.work();
  await push.work();
  expect(sentTo(address)).toBe(1);
});
