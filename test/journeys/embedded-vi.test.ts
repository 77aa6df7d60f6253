import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTalk, type Talk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const bookingsOf = ({ lead }: Talk) =>
  world.db
    .selectFrom("bookings")
    .select(["state", "starts_at", "reschedule_count", "previous_appointments", "custom_fields"])
    .where("lead_id", "=", lead.id)
    .orderBy("created_at")
    .execute();

const ownerOf = async ({ lead }: Talk): Promise<string> => {
  const { owner } = await world.db
    .selectFrom("conversations")
    .select("owner")
    .where("id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  return owner;
};

const sayAll = async (talk: Talk, lines: readonly string[]) => {
  let last = { text: "", choices: [] } as Awaited<ReturnType<Talk["say"]>>;
  for (const line of lines) last = await talk.say(line);
  return last;
};

describe("khách đặt lịch bằng tiếng Việt", () => {
  test("the lines of 000 §3.2 end in a confirmed slot", async () => {
    const talk = await openTalk(world);
    const reply = await sayAll(talk, [
      "Tôi muốn bọc sứ cho răng cửa",
      "Vâng, tôi là khách hàng mới",
      "Tôi chọn thứ 3 lúc 9h",
      "Vâng, tôi xác nhận ngày T3 lúc 9h",
    ]);
    expect(reply.text).toContain("Thứ 3, 10/02, 09:00");
    const [booking] = await bookingsOf(talk);
    expect(booking).toMatchObject({
      state: "SLOT_CONFIRMED",
      starts_at: new Date("2026-02-10T09:00:00+07:00"),
    });
  });

  test("moving and cancelling are asked about, done and told", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["cho em đặt cạo vôi răng 9h sáng t4 tuần sau", "vâng ạ"]);
    const moved = await talk.say("Tôi không thể đi được ngày 11, có thể thay đổi không?");
    expect(moved.text).toContain("Thứ 4, 11/02, 09:00");
    expect(moved.choices).toHaveLength(3);
    await talk.say("cái thứ hai");
    const confirmed = await talk.press("Xác nhận");
    expect(confirmed.text).toContain("đã đổi lịch");
    const asked = await talk.say("Tôi không cần appointment nữa");
    expect(asked.choices.map(({ label }) => label)).toEqual(["Xác nhận huỷ", "Giữ lại"]);
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_CONFIRMED");
    await talk.say("vâng");
    expect(await bookingsOf(talk)).toMatchObject([
      { state: "CANCELLED", reschedule_count: 1, previous_appointments: [{}] },
    ]);
  });

  test("the same hour on another day is looked for at that hour", async () => {
    const talk = await openTalk(world);
    await talk.say("cho em đặt cạo vôi răng 9h sáng t4 tuần sau");
    const reply = await talk.say("cùng giờ thứ 5 được không");
    expect(reply.text).toContain("Thứ 5, 12/02, 09:00");
  });

  test("a day of the lunar calendar is asked about", async () => {
    const talk = await openTalk(world);
    const reply = await sayAll(talk, ["em muốn cạo vôi răng", "rằm em qua nhé"]);
    expect(reply.text).toContain("rằm");
    expect(reply.choices).toEqual([]);
  });

  test("teencode without diacritics books as well", async () => {
    const talk = await openTalk(world);
    const reply = await sayAll(talk, [
      "tay trang rang bn tien z",
      "dat cho minh t7 tuan nay nha",
      "ok",
    ]);
    expect(reply.text).toContain("Tẩy trắng răng, Thứ 7, 07/02");
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_CONFIRMED");
  });

  test("a yes with a condition is no yes", async () => {
    const talk = await openTalk(world);
    await talk.say("đặt khám tổng quát 8h sáng thứ 6");
    await talk.say("vâng nhưng 10h được không");
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_PROPOSED");
    const reply = await talk.say("đồng ý");
    expect(reply.text).toContain("Thứ 6, 06/02, 10:00");
  });

  test("the service asks for the medical history first and keeps the answer", async () => {
    const talk = await openTalk(world);
    const asked = await talk.say("nhổ răng khôn");
    expect(asked.text).toContain("tiền sử");
    const offered = await talk.say("em bị dị ứng penicillin");
    expect(offered.choices).toHaveLength(3);
    expect((await bookingsOf(talk))[0]?.custom_fields).toEqual({
      medical_history: "em bị dị ứng penicillin",
    });
  });

  test("a question in between is answered and the open question asked again", async () => {
    const talk = await openTalk(world);
    await talk.say("nhổ răng khôn");
    const reply = await talk.say("địa chỉ ở đâu vậy em?");
    expect(reply.text).toContain("Nguyễn Thị Minh Khai");
    expect(reply.text).toContain("tiền sử");
  });

  test("another service named on the way replaces the first", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["cạo vôi răng thứ 2 lúc 10h", "à thôi đổi sang tẩy trắng đi"]);
    const reply = await sayAll(talk, ["thứ 2 lúc 10h", "xác nhận"]);
    expect(reply.text).toContain("Tẩy trắng răng, Thứ 2, 09/02, 10:00");
    expect(await bookingsOf(talk)).toHaveLength(1);
  });

  test("earlier, later and another day are measured from what was offered", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["khám tổng quát", "chiều thứ 2"]);
    const earlier = await talk.say("sáng hơn được không");
    expect(earlier.choices.length).toBeGreaterThan(0);
    for (const { label } of earlier.choices) expect(label).toMatch(/09\/02, (08|09|10|11):/u);
    const other = await talk.say("ngày khác đi");
    for (const { label } of other.choices) expect(label).not.toContain("09/02");
  });

  test("an appointment is kept when the lead keeps it", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["trám răng 14h chiều thứ 5 tuần sau", "đúng rồi", "huỷ lịch giúp mình"]);
    const reply = await talk.say("đừng huỷ, giữ lại nha");
    expect(reply.text).toContain("vẫn giữ");
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_CONFIRMED");
  });

  test("a service that needs a payment waits for it", async () => {
    const talk = await openTalk(world);
    const reply = await sayAll(talk, [
      "cấy ghép implant sáng thứ 6 tuần sau",
      "cái đầu tiên",
      "ok em",
    ]);
    expect(reply.text).toContain("thanh toán trước");
    expect((await bookingsOf(talk))[0]?.state).toBe("PAYMENT_PENDING");
  });

  test("a lead who lives elsewhere hears their own clock with its zone", async () => {
    const lead = await world.lead();
    await world.db
      .updateTable("leads")
      .set({ timezone: "Asia/Tokyo" })
      .where("id", "=", lead.id)
      .execute();
    const talk = await openTalk(world, { lead });
    const reply = await sayAll(talk, ["khám tổng quát 11h sáng thứ 6", "đồng ý"]);
    expect(reply.text).toContain("Thứ 6, 06/02, 11:00 (Asia/Tokyo)");
    expect(await bookingsOf(talk)).toMatchObject([
      { state: "SLOT_CONFIRMED", starts_at: new Date("2026-02-06T09:00:00+07:00") },
    ]);
  });

  test("a service spoken of is booked without being named again, through small talk", async () => {
    const talk = await openTalk(world);
    const reply = await sayAll(talk, [
      "cạo vôi răng bao nhiêu tiền vậy em",
      "ok đặt cho chị chiều thứ 6 nha",
      "chị cám ơn",
      "cái đầu",
      "ừ",
      "lịch chị hôm nào nhỉ",
    ]);
    expect(reply.text).toMatch(/Cạo vôi răng – Thứ 6, 06\/02, 1[3-8]:/u);
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_CONFIRMED");
  });

  test("asking where the clinic is books nothing", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["trám răng 8h sáng thứ 6 tuần sau", "đồng ý"]);
    const reply = await talk.say("phòng khám ở đâu vậy?");
    expect(reply.text).toContain("Nguyễn Thị Minh Khai");
    expect(await bookingsOf(talk)).toHaveLength(1);
  });

  test("twice not understood, a person takes over", async () => {
    const talk = await openTalk(world);
    await talk.say("blah blah xyz");
    expect(await ownerOf(talk)).toBe("ai");
    const reply = await talk.say("qwerty asdf zxcv");
    expect(reply.text).toContain("nhân viên");
    expect(await ownerOf(talk)).toBe("waiting");
  });
});
