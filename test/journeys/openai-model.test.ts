import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Behaviour, calls, fails, fakeOpenAiOfFile, modelAt, words } from "../fake-openai.ts";
import { openTalk, type Talk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const startEndpoint = fakeOpenAiOfFile();
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const talkTo = async (...script: [Behaviour, ...Behaviour[]]): Promise<Talk> => {
  const endpoint = await startEndpoint(...script);
  const model = modelAt(endpoint);
  return openTalk(world, { model });
};

const traceOf = async ({ lead }: Talk) => {
  const { trace } = await world.db
    .selectFrom("turns")
    .select("trace")
    .where("conversation_id", "=", lead.conversationId)
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return trace;
};

const statesOf = async ({ lead }: Talk) =>
  (
    await world.db.selectFrom("bookings").select("state").where("lead_id", "=", lead.id).execute()
  ).map(({ state }) => state);

describe("a model behind an OpenAI-compatible endpoint", () => {
  test("books by tools, with the question for the yes in our words", async () => {
    const service = world.service("Cạo vôi răng").id;
    const talk = await talkTo(
      calls("select_service", { serviceId: service }),
      calls("propose_slots", {}),
      words("Dạ em gửi bạn các giờ còn trống, bạn chọn giúp em nhé?"),
    );
    const offer = await talk.say("cho mình cạo vôi răng");
    expect(offer.text).toBe("Dạ em gửi bạn các giờ còn trống, bạn chọn giúp em nhé?");
    expect(offer.choices).toHaveLength(3);
    expect(await statesOf(talk)).toEqual(["SLOT_PROPOSED"]);
    expect(await traceOf(talk)).toMatchObject({
      model: "openai:test-model",
      prompt: { id: "agent", version: expect.any(Number) },
      wording: "model",
      calls: [{ tool: "select_service" }, { tool: "propose_slots", outcome: "slots_proposed" }],
    });
  });

  test("a slot it confirms without the lead's yes is asked about instead", async () => {
    const talk = await talkTo(
      calls("select_service", { serviceId: world.service("Khám tổng quát").id }),
      calls("propose_slots", {}),
      words("Bạn chọn giờ nào ạ?"),
    );
    const offer = await talk.say("đặt khám tổng quát");
    const slotId = offer.choices[0]?.id;
    const second = await startEndpoint(
      calls("confirm_slot", { slotId }),
      words("Em đã đặt lịch cho bạn rồi nhé!"),
    );
    const impatient = modelAt(second, { maxRetries: 0 });
    const again = await openTalk(world, { model: impatient, lead: talk.lead });
    const reply = await again.say("cho mình giờ đầu tiên");
    expect(reply.text).toMatch(/^Bạn xác nhận đặt Khám tổng quát/u);
    expect(await statesOf(talk)).toEqual(["SLOT_PROPOSED"]);
  });

  test("an invented tool and broken arguments are refused, and the turn still ends well", async () => {
    const talk = await talkTo(
      calls("book_everything", { now: true }),
      calls("select_service", '{"serviceId": "'),
      words("Bạn muốn làm dịch vụ nào ạ?"),
    );
    const reply = await talk.say("chào em");
    expect(reply.text).toBe("Bạn muốn làm dịch vụ nào ạ?");
    expect(await statesOf(talk)).toEqual([]);
    expect(await traceOf(talk)).toMatchObject({
      calls: [{ outcome: "not_offered_now" }, { outcome: "invalid_input" }],
    });
  });

  test("a false claim is said again truly, or not at all", async () => {
    const talk = await talkTo(
      words("Em đã đặt lịch cho bạn vào 9h sáng mai rồi ạ."),
      words("Bạn muốn làm dịch vụ nào ạ?"),
    );
    const reply = await talk.say("đặt giúp mình 9h sáng mai");
    expect(reply.text).toBe("Bạn muốn làm dịch vụ nào ạ?");
    expect(await traceOf(talk)).toMatchObject({ wording: "model", claims: [{}, {}] });
  });

  test("an appointment nobody asked to move is not given up", async () => {
    const lead = await world.lead();
    const own = await openTalk(world, { lead });
    await own.say("khám tổng quát 10h sáng thứ 6");
    await own.say("đồng ý");
    const { id } = await world.db
      .selectFrom("bookings")
      .select("id")
      .where("lead_id", "=", lead.id)
      .executeTakeFirstOrThrow();
    const endpoint = await startEndpoint(
      calls("reschedule_booking", { bookingId: id, reason: "đổi giùm" }),
      words("Em đã dời lịch cho bạn rồi ạ."),
    );
    const model = modelAt(endpoint, { maxRetries: 0 });
    const talk = await openTalk(world, { model, lead });
    const reply = await talk.say("cảm ơn em nhiều nha");
    expect(reply.text).toMatch(/^Bạn muốn đổi lịch hẹn Khám tổng quát, Thứ 6, 06\/02, 10:00/u);
    expect(await statesOf(talk)).toEqual(["SLOT_CONFIRMED"]);
  });

  test("an endpoint that stays down hands the lead to a person and says so", async () => {
    const talk = await talkTo(fails(500));
    const reply = await talk.say("chào em");
    expect(reply.text).toContain("nhân viên");
    const { owner } = await world.db
      .selectFrom("conversations")
      .select("owner")
      .where("id", "=", talk.lead.conversationId)
      .executeTakeFirstOrThrow();
    expect(owner).toBe("waiting");
    expect(await traceOf(talk)).toMatchObject({ failure: expect.stringContaining("unavailable") });
  });
});
