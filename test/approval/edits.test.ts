import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { appoint, granted } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { type Desk, openDesk } from "./desk.ts";

let clinic: World;
let spa: World;
beforeAll(async () => {
  clinic = await openWorld();
  spa = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
});
afterAll(() => Promise.all([clinic.close(), spa.close()]));

const untrue = async (desk: Desk, text: string) => {
  const answer = await desk.decide({ kind: "edit", text });
  if (!answer.ok || answer.undecided?.why !== "untrue") {
    throw new Error(`was not refused: ${JSON.stringify(answer)}`);
  }
  return answer.undecided.claims;
};

describe("an edit that is not true", () => {
  test.each<[string, () => World, string, string, string]>([
    ["a booking", () => clinic, "khám tổng quát", "Dạ em đã đặt lịch 15:00 rồi ạ.", "booked"],
    ["a price", () => clinic, "khám tổng quát giá bao nhiêu", "Dạ giá 100.000 ₫ ạ.", "price"],
    ["a cancellation", () => clinic, "xin chào", "Dạ em đã huỷ lịch của mình rồi ạ.", "cancelled"],
    ["a link", () => clinic, "xin chào", "Dạ mình xem ở https://example.org nhé.", "link"],
    ["a booking", () => spa, "hello", "You are booked for tomorrow at 15:00.", "time"],
    ["a discount", () => spa, "hello", "I will give you a 20% discount.", "price"],
    ["a refund's promise", () => spa, "hello", "We will call you back today.", "call_back"],
  ])("(%s) is not sent, and the words are named", async (_what, worldOf, line, text, kind) => {
    const desk = await openDesk(worldOf(), { mode: "review" });
    await desk.say(line);
    const before = await desk.pending();
    const claims = await untrue(desk, text);
    expect(claims.map((claim) => claim.kind)).toContain(kind);
    expect(claims.every(({ said }) => said.length > 0)).toBe(true);
    expect(await desk.replies()).toEqual([]);
    expect(await desk.pending()).toEqual(before);
    // The next attempt finds everything as it was.
    expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
    expect(await desk.replies()).toEqual([before.text]);
  });
});

describe("an edit that is true", () => {
  test("is sent as it was edited, and both texts are kept", async () => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say("khám tổng quát giá bao nhiêu");
    const { id, text, turn_id } = await desk.pending();
    const edited = "Dạ khám tổng quát giá 200.000 ₫, chị cần em giữ giờ nào ạ?";
    expect(await desk.decide({ kind: "edit", text: edited })).toEqual({
      ok: true,
      undecided: null,
    });
    expect(await desk.replies()).toEqual([edited]);
    expect(await desk.latest()).toMatchObject({ id, status: "edited", text, final_text: edited });
    const { trace } = await clinic.db
      .selectFrom("turns")
      .select("trace")
      .where("id", "=", turn_id)
      .executeTakeFirstOrThrow();
    expect(trace).toMatchObject({
      approval: { decision: { verdict: "edited", edit: { from: text, to: edited } } },
    });
  });

  test("in the same words is an approval", async () => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say("xin chào");
    const { text } = await desk.pending();
    await desk.decide({ kind: "edit", text: text ?? "" });
    expect(await desk.latest()).toMatchObject({ status: "approved", final_text: text });
  });

  test("that keeps the question keeps its yes; one that drops it asks for none", async () => {
    const ask = "cho em đặt cạo vôi răng 9h sáng t4 tuần sau";
    const kept = await openDesk(clinic, { mode: "review" });
    await kept.say(ask);
    const { text } = await kept.pending();
    await kept.decide({ kind: "edit", text: `Dạ em chào chị Lan!\n${text}` });
    await kept.say("vâng ạ");
    expect(await kept.states()).toEqual(["SLOT_CONFIRMED"]);

    const dropped = await openDesk(clinic, { mode: "review" });
    await dropped.say("cho em đặt cạo vôi răng 10h sáng t5 tuần sau");
    await dropped.decide({ kind: "edit", text: "Dạ chị chờ em một chút nhé." });
    await dropped.say("vâng ạ");
    expect(await dropped.states()).toEqual(["SLOT_PROPOSED"]);
  });
});

