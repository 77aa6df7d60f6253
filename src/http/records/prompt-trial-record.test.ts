import { expect, test } from "vitest";

import type { ArmCounts } from "#src/db/queries/prompt-arms.ts";
import { differencesOf, toArmRecord } from "./prompt-trial-record.ts";

const named = (id: string) => ({ id, version: 1, hash: `hash of ${id}` });
const running = { control: named("agent"), trial: named("agent-brief"), share: 0.5 };
const none = { failures: 0, safe: 0, approved: 0, edited: 0, rejected: 0 };
const arm = (side: "control" | "trial", of: Partial<ArmCounts> = {}) =>
  toArmRecord({
    ...{ ...named(side === "trial" ? "agent-brief" : "agent"), arm: side, ...none },
    ...{ turns: 400, conversations: 100, won: 40, ...of },
  });

test("a difference is told where chance does not explain it, and none where too few were counted", () => {
  const arms = [arm("control"), arm("trial", { won: 70, conversations: 100 })];
  const differences = differencesOf(running, arms);
  expect(differences?.won?.value).toBeCloseTo(0.3, 10);
  expect(differences?.won?.low).toBeGreaterThan(0.1);
  expect(differences?.failures).toMatchObject({ value: 0 });
  expect(differences?.edited).toBeNull();
  const few = differencesOf(running, [
    arm("control"),
    arm("trial", { conversations: 29, won: 29 }),
  ]);
  expect(few?.won).toBeNull();
});

test("prompts of before are not mixed with those that run", () => {
  const old = { ...arm("trial"), prompt: named("agent-older") };
  expect(differencesOf(running, [arm("control"), old])).toBeNull();
  expect(differencesOf({ ...running, trial: null }, [arm("control"), arm("trial")])).toBeNull();
});
