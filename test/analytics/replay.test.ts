import { randomUUID } from "node:crypto";

import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { ChatModel, ModelAnswer } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { forgetRecordings } from "#src/db/queries/turn-recordings.ts";
import { createApiKey } from "#src/http/api-keys.ts";
import { ReplayAnswer, ReplayChoices } from "#src/http/contract/replay.ts";
import { TurnAnswer, TurnList } from "#src/http/contract/turn.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { addPerson, type Person, work, write } from "../console/desk-world.ts";
import { replaysOf } from "../replays-of.ts";

let world: ApiWorld;
let lan: Person;
let turnIds: readonly string[];

const usage = { inputTokens: 10, outputTokens: 2 };
/** What the model named "scripted" answers with, one after another. */
let script: ModelAnswer[] = [];
const scripted: ChatModel = {
  name: "openai:scripted",
  respond: async () => script.shift() ?? { text: "Dạ vâng.", toolCalls: [], usage },
};
const says = (text: string): ModelAnswer => ({ text, toolCalls: [], usage });
const calls = (name: string, args: object): ModelAnswer => ({
  text: null,
  toolCalls: [{ id: "call_1", name, arguments: args }],
  usage,
});

beforeAll(async () => {
  world = await openApiWorld(
    { modelPrices: new Map([["scripted", { input: 2, output: 8 }]]) },
    [],
    [],
    undefined,
    (turns) => replaysOf(turns, { models: [createEmbeddedModel(), scripted] }),
  );
  lan = await addPerson(world, world.clinic, { mode: "auto" });
  for (const text of [
    "cho em đặt cạo vôi răng 9h sáng t4 tuần sau",
    "dạ đúng rồi",
    "hủy lịch giúp em",
  ]) {
    world.setClock(new Date(world.now().getTime() + 60_000).toISOString());
    await write(world, world.clinic, lan, text);
    await work(world, world.clinic, lan);
  }
  const { turns } = (await world.clinic.ask("GET", "/turns")).as(TurnList);
  turnIds = turns.map(({ turn_id }) => turn_id).toReversed();
  // What was true then is true no longer.
  world.setClock("2026-06-01T02:00:00Z");
}, 60_000);
afterAll(() => world.close());
beforeEach(() => {
  script = [];
});

const shown = async (id = "") => (await world.clinic.ask("GET", `/turns/${id}`)).as(TurnAnswer);
const replay = async (id = "", model = "embedded") =>
  (await world.clinic.ask("POST", `/turns/${id}/replay`, { prompt: "agent", model })).as(
    ReplayAnswer,
  ).replay;

/** Every row of every table, but for who came in by which key. */
const everything = async (): Promise<string> => {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
    and table_name <> 'api_keys' order by 1`.execute(world.db);
  const all = await Promise.all(
    tables.map(({ name }) =>
      sql`select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash
        from ${sql.table(name)} t`.execute(world.db),
    ),
  );
  return JSON.stringify(all.map(({ rows }, index) => [tables[index]?.name, rows]));
};

test("the model of then says the same again, months later, and nothing is touched", async () => {
  const before = await everything();
  for (const id of turnIds) {
    const { turn, said } = await shown(id);
    const again = await replay(id);
    expect(again.parted).toBeNull();
    expect(again.said).toBe(said);
    expect(again.calls).toEqual(turn.trace?.calls.map(({ tool, outcome }) => ({ tool, outcome })));
  }
  expect(turnIds).toHaveLength(3);
  expect(await everything()).toBe(before);
});

test("a call that nobody recorded ends the replay, and is not made", async () => {
  const before = await everything();
  script = [calls("hand_to_human", { reason: "vì thế" })];
  const again = await replay(turnIds[1], "openai:scripted");
  expect(again.parted).toEqual({ tool: "hand_to_human", arguments: { reason: "vì thế" } });
  expect(again.said).toBeNull();
  expect(await everything()).toBe(before);
});

test("what is said in a replay is held against what was true then", async () => {
  script = [
    says("Em đã đặt lịch 15:00 thứ Bảy cho chị rồi ạ."),
    says("Em đã đặt lịch 15:00 thứ Bảy."),
  ];
  const again = await replay(turnIds[0], "openai:scripted");
  expect(again.said).not.toContain("15:00");
  expect(again.trace?.wording).toBe("safe");
  expect(again.trace?.claims.length).toBeGreaterThan(0);
  expect(again.trace?.tokens).toEqual({ input: 20, output: 4 });
  expect(again.cost_usd).toBeCloseTo((20 * 2 + 4 * 8) / 1_000_000, 10);
});

test("only what can be had is taken, of one's own organization", async () => {
  const { prompts, models } = (await world.clinic.ask("GET", "/replay-choices")).as(ReplayChoices);
  expect(prompts.map(({ name }) => name)).toContain("agent");
  expect(models).toEqual(["embedded", "openai:scripted"]);
  const ask = (holder: "clinic" | "spa", body: object) =>
    world[holder].ask("POST", `/turns/${turnIds[0]}/replay`, body);
  const body = { prompt: "agent", model: "embedded" };
  expect((await ask("spa", body)).body).toMatchObject({ error: "UNKNOWN_TURN" });
  expect((await ask("clinic", { ...body, model: "gpt-x" })).body).toMatchObject({ field: "model" });
  expect((await ask("clinic", { ...body, prompt: "../agent" })).body).toMatchObject({
    ...{ error: "INVALID_INPUT", field: "prompt" },
  });
});

test("a recording holds no words of the conversation, and is forgotten in time", async () => {
  const { rows } = await sql<{ all: string }>`select string_agg(recording::text, '') as all
    from turn_recordings`.execute(world.db);
  expect(rows[0]?.all).not.toContain("dạ đúng rồi");
  expect((await shown(turnIds[0])).recorded).toBe(true);
  await forgetRecordings(world.db, world.now());
  expect((await shown(turnIds[0])).recorded).toBe(false);
  const answer = await world.clinic.ask("POST", `/turns/${turnIds[0]}/replay`, {
    ...{ prompt: "agent", model: "embedded" },
  });
  expect(answer.body).toMatchObject({ error: "TURN_NOT_RECORDED", field: "id" });
});

test("whoever replays without end is slowed down, and whoever may not is told so first", async () => {
  const body = { prompt: "agent", model: "none" };
  const url = `/turns/${turnIds[0]}/replay`;
  const statuses: number[] = [];
  for (let time = 0; time < 21; time += 1) {
    statuses.push((await world.clinic.ask("POST", url, body)).status);
  }
  expect(statuses.at(-1)).toBe(429);
  const { key } = await createApiKey(
    world.db,
    { organizationId: world.clinic.organizationId, name: "sales", role: "sales" },
    { now: world.now(), newId: randomUUID },
  );
  const sales = { authorization: `Bearer ${key}` };
  expect((await world.clinic.ask("POST", url, body, sales)).status).toBe(403);
});
