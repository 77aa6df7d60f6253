import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { keepTime } from "./keep-time.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-02-05T09:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (nextAt: () => Promise<Date | null>, look = vi.fn(() => Promise.resolve())) => {
  const error = vi.fn();
  const clock = keepTime({ look, nextAt, now: () => new Date(), log: { error } });
  return { clock, look, error };
};

test("looks at once, when the next is due, and every half minute whatever is due", async () => {
  const due = new Date("2026-02-05T09:00:12Z");
  const { clock, look } = open(() => Promise.resolve(new Date() < due ? due : null));
  await vi.advanceTimersByTimeAsync(0);
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(11_999);
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(look).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(look).toHaveBeenCalledTimes(3);
  await clock.close();
});

test("does not spin over what another process has in hand", async () => {
  const { clock, look } = open(() => Promise.resolve(new Date(0)));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(look.mock.calls.length).toBeLessThanOrEqual(5);
  await clock.close();
});

test("goes on after a look that failed, and stops when it is closed", async () => {
  const look = vi.fn(() => Promise.reject(new Error("the database is away")));
  const { clock, error } = open(() => Promise.resolve(null), look);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(look).toHaveBeenCalledTimes(2);
  expect(error).toHaveBeenCalledTimes(2);
  await clock.close();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(look).toHaveBeenCalledTimes(2);
});
