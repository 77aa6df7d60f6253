import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { forgetThreads } from "#src/conversation/forget-threads.ts";
import type { RiskCode } from "#src/domain/approval.ts";
import { appoint } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk, threadsOf } from "./desk.ts";
import { appointPaid, settle } from "./paid.ts";

let clinic: World;
let spa: World;
beforeAll(async () => {
  clinic = await openWorld({ connections: 20 });
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
});
afterAll(() => Promise.all([clinic.close(), spa.close()]));

/** Another day each time. */
const days = () => {
  let day = 9;
  return (clock: string) => {
    day += 1;
    return `2026-02-${day}T${clock}`;
  };
};
const inClinic = days();
const inSpa = days();
const paidInVietnamese = () =>
  appointPaid(clinic, {
    ...{ service: "Cấy ghép Implant", minor: 2_000_000 },
    start: inClinic("09:00:00+07:00"),
  });
const paidInEnglish = () =>
  appointPaid(spa, {
    ...{ service: "Laser hair removal", minor: 5_000 },
    start: inSpa("10:00:00-05:00"),
  });

const cancellations = [
  ["tiếng Việt", () => clinic, paidInVietnamese, "em muốn huỷ lịch", "vâng", /đã huỷ/u],
  ["English", () => spa, paidInEnglish, "I want to cancel my appointment", "yes", /is cancelled/u],
] as const;

describe.each(cancellations)("in %s the cancellation of a paid booking", (...[
  ,
  worldOf,
  pay,
  ask,
  yes,
  told,
]) => {
  const asked = async (): Promise<Desk> => {
    const { lead } = await pay();
    const desk = await openDesk(worldOf(), { mode: "guarded", lead });
    await desk.say(ask);
    expect(await desk.latest()).toBeUndefined();
    await desk.say(yes);
    return desk;
  };

  test("waits before it is done, and is done and told once approved", async () => {
    const desk = await asked();
    const suggestion = await desk.pending();
    expect(suggestion).toMatchObject({
      kind: "act",
      text: null,
      act: { tool: "cancel_booking", bookingIds: [expect.any(String)] },
      reasons: ["paid_cancellation"],
    });
    expect(await desk.states()).toEqual(["PAID"]);
    const before = await desk.replies();
    await desk.work();
    expect(await desk.states()).toEqual(["PAID"]);
    expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
    expect(await desk.states()).toEqual(["PAID"]);
    await desk.work();
    expect(await desk.states()).toEqual(["CANCELLED"]);
    const [reply, ...more] = (await desk.replies()).slice(before.length);
    expect(reply).toMatch(told);
    expect(more).toEqual([]);
    expect(await threadsOf(worldOf())).toEqual([]);
    await desk.work();
    expect(await desk.replies()).toHaveLength(before.length + 1);
    const { trace } = await worldOf()
      .db.selectFrom("turns")
      .select("trace")
      .where("id", "=", suggestion.turn_id)
      .executeTakeFirstOrThrow();
    expect(trace).toMatchObject({
      approval: {
        mode: "guarded",
        risks: ["paid_cancellation"],
        decision: { verdict: "approved", by: "sales-1" },
      },
    });
  });

  test("is not done when it is rejected, and a person is called", async () => {
    const desk = await asked();
    const before = await desk.replies();
    await desk.decide({ kind: "reject", reason: "call them first" });
    await desk.work();
    expect(await desk.states()).toEqual(["PAID"]);
    expect(await desk.replies()).toEqual(before);
    expect(await desk.owner()).toEqual({
      owner: "waiting",
      owner_reason: "rejected: call them first",
    });
    expect(await threadsOf(worldOf())).toEqual([]);
  });

  test("has no words to be edited", async () => {
    const desk = await asked();
    expect(await desk.decide({ kind: "edit", text: "OK" })).toEqual({
      ok: true,
      undecided: { why: "no_words" },
    });
    expect((await desk.pending()).kind).toBe("act");
    await desk.decide({ kind: "reject", reason: "done" });
  });

  test("dies with the lead's change of mind", async () => {
    const desk = await asked();
    const suggestion = await desk.pending();
    await desk.say(ask === "em muốn huỷ lịch" ? "à thôi giữ lại giúp em" : "no wait, keep it");
    expect(await desk.decide({ kind: "approve" }, { suggestion })).toEqual({
      ok: true,
      undecided: { why: "stale" },
    });
    await desk.work();
    expect(await desk.states()).toEqual(["PAID"]);
    expect(await threadsOf(worldOf())).toEqual([suggestion.turn_id]);
    await forgetThreads(desk.deps)();
    expect(await threadsOf(worldOf())).toEqual([]);
  });
});

