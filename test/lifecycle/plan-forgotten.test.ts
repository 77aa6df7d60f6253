import { afterAll, beforeAll, expect, test } from "vitest";

import { planForgotten } from "#src/lifecycle/reminders/plan-forgotten.ts";
import { appoint } from "../appointments.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const plans = () =>
  world.db
    .selectFrom("reminders")
    .select(["booking_id", "kind", "due_at", "status"])
    .orderBy("booking_id")
    .orderBy("kind")
    .execute();

test("appointments that nothing was planned for get their plan, once; others keep theirs", async () => {
  const service = "Bọc sứ thẩm mỹ";
  const planned = await appoint(world, { service, start: "2026-02-20T09:00:00+07:00" });
  const forgotten = await appoint(world, { service, start: "2026-02-21T09:00:00+07:00" });
  await world.db
    .updateTable("reminders")
    .set({ status: "cancelled", why: "test", settled_at: world.clock.now() })
    .where("booking_id", "=", planned.booking.id)
    .execute();
  const before = await plans();
  await world.db.deleteFrom("reminders").where("booking_id", "=", forgotten.booking.id).execute();
  await planForgotten(turnDepsOf(world));
  await planForgotten(turnDepsOf(world));
  expect(await plans()).toEqual(before);
});
