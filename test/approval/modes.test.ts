import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { greetWith } from "#src/conversation/greet.ts";
import { openConversation } from "#src/conversation/open-conversation.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk, setMode, threadsOf } from "./desk.ts";

let clinic: World;
let spa: World;
beforeAll(async () => {
  clinic = await openWorld();
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
});
afterAll(() => Promise.all([clinic.close(), spa.close()]));

/** Lines of a whole booking and its end, and the state each leaves behind. */
const talks = [
  [
    "tiếng Việt",
    () => clinic,
    [
      ["cho em đặt cạo vôi răng 9h sáng t4 tuần sau", "SLOT_PROPOSED"],
      ["vâng ạ", "SLOT_CONFIRMED"],
      ["em muốn huỷ lịch", "SLOT_CONFIRMED"],
      ["vâng", "CANCELLED"],
    ],
  ],
  [
    "English",
    () => spa,
    [
      ["I'd like microneedling next Wednesday at 10am", "SLOT_PROPOSED"],
      ["yes please", "SLOT_CONFIRMED"],
      ["I want to cancel my appointment", "SLOT_CONFIRMED"],
      ["yes", "CANCELLED"],
    ],
  ],
] as const;

const traceOf = async ({ db }: World, turnId: string) =>
  await db
    .selectFrom("turns")
    .select(["status", "trace"])
    .where("id", "=", turnId)
    .executeTakeFirstOrThrow();

const lastTurnOf = ({ db }: World, { lead }: Desk) =>
  db
    .selectFrom("turns")
    .selectAll()
    .where("conversation_id", "=", lead.conversationId)
    .orderBy("started_at", "desc")
    .executeTakeFirstOrThrow();

const prepare = async (world: World, desk: Desk): Promise<void> => {
  await world.db
    .updateTable("leads")
    .set({ phone: "+84901234567", email: "lan@example.com" })
    .where("id", "=", desk.lead.id)
    .execute();
};

describe.each(talks)("in %s", (_language, worldOf, lines) => {
  test("review sends nothing until it is approved, and then exactly what was suggested", async () => {
    const world = worldOf();
    const desk = await openDesk(world, { mode: "review" });
    await prepare(world, desk);
    const sent: string[] = [];
    for (const [line, state] of lines) {
      await desk.say(line);
      expect(await desk.replies()).toEqual(sent);
      const { text, choices, turn_id } = await desk.pending();
      expect((await desk.states()).at(-1)).toBe(state);
      expect(await traceOf(world, turn_id)).toMatchObject({
        status: "suggested",
        trace: { approval: { mode: "review", decision: null } },
      });
      expect(await threadsOf(world)).toEqual([turn_id]);
      // Looked at again and again, it stays one suggestion.
      await desk.work();
      expect((await desk.pending()).turn_id).toBe(turn_id);
      expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
      sent.push(text ?? "");
      expect(await desk.replies()).toEqual(sent);
      const key = {
        organizationId: world.organization.id,
        conversationId: desk.lead.conversationId,
      };
      const last = (await readMessages(world.db, key, { afterSeq: 0, limit: 100 })).at(-1);
      expect(last?.choices).toEqual(choices);
      expect(await traceOf(world, turn_id)).toMatchObject({
        status: "answered",
        trace: { approval: { decision: { verdict: "approved", by: "sales-1", edit: null } } },
      });
      expect(await threadsOf(world)).toEqual([]);
    }
    expect(await desk.owner()).toMatchObject({ owner: "ai" });
  });

  test("auto says the same at once, waits for nobody and stores no thread", async () => {
    const world = worldOf();
    const desk = await openDesk(world, { mode: "auto" });
    await prepare(world, desk);
    for (const [index, [line, state]] of lines.entries()) {
      await desk.say(line);
      expect(await desk.replies()).toHaveLength(index + 1);
      expect((await desk.states()).at(-1)).toBe(state);
    }
    expect(await desk.latest()).toBeUndefined();
    expect(await threadsOf(world)).toEqual([]);
    expect((await lastTurnOf(world, desk)).trace).toMatchObject({
      approval: { mode: "auto", risks: [], decision: null },
    });
  });

  test("off says nothing: people are called, and a STOP is heard", async () => {
    const world = worldOf();
    const desk = await openDesk(world, { mode: "off" });
    await desk.say(lines[0][0]);
    expect(await desk.replies()).toEqual([]);
    expect(await desk.owner()).toEqual({
      owner: "waiting",
      owner_reason: "the agent is switched off",
    });
    expect(await desk.states()).toEqual([]);
    const optedOut = async () =>
      (
        await world.db
          .selectFrom("leads")
          .select("opted_out_at")
          .where("id", "=", desk.lead.id)
          .executeTakeFirstOrThrow()
      ).opted_out_at;
    expect(await optedOut()).toBeNull();
    await desk.say("STOP");
    expect(await optedOut()).toBeInstanceOf(Date);
    expect(await desk.replies()).toEqual([]);
    const other = await openDesk(world, { mode: "off" });
    await other.say("STOP");
    const { opted_out_at } = await world.db
      .selectFrom("leads")
      .select("opted_out_at")
      .where("id", "=", other.lead.id)
      .executeTakeFirstOrThrow();
    expect(opted_out_at).toBeInstanceOf(Date);
  });
});