test("an approved deed is not done when the lead writes again before it is begun", async () => {
  const { lead } = await paidInVietnamese();
  const desk = await openDesk(clinic, { mode: "guarded", lead });
  await desk.say("em muốn huỷ lịch");
  await desk.say("vâng");
  const { id, turn_id } = await desk.pending();
  expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
  await desk.say("à thôi giữ lại giúp em");
  expect(await desk.states()).toEqual(["PAID"]);
  const { status, decided_by } = await clinic.db
    .selectFrom("suggestions")
    .select(["status", "decided_by"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect({ status, decided_by }).toEqual({ status: "stale", decided_by: "sales-1" });
  expect(await threadsOf(clinic)).not.toContain(turn_id);
  expect((await desk.replies()).at(-1)).not.toMatch(/đã huỷ/u);
});

test("a cancellation of what is not paid is nobody's business but the lead's", async () => {
  const { lead } = await appoint(clinic, { service: "Cạo vôi răng" });
  await settle(clinic, lead);
  const desk = await openDesk(clinic, { mode: "guarded", lead });
  await desk.say("em muốn huỷ lịch");
  await desk.say("vâng");
  expect(await desk.states()).toEqual(["CANCELLED"]);
  expect(await desk.latest()).toBeUndefined();
});

describe.each([
  ["tiếng Việt", () => clinic, "Cạo vôi răng", "em muốn đổi lịch hẹn", "cái thứ hai", "vâng"],
  [
    "English",
    () => spa,
    "Microneedling",
    "I need to reschedule my appointment",
    "the second one",
    "yes",
  ],
] as const)("in %s the third move of an appointment", (_language, worldOf, service, ask, pick, yes) => {
  test("waits before the time is given back; the first two do not", async () => {
    const world = worldOf();
    const { lead, booking } = await appoint(world, { service });
    await settle(world, lead);
    const desk = await openDesk(world, { mode: "guarded", lead });
    for (const _move of ["first", "second"]) {
      await desk.say(ask);
      expect(await desk.states()).toEqual(["SLOT_PROPOSED"]);
      await desk.say(pick);
      await desk.say(yes);
      expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
    }
    expect(await desk.latest()).toBeUndefined();
    await desk.say(ask);
    expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
    expect(await desk.pending()).toMatchObject({
      kind: "act",
      act: { tool: "reschedule_booking", bookingIds: [booking.id] },
      reasons: ["third_reschedule"],
    });
    const before = await desk.replies();
    await desk.decide({ kind: "approve" });
    await desk.work();
    expect(await desk.states()).toEqual(["SLOT_PROPOSED"]);
    expect(await desk.replies()).toHaveLength(before.length + 1);
    await desk.say(pick);
    await desk.say(yes);
    expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
  });

  test("is not made when it is rejected", async () => {
    const world = worldOf();
    const { lead, booking } = await appoint(world, { service });
    await settle(world, lead);
    await world.db
      .updateTable("bookings")
      .set({ reschedule_count: 2 })
      .where("id", "=", booking.id)
      .execute();
    const desk = await openDesk(world, { mode: "guarded", lead });
    await desk.say(ask);
    expect((await desk.pending()).reasons).toEqual(["third_reschedule"]);
    await desk.decide({ kind: "reject", reason: "three times is enough" });
    await desk.work();
    expect(await desk.states()).toEqual(["SLOT_CONFIRMED"]);
    expect(await desk.replies()).toEqual([]);
  });
});

describe("words that wait", () => {
  test.each<[string, () => World, readonly string[], readonly RiskCode[]]>([
    ["vi price", () => clinic, ["khám tổng quát giá bao nhiêu?"], ["price_talk"]],
    ["vi haggling", () => clinic, ["giảm giá cho em được không"], ["price_talk"]],
    ["vi refund", () => clinic, ["cho em xin hoàn tiền"], ["refund_talk"]],
    ["vi complaint", () => clinic, ["bác sĩ làm em đau quá, dịch vụ quá tệ"], ["complaint"]],
    ["vi unclear twice", () => clinic, ["blub blub", "gragh"], ["low_understanding"]],
    ["en price", () => spa, ["How much is microneedling?"], ["price_talk"]],
    ["en refund", () => spa, ["I want my money back"], ["refund_talk"]],
    [
      "en complaint",
      () => spa,
      ["The service was terrible, I am very disappointed"],
      ["complaint"],
    ],
    ["en unclear twice", () => spa, ["blub blub", "gragh"], ["low_understanding"]],
  ])("%s", async (_what, worldOf, lines, reasons) => {
    const desk = await openDesk(worldOf(), { mode: "guarded" });
    for (const line of lines) {
      expect(await desk.latest()).toBeUndefined();
      await desk.say(line);
    }
    expect(await desk.replies()).toHaveLength(lines.length - 1);
    const suggestion = await desk.pending();
    expect(suggestion).toMatchObject({ kind: "reply" });
    expect(suggestion.reasons).toEqual(expect.arrayContaining([...reasons]));
    await desk.decide({ kind: "approve" });
    expect((await desk.replies()).at(-1)).toBe(suggestion.text);
  });
});

describe("harmless words are sent at once", () => {
  test.each<[string, () => World, readonly string[]]>([
    [
      "vi booking",
      () => clinic,
      [
        "Xin chào",
        "cho em đặt cạo vôi răng 10h sáng t4 tuần sau",
        "vâng ạ",
        "cảm ơn em",
        "phòng khám ở đâu vậy",
        "em có lịch hẹn nào không",
      ],
    ],
    ["vi unclear once", () => clinic, ["blub blub", "khám tổng quát", "blub blub"]],
    [
      "en booking",
      () => spa,
      [
        "Hello",
        "I'd like microneedling next Wednesday at 10am",
        "yes please",
        "thanks",
        "where are you?",
        "do I have an appointment?",
      ],
    ],
  ])("%s", async (_what, worldOf, lines) => {
    const world = worldOf();
    const desk = await openDesk(world, { mode: "guarded" });
    await world.db
      .updateTable("leads")
      .set({ phone: "+84901234567" })
      .where("id", "=", desk.lead.id)
      .execute();
    for (const line of lines) await desk.say(line);
    expect(await desk.replies()).toHaveLength(lines.length);
    expect(await desk.latest()).toBeUndefined();
    expect(await threadsOf(world)).toEqual([]);
  });
});
