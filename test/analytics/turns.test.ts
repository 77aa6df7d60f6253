import { afterAll, beforeAll, expect, test } from "vitest";

import { PromptTrialAnswer } from "#src/http/contract/prompt-trial.ts";
import { TurnAnswer, TurnList } from "#src/http/contract/turn.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { addPerson, type Person, work, write } from "../console/desk-world.ts";

let world: ApiWorld;
let lan: Person;
let minh: Person;
beforeAll(async () => {
  world = await openApiWorld();
  lan = await addPerson(world, world.clinic, { mode: "auto" });
  minh = await addPerson(world, world.clinic, { mode: "auto" });
  for (const [person, text] of [
    [lan, "cho em đặt cạo vôi răng 9h sáng t4 tuần sau"],
    [minh, "giá cạo vôi bao nhiêu"],
    [lan, "dạ đúng rồi"],
  ] as const) {
    world.setClock(new Date(world.now().getTime() + 60_000).toISOString());
    await write(world, world.clinic, person, text);
    await work(world, world.clinic, person);
  }
}, 60_000);
afterAll(() => world.close());

const list = async (query = "") => (await world.clinic.ask("GET", `/turns${query}`)).as(TurnList);

test("turns are listed with their traces, the newest first, page by page", async () => {
  const { turns } = await list();
  expect(turns.map(({ conversation_id }) => conversation_id)).toEqual([
    lan.conversationId,
    minh.conversationId,
    lan.conversationId,
  ]);
  expect(turns.map(({ trace }) => trace?.prompt.arm)).toEqual(["only", "only", "only"]);
  const first = await list("?limit=2");
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.turns, ...second.turns]).toEqual(turns);
  expect(second.nextCursor).toBeNull();
});

test("turns are found by conversation, by side of a trial, by wording and by failure", async () => {
  const { turns } = await list(`?conversationId=${minh.conversationId}`);
  expect(turns).toHaveLength(1);
  expect((await list("?arm=trial")).turns).toEqual([]);
  expect((await list("?arm=only")).turns).toHaveLength(3);
  expect((await list("?failed=true")).turns).toEqual([]);
  const all = (await list()).turns;
  for (const wording of ["model", "template", "safe"]) {
    const found = (await list(`?wording=${wording}`)).turns;
    expect(found).toEqual(all.filter(({ trace }) => trace?.wording === wording));
  }
});

test("a turn shows what it heard, did and said; another organization has no such turn", async () => {
  const oldest = (await list()).turns.at(-1);
  const shown = (await world.clinic.ask("GET", `/turns/${oldest?.turn_id}`)).as(TurnAnswer);
  expect(shown.turn).toEqual(oldest);
  expect(shown.heard).toEqual(["cho em đặt cạo vôi răng 9h sáng t4 tuần sau"]);
  expect(shown.said).not.toBeNull();
  expect(shown.turn.trace?.calls.length).toBeGreaterThan(0);
  const strange = await world.spa.ask("GET", `/turns/${oldest?.turn_id}`);
  expect(strange.status).toBe(404);
  expect(strange.body).toMatchObject({ error: "UNKNOWN_TURN", field: "id" });
});

test("prompts are compared by what came of them, and little is said of few", async () => {
  const { arms, running, differences } = (await world.clinic.ask("GET", "/prompt-trial")).as(
    PromptTrialAnswer,
  );
  expect(running).toMatchObject({ control: { id: "agent" }, trial: null, share: null });
  expect(differences).toBeNull();
  expect(arms).toHaveLength(1);
  const [arm] = arms;
  expect(arm).toMatchObject({ arm: "only", turns: 3, conversations: 2, prompt: running.control });
  expect(arm?.measures.won).toMatchObject({ hits: 1, count: 2, value: 0.5, enough: false });
  expect(arm?.measures.failures).toMatchObject({ hits: 0, count: 3, value: 0, enough: false });
  expect(arm?.measures.unchanged).toMatchObject({ hits: 0, count: 0, value: null });
  const foreign = (await world.spa.ask("GET", "/prompt-trial")).as(PromptTrialAnswer);
  expect(foreign.arms).toEqual([]);
});
