import { expect, test } from "vitest";

import { seeded } from "../seeded.ts";
import { runManyReminders } from "./many-reminders.ts";

test("of 400 reminders through a provider that fails a fifth of all calls each leaves once or is shown as dead", async () => {
  const count = 400;
  const counted = await runManyReminders({ count, share: 0.2, workers: 6 }, seeded(7));
  expect(counted).toMatchObject({ once: counted.sent, twice: 0, unsettled: 0 });
  expect(counted.sent + counted.dead).toBe(count);
  expect(counted.failed / counted.calls).toBeGreaterThan(0.15);
}, 120_000);

test("and one that fails nearly always leaves dead ones, none of them in silence", async () => {
  const count = 40;
  const counted = await runManyReminders({ count, share: 0.9, workers: 4 }, seeded(8));
  expect(counted).toMatchObject({ once: counted.sent, twice: 0, unsettled: 0 });
  expect(counted.sent + counted.dead).toBe(count);
  expect(counted.dead).toBeGreaterThan(0);
}, 120_000);
