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

test("after a takeover at any of 50 moments of a turn nothing of the agent leaves", async () => {
  const turns = turnDepsOf(push.world);
  let cutOff = 0;
  for (let moment = 0; moment < 50; moment += 1) {
    const address = `moment-${moment}`;
    await push.receive({ address, text: "Em muốn trám răng sáng mai" });
    const key = await talkAt(address);
    const answering = takeTurn(turns, key).then(() => deliver(push.deps, key));
    await sleep(Math.random() * 400);
    await takeOver({ db: push.db, now: push.world.clock.now }, key, "a person took over");
    const before = sentTo(address);
    await answering;
    await deliver(push.deps, key);
    expect(sentTo(address), address).toBe(before);
    if (before === 0) cutOff += 1;
  }
  // Both kinds were met, or the moments were no moments.
  expect(cutOff).toBeGreaterThan(0);
  expect(cutOff).toBeLessThan(50);
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
