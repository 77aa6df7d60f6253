import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addSop, changeSop, type SopDraft } from "#src/catalog/edit/edit-sop.ts";
import type { WrittenQuestion } from "#src/domain/sop/sop-fault.ts";
import { granted } from "../appointments.ts";
import { openTalk, type Said, type Talk } from "../talk.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const sayAll = async (talk: Talk, lines: readonly string[]): Promise<Said> => {
  let last: Said = { text: "", choices: [] };
  for (const line of lines) last = await talk.say(line);
  return last;
};

const bookingOf = ({ lead }: { readonly lead: WorldLead }) =>
  world.db
    .selectFrom("bookings")
    .select(["id", "state", "starts_at", "custom_fields", "answered"])
    .where("lead_id", "=", lead.id)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow();

const leadRow = ({ lead }: Talk) =>
  world.db
    .selectFrom("leads")
    .select(["details", "answered", "phone"])
    .where("id", "=", lead.id)
    .executeTakeFirstOrThrow();

const ownerOf = async ({ lead }: Talk): Promise<string> => {
  const row = await world.db
    .selectFrom("conversations")
    .select("owner")
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  return row.owner;
};

const preparationsOf = async (talk: Talk) =>
  world.db
    .selectFrom("reminders")
    .select(["due_at", "status"])
    .where("booking_id", "=", (await bookingOf(talk)).id)
    .where("kind", "=", "prepare")
    .execute();

/** The visit took place. */
const visit = async (talk: Talk): Promise<void> => {
  const { id } = await bookingOf(talk);
  const system = world.caller({ actor: "system" });
  const { starts_at } = await bookingOf(talk);
  const minutes = (Number(starts_at) - world.clock.now().getTime()) / 60_000;
  world.clock.advance({ minutes: minutes - 60 });
  granted(await world.bookings.move(system, { bookingId: id, to: "REMINDER_SENT" }));
  world.clock.advance({ minutes: 120 });
  const showUp = { bookingId: id, showedUp: true };
  granted(await world.bookings.recordShowUp(world.caller({ actor: "sales" }), showUp));
};

const inScope = <T>(work: (scope: Parameters<typeof addSop>[0]) => Promise<T>): Promise<T> =>
  world.db.transaction().execute((tx) =>
    work({
      ...{ tx, organizationId: world.organization.id },
      ...{ now: world.clock.now(), newId: world.deps.newId },
    }),
  );

const asked = (difference: Partial<WrittenQuestion>): WrittenQuestion => ({
  ...{ field: "age", type: "number", scope: "booking", before: "SLOT_PROPOSED" },
  ...{ options: [], range: null, accepts: null, validMonths: null, asksAnew: false },
  otherwise: { say: null, next: "refuse" },
  question: { vi: "Bạn bao nhiêu tuổi ạ?", en: "How old are you?" },
  ...difference,
});

const written = async (service: string, questions: WrittenQuestion[]) => {
  const draft: SopDraft = {
    ...{ name: `Of ${service}`, audience: "everybody", preparations: [], questions },
    serviceIds: [world.service(service).id],
  };
  const answer = await inScope((scope) => addSop(scope, draft, "test"));
  if (!answer.ok) throw new Error(`${answer.code} ${answer.field}`);
  return answer.id;
};

describe("a first-time patient", () => {
  test("tiếng Việt: is asked, refused, answers, is offered times and told how to prepare", async () => {
    const talk = await openTalk(world);
    const question = await talk.say("em muốn tư vấn niềng răng 9h sáng thứ 4 tuần sau");
    expect(question.text).toContain("lần đầu");
    const refused = await talk.say("dạ không ạ");
    expect(refused.text).toContain("Để an toàn");
    expect(await bookingOf(talk)).toMatchObject({ state: "SERVICE_SELECTED" });
    const { details, answered } = await leadRow(talk);
    expect(details.medical_history_confirmed).toBe("no");
    expect(answered.medical_history_confirmed?.version).toBe(1);
    const offered = await talk.say("có ạ, bác sĩ của em đồng ý rồi");
    expect(offered.text).toContain("Thứ 4, 11/02, 09:00");
    const booked = await talk.say("vâng đặt giúp em");
    expect(booked.text).toContain("Thứ 4, 11/02, 09:00");
    expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_CONFIRMED" });
    expect(await preparationsOf(talk)).toEqual([
      { due_at: new Date("2026-02-08T09:00:00+07:00"), status: "planned" },
    ]);
  });
});

