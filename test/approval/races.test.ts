import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { receive } from "#src/conversation/receive.ts";
import { appoint } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk, threadsOf } from "./desk.ts";
import { settle } from "./paid.ts";

let world: World;
beforeAll(async () => {
  // Fewer connections than decisions: none may wait for a second one while it holds its first.
  world = await openWorld();
});
afterAll(() => world.close());

const held = { ok: true, undecided: null };
const whyOf = (answer: Awaited<ReturnType<Desk["decide"]>>): string =>
  answer.ok ? (answer.undecided?.why ?? "held") : answer.code;

const waiting = async (): Promise<Desk> => {
  const desk = await openDesk(world, { mode: "review" });
  await desk.say("phòng khám ở đâu vậy");
  return desk;
};

describe("approvals at once", () => {
  test.each([
    3, 20,
  ])("%i people: one reply is sent, the others hear who was faster", async (people) => {
    const desk = await waiting();
    const suggestion = await desk.pending();
    const answers = await Promise.all(
      Array.from({ length: people }, (_, index) =>
        desk.decide({ kind: "approve" }, { by: `sales-${index}`, suggestion }),
      ),
    );
    const outcomes = answers.map(whyOf).toSorted();
    expect(outcomes).toEqual([...Array<string>(people - 1).fill("decided"), "held"]);
    expect(await desk.replies()).toEqual([suggestion.text]);
    expect(await threadsOf(world)).toEqual([]);
  });

  test("twenty different suggestions are all sent, with ten connections", async () => {
    const desks: Desk[] = [];
    for (let nth = 0; nth < 20; nth += 1) desks.push(await waiting());
    const answers = await Promise.all(desks.map((desk) => desk.decide({ kind: "approve" })));
    expect(answers).toEqual(desks.map(() => held));
    for (const desk of desks) expect(await desk.replies()).toHaveLength(1);
  });

  test("with one key: one reply, and everybody gets the same answer", async () => {
    const desk = await waiting();
    const suggestion = await desk.pending();
    const approve = () => desk.decide({ kind: "approve" }, { key: "k1", suggestion });
    expect(await Promise.all([approve(), approve(), approve()])).toEqual([held, held, held]);
    expect(await approve()).toEqual(held);
    expect(await desk.replies()).toHaveLength(1);
    expect(whyOf(await desk.decide({ kind: "approve" }, { key: "k2", suggestion }))).toBe(
      "decided",
    );
    // The key of another decision.
    const other = await desk.decide({ kind: "reject", reason: "no" }, { key: "k1", suggestion });
    expect(whyOf(other)).toBe("invalid_input");
  });

  test("of a deed: it is done once and told once, by however many workers", async () => {
    const { lead, booking } = await appoint(world, { service: "Cạo vôi răng" });
    await settle(world, lead);
    await world.db
      .updateTable("bookings")
      .set({ reschedule_count: 2 })
      .where("id", "=", booking.id)
      .execute();
    const desk = await openDesk(world, { mode: "guarded", lead });
    await desk.say("em muốn đổi lịch hẹn");
    const suggestion = await desk.pending();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => desk.decide({ kind: "approve" }, { suggestion })),
    );
    expect(answers.map(whyOf).toSorted()).toEqual([...Array<string>(4).fill("decided"), "held"]);
    await Promise.all([desk.work(), desk.work(), desk.work()]);
    const events = await world.db
      .selectFrom("booking_events")
      .select("to_state")
      .where("booking_id", "=", booking.id)
      .where("to_state", "=", "RESCHEDULED")
      .execute();
    expect(events).toHaveLength(1);
    expect(await desk.replies()).toHaveLength(1);
  });
});

test("of an approval, an edit and a rejection at once exactly one holds", async () => {
  for (let round = 0; round < 6; round += 1) {
    const desk = await waiting();
    const suggestion = await desk.pending();
    const verdicts = [
      { kind: "approve" },
      { kind: "reject", reason: "no" },
      { kind: "edit", text: "Dạ chị chờ em chút nhé." },
    ] as const;
    const answers = await Promise.all(
      verdicts.map((_, index) =>
        desk.decide(verdicts[(index + round) % 3] ?? { kind: "approve" }, { suggestion }),
      ),
    );
    expect(answers.map(whyOf).toSorted()).toEqual(["decided", "decided", "held"]);
    const decided = await desk.latest();
    const sent = decided?.status === "rejected" ? [] : [decided?.final_text];
    expect(await desk.replies()).toEqual(sent);
    expect((await desk.owner()).owner).toBe(decided?.status === "rejected" ? "waiting" : "ai");
  }
}, 60_000);

test("of an approval and a newer message at once, a stale reply never follows the message", async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    const desk = await waiting();
    const suggestion = await desk.pending();
    const messageId = randomUUID();
    const write = async () => {
      // Now before, now after the approval has the conversation.
      for (let turn = 0; turn < round; turn += 1) await Promise.resolve();
      if (round % 2 === 1) await new Promise((resolve) => setTimeout(resolve, round));
      return receive(world.db, {
        organizationId: world.organization.id,
        message: {
          conversationId: desk.lead.conversationId,
          ...{ deliveryId: messageId, text: "khám tổng quát", choiceId: null, channelData: null },
        },
        messageId,
        now: world.clock.now(),
      });
    };
    const [answer] = await Promise.all([desk.decide({ kind: "approve" }, { suggestion }), write()]);
    const end = whyOf(answer);
    ends.add(end);
    const authors = (await desk.transcript()).map(({ author }) => author);
    expect(authors).toEqual(end === "held" ? ["lead", "ai", "lead"] : ["lead", "lead"]);
    await desk.work();
    const next = await desk.pending();
    expect(next.id).not.toBe(suggestion.id);
    await desk.decide({ kind: "approve" });
    expect(await desk.replies()).toEqual(
      end === "held" ? [suggestion.text, next.text] : [next.text],
    );
  }
  expect([...ends].every((end) => ["held", "stale"].includes(end))).toBe(true);
}, 60_000);
