import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import { appendReply } from "#src/conversation/transcript.ts";
import { listWaitingConversations } from "#src/db/queries/turns.ts";
import { appoint } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk } from "./desk.ts";
import { settle } from "./paid.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const keyOf = ({ lead }: Desk) => ({
  organizationId: world.organization.id,
  conversationId: lead.conversationId,
});

const isQueued = async (desk: Desk): Promise<boolean> =>
  (
    await world.db.selectFrom("outbox").select("payload").where("topic", "=", "turn").execute()
  ).some(({ payload }) => payload["conversationId"] === desk.lead.conversationId);

const isStale = async (desk: Desk, suggestion: { id: string; version: number }): Promise<void> => {
  const { status } = await world.db
    .selectFrom("suggestions")
    .select("status")
    .where("id", "=", suggestion.id)
    .executeTakeFirstOrThrow();
  expect(status).toBe("stale");
  for (const verdict of [
    { kind: "approve" },
    { kind: "edit", text: "Dạ vâng ạ." },
    { kind: "reject", reason: "late" },
  ] as const) {
    expect(await desk.decide(verdict, { suggestion })).toEqual({
      ok: true,
      undecided: { why: "stale" },
    });
  }
};

describe("a suggestion dies", () => {
  test("with a newer message, and the next one answers both", async () => {
    const desk = await openDesk(world, { mode: "review" });
    await desk.say("khám tổng quát");
    const first = await desk.pending();
    await desk.say("chiều thứ 6 tuần sau nhé");
    await isStale(desk, first);
    const second = await desk.pending();
    expect(second.id).not.toBe(first.id);
    expect(second.text).toContain("13/02");
    expect(await desk.states()).toEqual(["SLOT_PROPOSED"]);
    await desk.decide({ kind: "approve" });
    expect(await desk.replies()).toEqual([second.text]);
    const { answered_seq, last_seq } = await world.db
      .selectFrom("conversations")
      .select(["answered_seq", "last_seq"])
      .where("id", "=", desk.lead.conversationId)
      .executeTakeFirstOrThrow();
    expect(answered_seq).toBe(last_seq);
  });

  test("and what its turn had done is told first, once", async () => {
    const desk = await openDesk(world, { mode: "review" });
    await desk.say("cho em đặt cạo vôi răng 9h sáng t4 tuần sau");
    await desk.decide({ kind: "approve" });
    await desk.say("vâng ạ");
    await desk.say("cảm ơn em nhé");
    await desk.say("phòng khám ở đâu vậy");
    const { text } = await desk.pending();
    expect(text).toMatch(/^Dạ em đã đặt lịch cho bạn: Cạo vôi răng, Thứ 4, 11\/02, 09:00/u);
    expect(text).toContain("hai chi nhánh");
    await desk.decide({ kind: "approve" });
    await desk.say("cảm ơn em nhé");
    expect((await desk.pending()).text).not.toContain("đã đặt lịch");
    expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
  });

  test("with a cancellation that was done, which is not done twice", async () => {
    const desk = await openDesk(world, { mode: "review" });
    for (const line of ["cho em đặt cạo vôi răng 14h t5 tuần sau", "vâng ạ", "em muốn huỷ lịch"]) {
      await desk.say(line);
      await desk.decide({ kind: "approve" });
    }
    await desk.say("vâng");
    await desk.say("xin lỗi em nhé");
    expect((await desk.pending()).text).toMatch(/^Dạ em đã huỷ lịch hẹn Cạo vôi răng/u);
    expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
    expect(await desk.states()).toEqual(["CANCELLED"]);
  });

  test("with a notice of the house, after which the lead is answered anew", async () => {
    const { lead, booking } = await appoint(world, { service: "Cạo vôi răng" });
    await settle(world, lead);
    const desk = await openDesk(world, { mode: "review", lead });
    await desk.say("phòng khám ở đâu vậy");
    const suggestion = await desk.pending();
    await world.db.deleteFrom("outbox").execute();
    const lost = booking.appointment;
    if (!lost) throw new Error("no appointment");
    await world.db
      .transaction()
      .execute((tx) =>
        tellLead(
          tx,
          world.deps,
          { ...keyOf(desk), leadId: lead.id },
          { kind: "cannot_take_place", booking, lost },
          booking.id,
        ),
      );
    await isStale(desk, suggestion);
    expect(await isQueued(desk)).toBe(true);
    await desk.work();
    const again = await desk.pending();
    expect(again.id).not.toBe(suggestion.id);
    await desk.decide({ kind: "approve" });
    expect((await desk.replies()).at(-1)).toBe(again.text);
  });

  test("when people are called, and when a person writes", async () => {
    const called = await openDesk(world, { mode: "review" });
    await called.say("khám tổng quát");
    const first = await called.pending();
    await world.db.transaction().execute((tx) =>
      handToPeople(
        tx,
        { ...keyOf(called), leadId: called.lead.id },
        {
          reason: "they asked",
          now: world.clock.now(),
        },
      ),
    );
    await isStale(called, first);
    await called.work();
    expect((await called.latest())?.id).toBe(first.id);

    const written = await openDesk(world, { mode: "review" });
    await written.say("khám tổng quát");
    const second = await written.pending();
    await world.db.transaction().execute((tx) =>
      appendReply(tx, keyOf(written), {
        ...{ author: "sales", text: "Dạ em gọi chị ngay ạ.", choices: [] },
        ...{ messageId: randomUUID(), turnId: null, afterSeq: null, now: world.clock.now() },
      }),
    );
    await isStale(written, second);
    await written.work();
    expect((await written.latest())?.id).toBe(second.id);
  });

  test("when a person took the conversation over without a word", async () => {
    const desk = await openDesk(world, { mode: "review" });
    await desk.say("khám tổng quát");
    const suggestion = await desk.pending();
    await world.db
      .updateTable("conversations")
      .set({ owner: "human" })
      .where("id", "=", desk.lead.conversationId)
      .execute();
    await isStale(desk, suggestion).catch(() => undefined);
    expect(await desk.decide({ kind: "approve" }, { suggestion })).toEqual({
      ok: true,
      undecided: { why: "stale" },
    });
    await isStale(desk, suggestion);
    expect(await desk.replies()).toEqual([]);
  });
});

test("a conversation whose answer waits for a person is not looked at again and again", async () => {
  const desk = await openDesk(world, { mode: "review" });
  const isWaiting = async () =>
    (await listWaitingConversations(world.db)).some(({ id }) => id === desk.lead.conversationId);
  await desk.say("khám tổng quát");
  expect(await isWaiting()).toBe(false);
  await world.db
    .updateTable("suggestions")
    .set({ status: "stale" })
    .where("conversation_id", "=", desk.lead.conversationId)
    .execute();
  expect(await isWaiting()).toBe(true);
});
