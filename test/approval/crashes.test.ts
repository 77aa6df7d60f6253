import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { forgetThreads } from "#src/conversation/forget-threads.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk, threadsOf } from "./desk.ts";
import { appointPaid } from "./paid.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Stands for the death of the process: what comes after it does not happen. */
class Death extends Error {
  override readonly name = "Death";
}

const die = (): never => {
  throw new Death("here");
};

const ask = "cho em đặt cạo vôi răng 9h sáng t4 tuần sau";
const held = { ok: true, undecided: null };

const dying = (deps: TurnDeps, change: Partial<TurnDeps["agent"]>): TurnDeps => ({
  ...deps,
  agent: { ...deps.agent, ...change },
});

/** The lead writes and the worker that takes the turn dies. */
const writeTo = async (desk: Desk, text: string, deps: TurnDeps): Promise<void> => {
  const seen = { ...desk.deps, ...deps };
  Object.assign(desk.deps, { agent: seen.agent, events: seen.events });
  await expect(desk.say(text)).rejects.toThrow(Death);
};

const reborn = (desk: Desk, deps: TurnDeps): void => {
  Object.assign(desk.deps, { agent: deps.agent, events: deps.events });
};

const statusOf = async (desk: Desk): Promise<readonly string[]> =>
  (
    await world.db
      .selectFrom("turns")
      .select("status")
      .where("conversation_id", "=", desk.lead.conversationId)
      .orderBy("started_at")
      .execute()
  ).map(({ status }) => status);

describe("a process that dies while a turn comes to wait", () => {
  test("before the suggestion is stored: the turn is run again, its deeds are not", async () => {
    const desk = await openDesk(world, { mode: "review" });
    const alive = { ...desk.deps };
    await writeTo(
      desk,
      ask,
      dying(alive, {
        run: async (turn) => {
          await alive.agent.run(turn);
          return die();
        },
      }),
    );
    expect(await statusOf(desk)).toEqual(["running"]);
    const [left] = await threadsOf(world);
    reborn(desk, alive);
    await desk.work();
    const { text, turn_id } = await desk.pending();
    expect(turn_id).toBe(left);
    expect(text).toContain("Thứ 4, 11/02, 09:00");
    expect(await desk.states()).toEqual(["SLOT_PROPOSED"]);
    expect(await desk.decide({ kind: "approve" })).toEqual(held);
    expect(await desk.replies()).toEqual([text]);
    expect(await threadsOf(world)).toEqual([]);
  });

  test("after the suggestion is stored: it waits, once", async () => {
    const desk = await openDesk(world, { mode: "review" });
    const alive = { ...desk.deps };
    await writeTo(desk, "phòng khám ở đâu vậy", {
      ...alive,
      events: { ...alive.events, suggestionMade: die },
    });
    reborn(desk, alive);
    const { id, text } = await desk.pending();
    await desk.work();
    expect((await desk.pending()).id).toBe(id);
    await desk.decide({ kind: "approve" });
    expect(await desk.replies()).toEqual([text]);
  });
});

describe("a process that dies while a reply is decided about", () => {
  test("between the decision and the sending: neither happened, and it is sent once later", async () => {
    const desk = await openDesk(world, { mode: "review" });
    await desk.say("phòng khám ở đâu vậy");
    const { text } = await desk.pending();
    // The message's id is made after the decision was written down.
    for (const deps of [
      { ...desk.deps, newId: die },
      dying(desk.deps, {
        resume: async (...asked) => {
          await desk.deps.agent.resume(...asked);
          return die();
        },
      }),
    ]) {
      await expect(desk.decide({ kind: "approve" }, { deps })).rejects.toThrow(Death);
      expect((await desk.pending()).version).toBe(1);
      expect(await desk.replies()).toEqual([]);
    }
    expect(await desk.decide({ kind: "approve" })).toEqual(held);
    expect(await desk.replies()).toEqual([text]);
  });

  test("after the sending: the same request again changes nothing", async () => {
    const desk = await openDesk(world, { mode: "review" });
    await desk.say("phòng khám ở đâu vậy");
    const suggestion = await desk.pending();
    const deps = dying(desk.deps, { forget: die });
    const approve = { kind: "approve" } as const;
    const key = "approve-1";
    await expect(desk.decide(approve, { deps, key, suggestion })).rejects.toThrow(Death);
    expect(await desk.decide(approve, { key, suggestion })).toEqual(held);
    expect(await desk.replies()).toEqual([suggestion.text]);
    await forgetThreads(desk.deps)();
    expect(await threadsOf(world)).toEqual([]);
  });
});

describe("a process that dies while an approved deed is done", () => {
  const started = { day: 9 };
  const approved = async (): Promise<Desk> => {
    started.day += 1;
    const { lead } = await appointPaid(world, {
      ...{ service: "Cấy ghép Implant", minor: 2_000_000 },
      start: `2026-02-${started.day}T09:00:00+07:00`,
    });
    const desk = await openDesk(world, { mode: "guarded", lead });
    await desk.say("em muốn huỷ lịch");
    await desk.say("vâng");
    await desk.decide({ kind: "approve" });
    return desk;
  };

  const cancellationsOf = ({ lead }: Desk) =>
    world.db
      .selectFrom("booking_events")
      .innerJoin("bookings", "bookings.id", "booking_events.booking_id")
      .select("event_id")
      .where("bookings.lead_id", "=", lead.id)
      .where("to_state", "=", "CANCELLED")
      .where("validation_passed", "=", true)
      .execute();

  test.each<[string, (deps: TurnDeps) => Partial<TurnDeps["agent"]>, string]>([
    ["before it", () => ({ resume: die }), "PAID"],
    [
      "after it, before it is told",
      ({ agent }) => ({
        resume: async (...asked) => {
          await agent.resume(...asked);
          return die();
        },
      }),
      "CANCELLED",
    ],
    ["after it is told", () => ({ forget: die }), "CANCELLED"],
  ])("%s: it is done once and told once", async (_when, change, state) => {
    const desk = await approved();
    const before = (await desk.replies()).length;
    await expect(desk.work(dying(desk.deps, change(desk.deps)))).rejects.toThrow(Death);
    expect(await desk.states()).toEqual([state]);
    await desk.work();
    await desk.work();
    expect(await desk.states()).toEqual(["CANCELLED"]);
    expect(await cancellationsOf(desk)).toHaveLength(1);
    const said = (await desk.replies()).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/đã huỷ/u);
    await forgetThreads(desk.deps)();
    expect(await threadsOf(world)).toEqual([]);
  });

  test("the gate looks again: what was moved meanwhile is not cancelled by an old yes", async () => {
    const desk = await approved();
    await world.db
      .updateTable("bookings")
      .set(({ eb }) => ({ version: eb("version", "+", 1) }))
      .where("lead_id", "=", desk.lead.id)
      .execute();
    const before = (await desk.replies()).length;
    await desk.work();
    expect(await desk.states()).toEqual(["PAID"]);
    const said = (await desk.replies()).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/xác nhận muốn huỷ/u);
  });
});