describe("the facts change while a suggestion waits", () => {
  test("a hold that expired: the offer is not sent, and the times are named", async () => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say("khám tổng quát");
    const { text, version } = await desk.pending();
    clinic.clock.advance({ minutes: 31 });
    const answer = await desk.decide({ kind: "approve" });
    expect(answer).toMatchObject({
      undecided: {
        why: "untrue",
        claims: expect.arrayContaining([
          { kind: "time", said: expect.stringMatching(/\d\d:\d\d/u) },
        ]),
      },
    });
    expect(await desk.pending()).toMatchObject({ text, version });
    expect(await desk.replies()).toEqual([]);
    await desk.decide({ kind: "edit", text: "Dạ chị muốn khám vào ngày nào ạ?" });
    expect(await desk.replies()).toEqual(["Dạ chị muốn khám vào ngày nào ạ?"]);
  });

  test("times that were given back before their hour are not offered any more", async () => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say("khám tổng quát");
    const { text } = await desk.pending();
    const { id } = await clinic.db
      .selectFrom("bookings")
      .select("id")
      .where("lead_id", "=", desk.lead.id)
      .executeTakeFirstOrThrow();
    granted(
      await clinic.bookings.cancel(clinic.caller({ actor: "sales" }), {
        ...{ bookingId: id, reason: "they called", consent: null, overruledBy: "Ms Hoa" },
      }),
    );
    expect(await desk.decide({ kind: "approve" })).toMatchObject({ undecided: { why: "untrue" } });
    expect(await desk.pending()).toMatchObject({ text });
  });

  test.each([
    ["weekly", "đặt cạo vôi răng thứ 3 hàng tuần lúc 9h trong 3 tuần"],
  ])("a %s series that is still held is offered as it was suggested", async (_what, line) => {
    const desk = await openDesk(clinic, { mode: "review" });
    await desk.say(line);
    const { text } = await desk.pending();
    expect(text?.match(/09:00/gu)?.length).toBeGreaterThan(1);
    expect(await desk.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });
    await desk.say("vâng");
    expect(new Set(await desk.states())).toEqual(new Set(["SLOT_CONFIRMED"]));
  });

  test("a time that was free is taken by another lead: it is not promised any more", async () => {
    const provider = "BS. Nguyễn Văn An";
    const start = "2026-02-10T09:00:00+07:00";
    const look = {
      ...{
        serviceId: clinic.service("Khám tổng quát").id,
        providerId: clinic.provider(provider).id,
      },
      ...{ from: start, to: "2026-02-10T11:00:00+07:00" },
    };
    const said = `Dạ Khám tổng quát còn trống Thứ 3, 10/02, 09:00 với ${provider} ạ.`;
    const open = () => openDesk(clinic, { mode: "review", model: looksAndSays(look, said) });
    const early = await open();
    await early.say("thứ 3 tuần sau 9h còn trống không em");
    expect((await early.pending()).text).toBe(said);
    expect(await early.decide({ kind: "approve" })).toEqual({ ok: true, undecided: null });

    const late = await open();
    await late.say("thứ 3 tuần sau 9h còn trống không em");
    await appoint(clinic, { service: "Khám tổng quát", start, provider });
    expect(await late.decide({ kind: "approve" })).toMatchObject({
      undecided: {
        why: "untrue",
        claims: expect.arrayContaining([{ kind: "time", said: "09:00" }]),
      },
    });
    expect(await late.replies()).toEqual([]);
  });
});

/** A model that looks once and then says the same whatever it saw. */
const looksAndSays = (look: object, text: string): ChatModel => {
  const usage = { inputTokens: 0, outputTokens: 0 };
  return {
    name: "looks once",
    respond: ({ messages }) => {
      const hasLooked = messages.some(({ role }) => role === "tool");
      const call = { id: "call_1", name: "check_availability", arguments: look };
      return Promise.resolve(
        hasLooked ? { text, toolCalls: [], usage } : { text: null, toolCalls: [call], usage },
      );
    },
  };
};
