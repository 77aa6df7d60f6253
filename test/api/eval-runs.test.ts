import { symlink, utimes, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import {
  EvalCaseAnswer,
  EvalComparison,
  EvalRunAnswer,
  EvalRunList,
} from "#src/http/contract/eval-run.ts";
import { writeEvalRuns } from "../eval-run-of.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld({
    modelPrices: new Map([["gpt-4.1-mini", { input: 0.4, output: 1.6 }]]),
  });
  await writeEvalRuns(world.dataDir);
  await utimes(path.join(world.dataDir, "before.json"), 1_000_000, 1_000_000);
}, 60_000);
afterAll(() => world.close());

const get = (url: string) => world.clinic.ask("GET", url);

test("runs are listed, the newest first, with what they found and cost", async () => {
  const { runs } = (await get("/eval-runs")).as(EvalRunList);
  expect(runs.map(({ name }) => name)).toEqual(["after", "before"]);
  const [after] = runs;
  expect(after?.run).toMatchObject({ cases: 3, trials: 1, critical: 1, seconds: 36.9, invalid: 0 });
  expect(after?.run?.passes[0]?.value).toBeCloseTo(2 / 3, 10);
  expect(after?.run?.cost_usd).toBeCloseTo((3 * (0.4 * 1_000 + 1.6 * 100)) / 1_000_000, 12);
});

test("a file that is no run is said to be none; what is written anew is read anew", async () => {
  const file = path.join(world.dataDir, "draft.json");
  await writeFile(file, "{");
  const named = async (name: string) =>
    (await get("/eval-runs")).as(EvalRunList).runs.find((one) => one.name === name);
  expect((await named("draft"))?.run).toBeNull();
  await writeEvalRuns(world.dataDir);
  await writeFile(file, JSON.stringify({ version: 1 }));
  expect((await named("draft"))?.run).toBeNull();
  expect((await get("/eval-runs/draft")).status).toBe(404);
});

test("of one run the cases that failed come first, and each can be read", async () => {
  const { cases, slices } = (await get("/eval-runs/after")).as(EvalRunAnswer);
  expect(cases.map(({ id, status }) => `${id} ${status}`)).toEqual([
    "book-crowns-vi failed",
    "price-asked-vi passed",
    "steady-vi passed",
  ]);
  expect(slices.map(({ tag }) => tag).toSorted()).toEqual(["happy", "vi"]);
  const read = (await get("/eval-runs/after/cases/book-crowns-vi")).as(EvalCaseAnswer);
  expect(read.case.trials[0]?.turns[1]?.tools).toEqual(["search_knowledge: answers"]);
  expect((await get("/eval-runs/after/cases/nothing")).body).toMatchObject({ field: "id" });
});

test("two runs are compared: what was fixed and broken, where they part, what was changed", async () => {
  const told = (await get("/eval-runs/before/against/after")).as(EvalComparison);
  expect(told.flips.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    "fixed price-asked-vi",
    "broken book-crowns-vi",
  ]);
  expect(told.flips[1]?.parts).toMatchObject({ turn: 2 });
  expect(told.prompt).toEqual([{ sign: "-", line: "Be brief." }]);
  expect((await get("/eval-runs/before/against/none")).body).toMatchObject({ field: "other" });
});

test("no name leads out of the folder, and no link either", async () => {
  const outside = path.resolve("evals/baseline.json");
  await symlink(outside, path.join(world.dataDir, "link.json"));
  for (const name of ["link", "..%2F..%2Fpackage", "%2Fetc%2Fpasswd", "..", "%00"]) {
    expect([400, 404], name).toContain((await get(`/eval-runs/${name}`)).status);
  }
  const { runs } = (await get("/eval-runs")).as(EvalRunList);
  expect(runs.map(({ name }) => name)).not.toContain("link");
});
