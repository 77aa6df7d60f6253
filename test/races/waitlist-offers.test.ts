import { afterAll, beforeAll, expect, test } from "vitest";

import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { giveBack, lastSaid, taken, type Waiter, waitFor } from "../lifecycle/waiting.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { overbooked } from "./race.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ connections: 25 });
});
afterAll(() => world.close());

const start = "2026-02-10T09:00:00+07:00";
const look = () => offerFreedTimes(turnDepsOf(world))(world.organization.id);

test("one freed time and fifty who wait: twenty processes offer it once, to the first", {
  timeout: 120_000,
}, async () => {
  const had = await taken(world, start);
  const waiters: Waiter[] = [];
  for (let count = 0; count < 50; count += 1) waiters.push(await waitFor(world, start));
  await giveBack(world, had);
  const counts = await Promise.all(Array.from({ length: 20 }, look));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  const offered = await world.db
    .selectFrom("waitlist_entries")
    .select(["id", "offers"])
    .where("status", "=", "offered")
    .execute();
  expect(offered).toEqual([{ id: waiters[0]?.receipt.entryId, offers: 1 }]);
  const said = await Promise.all(waiters.map(({ lead }) => lastSaid(world, lead)));
  expect(said.filter(({ text }) => text.includes("đang chờ"))).toHaveLength(1);
  const held = await world.db
    .selectFrom("allocations")
    .select("id")
    .where("released_at", "is", null)
    .execute();
  expect(held).toHaveLength(1);
  expect(await overbooked(world)).toEqual([]);
});