describe("the mode", () => {
  test("is the organization's where the conversation has none of its own", async () => {
    const { db, organization } = clinic;
    const setOrganization = (mode: "auto" | "review") =>
      db
        .updateTable("organizations")
        .set({ approval_mode: mode })
        .where("id", "=", organization.id)
        .execute();
    const desk = await openDesk(clinic, { mode: "auto" });
    await setMode(clinic, desk.lead, null);
    await setOrganization("review");
    await desk.say("khám tổng quát");
    expect((await desk.pending()).reasons).toEqual([]);
    await desk.decide({ kind: "approve" });
    await setMode(clinic, desk.lead, "auto");
    await desk.say("cái thứ hai");
    expect(await desk.replies()).toHaveLength(2);
    await setOrganization("auto");
  });

  test.each([
    ["a wish for a person", "cho tôi gặp nhân viên", /nhân viên|đồng nghiệp|người/u],
    ["an opt-out", "STOP", /không nhắn|ngừng|không gửi/u],
  ])("of review lets code answer %s at once", async (_what, line, told) => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say(line);
    expect(await desk.latest()).toBeUndefined();
    expect((await desk.replies()).at(-1)).toMatch(told);
  });
});

test("off greets nobody", async () => {
  const { db, phrases, organization } = clinic;
  const set = (approval_mode: "off" | "auto") =>
    db
      .updateTable("organizations")
      .set({ approval_mode })
      .where("id", "=", organization.id)
      .execute();
  const greet = greetWith(db, phrases);
  const to = { organizationId: organization.id, language: "vi" } as const;
  expect((await greet(to))?.text).toContain("Nha khoa Hoa Mai");
  await set("off");
  expect(await greet(to)).toBeNull();
  const conversationId = randomUUID();
  await openConversation(
    db,
    { ...to, conversationId, address: conversationId },
    {
      ...{ channel: "web-chat", account: "site", greet, newId: randomUUID },
      now: clinic.clock.now(),
    },
  );
  const key = { organizationId: organization.id, conversationId };
  expect(await readMessages(db, key, { afterSeq: 0, limit: 10 })).toEqual([]);
  await set("auto");
});

test("auto never reaches the store of waiting turns", async () => {
  const reached: string[] = [];
  const saver = new Proxy(clinic.checkpoints.saver, {
    get: (stored, name) => {
      const value: unknown = Reflect.get(stored, name);
      if (typeof value !== "function") return value;
      return (...asked: unknown[]): unknown => {
        reached.push(String(name));
        return Reflect.apply(value, stored, asked);
      };
    },
  });
  const watched = { ...clinic, checkpoints: { ...clinic.checkpoints, saver } };
  const deps = turnDepsOf(watched);
  const desk = await openDesk(clinic, { mode: "auto" });
  Object.assign(desk.deps, { agent: deps.agent });
  for (const line of ["khám tổng quát", "cái thứ hai", "Vâng, tôi xác nhận"]) await desk.say(line);
  expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
  expect(reached).toEqual([]);
  await setMode(clinic, desk.lead, "review");
  await desk.say("cảm ơn em");
  expect(reached).toContain("put");
  await desk.decide({ kind: "approve" });
  expect(reached.at(-1)).toBe("deleteThread");
});