describe("an answer in chat", () => {
  test("of each type is understood in Vietnamese, and kept in one form", async () => {
    await written("Cạo vôi răng", [
      asked({ range: { least: 18, most: 99 } }),
      asked({
        field: "born_on",
        type: "date",
        question: { vi: "Bạn sinh ngày nào?", en: "Born?" },
      }),
      asked({
        ...{
          field: "gums",
          type: "choice",
          question: { vi: "Nướu của bạn thế nào?", en: "Gums?" },
        },
        options: [
          { key: "healthy", label: { vi: "Bình thường", en: "Healthy" } },
          { key: "bleeding", label: { vi: "Hay chảy máu", en: "Bleeding" } },
        ],
      }),
      asked({ field: "kin", type: "phone", question: { vi: "Số của người thân?", en: "Kin?" } }),
      asked({ field: "mail", type: "email", question: { vi: "E-mail của bạn?", en: "E-mail?" } }),
    ]);
    const talk = await openTalk(world);
    await talk.say("cho em cạo vôi răng 9h sáng thứ 5 tuần sau");
    expect((await talk.say("em 34 tuổi ạ")).text).toContain("sinh ngày nào");
    const gums = await talk.say("24/5/1991");
    expect(gums.choices.map(({ label }) => label)).toEqual(["Bình thường", "Hay chảy máu"]);
    expect((await talk.say("2")).text).toContain("người thân");
    expect((await talk.say("0912 345 678")).text).toContain("E-mail");
    const offered = await talk.say("lan.nguyen@example.com nha");
    expect(offered.text).toContain("Thứ 5, 12/02, 09:00");
    expect((await bookingOf(talk)).custom_fields).toEqual({
      ...{ age: "34", born_on: "1991-05-24", gums: "bleeding" },
      ...{ kin: "+84912345678", mail: "lan.nguyen@example.com" },
    });
    expect((await leadRow(talk)).phone).toBeNull();
  });

  test("that does not fit is asked for once more with what is expected, then a person helps", async () => {
    const talk = await openTalk(world);
    await talk.say("cho em cạo vôi răng 10h sáng thứ 6 tuần sau");
    const again = await talk.say("em 7 tuổi");
    expect(again.text).toContain("từ 18 đến 99");
    expect(again.text).toContain("Bạn bao nhiêu tuổi");
    expect(await ownerOf(talk)).toBe("ai");
    await talk.say("dạ 8 tuổi");
    expect(await ownerOf(talk)).not.toBe("ai");
    expect((await bookingOf(talk)).custom_fields).toEqual({});
  });

  test("may be pressed, and in English chosen by its label", async () => {
    const pressed = await openTalk(world);
    await sayAll(pressed, ["cạo vôi răng 14h thứ 6 tuần sau", "40", "1/2/1986"]);
    await pressed.press("Bình thường");
    expect((await bookingOf(pressed)).custom_fields.gums).toBe("healthy");
    const said = await openTalk(world);
    await sayAll(said, ["I want a teeth cleaning next Friday at 3pm", "I'm 41", "May 24, 1985"]);
    await said.say("they are bleeding");
    expect((await bookingOf(said)).custom_fields).toMatchObject({
      ...{ age: "41", born_on: "1985-05-24", gums: "bleeding" },
    });
  });
});

test("what must be known before a yes is asked once a time is chosen, and the time is kept", async () => {
  await written("Trám răng", [
    asked({
      ...{ field: "heart_device", type: "yes_no", before: "SLOT_CONFIRMED", accepts: ["no"] },
      question: { vi: "Bạn có máy tạo nhịp tim không ạ?", en: "Do you have a pacemaker?" },
      otherwise: { say: null, next: "hand_over" },
    }),
  ]);
  const talk = await openTalk(world);
  const question = await talk.say("em muốn trám răng 15h thứ 4 tuần sau");
  expect(question.text).toContain("máy tạo nhịp");
  expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_PROPOSED" });
  const confirm = await talk.say("dạ không");
  expect(confirm.text).toContain("Thứ 4, 11/02, 15:00");
  await talk.say("vâng đặt giúp em");
  expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_CONFIRMED" });

  const other = await openTalk(world);
  await sayAll(other, ["em muốn trám răng 16h thứ 4 tuần sau", "dạ có"]);
  expect(await ownerOf(other)).not.toBe("ai");
  expect(await bookingOf(other)).toMatchObject({ state: "SLOT_PROPOSED" });
});

test("a version that comes in the middle asks what is new, and keeps what was answered", async () => {
  const history = asked({
    ...{ field: "whitened_before", type: "yes_no" },
    question: { vi: "Bạn từng tẩy trắng chưa ạ?", en: "Whitened before?" },
  });
  const id = await written("Tẩy trắng răng", [
    history,
    asked({ field: "shade", type: "text", question: { vi: "Bạn thích tông nào?", en: "Shade?" } }),
  ]);
  const talk = await openTalk(world);
  await talk.say("em muốn tẩy trắng răng 9h sáng thứ 5 tuần sau");
  expect((await talk.say("dạ rồi")).text).toContain("tông nào");
  const sensitive = asked({
    ...{ field: "sensitive", type: "yes_no" },
    question: { vi: "Răng bạn có ê buốt không ạ?", en: "Sensitive?" },
  });
  await inScope((scope) => changeSop(scope, id, { questions: [history, sensitive] }, "test"));
  // What was asked is not asked any more; what is asked now comes next.
  const next = await talk.say("trắng tự nhiên thôi ạ");
  expect(next.text).toContain("ê buốt");
  const offered = await talk.say("dạ không");
  expect(offered.text).toContain("Thứ 5, 12/02, 09:00");
  const { answered } = await bookingOf(talk);
  expect([answered.whitened_before?.version, answered.sensitive?.version]).toEqual([1, 2]);
});

test("a first-time patient in English is, too, and a patient who was here is neither asked nor prepared again", async () => {
  const talk = await openTalk(world);
  const question = await talk.say("Hello, I'd like a braces consultation next Thursday at 2pm");
  expect(question.text).toContain("As this is your first visit");
  const refused = await talk.say("no");
  expect(refused.text).toContain("For your safety");
  const offered = await talk.say("yes");
  expect(offered.text).toContain("Thursday, 12 February, 14:00");
  await talk.say("yes please book it");
  expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_CONFIRMED" });
  expect(await preparationsOf(talk)).toHaveLength(1);
  await visit(talk);
  const again = await talk.say("I'd like another braces consultation next Friday at 2pm");
  expect(again.text).not.toContain("first visit");
  await talk.say("yes please book it");
  expect(await bookingOf(talk)).toMatchObject({ state: "SLOT_CONFIRMED" });
  expect(await preparationsOf(talk)).toEqual([]);
});
