import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { InboundDelivery } from "#src/conversation/push-channel.ts";
import { openPushWorld, type PushWorld } from "./push-world.ts";

let push: PushWorld;
beforeEach(async () => {
  push = await openPushWorld({ chatIntervalMs: 0, perSecond: 10_000 });
});
afterEach(() => push.close());

/** Somebody writes at an address and is answered. */
const write = async (
  address: string,
  text: string,
  more: Partial<InboundDelivery> = {},
): Promise<string> => {
  push.world.clock.advance({ minutes: 1 / 60 });
  await push.receive({ address, text, ...more });
  await push.work();
  return push.sent.findLast((part) => part.address === address)?.text ?? "";
};

const leadOf = async (address: string): Promise<string> =>
  (
    await push.db
      .selectFrom("contact_points")
      .select("lead_id")
      .where("address", "=", address)
      .executeTakeFirstOrThrow()
  ).lead_id;

const book = async (address: string, more: Partial<InboundDelivery> = {}): Promise<void> => {
  await write(address, "Em muốn trám răng 9h sáng mai, em tên Lan, số 0912 345 678", more);
  const [choice] = push.sent.findLast((part) => part.address === address)?.choices ?? [];
  await write(address, "", { kind: "press", choiceRef: choice?.id ?? null, ...more });
  await write(address, "đúng rồi ạ", more);
};

const bookings = () =>
  push.db.selectFrom("bookings").select(["lead_id", "state"]).orderBy("created_at").execute();

const proven = { kind: "phone", value: "+84912345678" } as const;

describe("one person on two channels", () => {
  test("is one when both channels vouch for the same number, and bookings follow", async () => {
    await book("sms-1", { proven });
    expect((await bookings()).map(({ state }) => state)).toEqual(["SLOT_CONFIRMED"]);
    await write("app-1", "lịch hẹn của em mấy giờ?");
    expect(await leadOf("app-1")).not.toBe(await leadOf("sms-1"));
    const answer = await write("app-1", "+84912345678", { kind: "contact", proven });
    expect(await leadOf("app-1")).toBe(await leadOf("sms-1"));
    expect(answer).not.toBe("");
    expect(await write("app-1", "lịch hẹn của em mấy giờ?")).toContain("06/02");
    const leads = await push.db.selectFrom("leads").select("id").execute();
    expect(leads.map(({ id }) => id)).toContain(await leadOf("sms-1"));
  });

  test("is not one by the same name and a number that is merely said", async () => {
    await book("sms-1", { proven });
    await book("stranger-1");
    expect(await leadOf("stranger-1")).not.toBe(await leadOf("sms-1"));
    expect(new Set((await bookings()).map(({ lead_id }) => lead_id)).size).toBe(2);
  });

  test("keeps what either has refused", async () => {
    await write("sms-1", "Em chào", { proven });
    await write("app-1", "STOP");
    await write("app-1", "+84912345678", { kind: "contact", proven });
    const { opted_out_at } = await push.db
      .selectFrom("leads")
      .select("opted_out_at")
      .where("id", "=", await leadOf("sms-1"))
      .executeTakeFirstOrThrow();
    expect(opted_out_at).not.toBeNull();
  });
});

describe("a code", () => {
  const codeIn = (text: string): string => /SW-[A-Z2-9]{4}-[A-Z2-9]{4}/u.exec(text)?.[0] ?? text;

  test("given on one channel, named on the other and agreed to there, makes one of two", async () => {
    await book("chat-a");
    const code = codeIn(await write("chat-a", "mã liên kết"));
    expect(await write("chat-b", `/start link_${code}`, { kind: "start" })).toContain("LIÊN KẾT");
    expect(await leadOf("chat-b")).not.toBe(await leadOf("chat-a"));
    expect(await write("chat-b", "liên kết")).toContain("đã nối hai kênh");
    expect(await leadOf("chat-b")).toBe(await leadOf("chat-a"));
    expect(await write("chat-b", "lịch hẹn của em mấy giờ?")).toContain("06/02");
  });

  test("that nobody agrees to links nobody", async () => {
    await book("chat-a");
    const code = codeIn(await write("chat-a", "mã liên kết"));
    await write("chat-b", code);
    await write("chat-b", "thôi khỏi");
    expect(await leadOf("chat-b")).not.toBe(await leadOf("chat-a"));
  });

  test.each([
    ["that is wrong", 0, () => "SW-AAAA-2222"],
    ["that is ten minutes old", 11, codeIn],
  ])("%s is none", async (_what, minutes, named) => {
    const given = await write("chat-a", "mã liên kết");
    push.world.clock.advance({ minutes });
    expect(await write("chat-b", named(given))).toContain("không đúng hoặc đã hết hạn");
    expect(await write("chat-b", "liên kết")).not.toContain("đã nối");
    expect(await leadOf("chat-b")).not.toBe(await leadOf("chat-a"));
  });

  test("works once, and the newest is the only one", async () => {
    const first = codeIn(await write("chat-a", "mã liên kết"));
    const second = codeIn(await write("chat-a", "mã liên kết"));
    expect(await write("chat-b", first)).toContain("không đúng");
    await write("chat-b", second);
    await write("chat-b", "liên kết");
    expect(await write("chat-c", second)).toContain("không đúng");
  });

  test("is stored as its hash", async () => {
    const code = codeIn(await write("chat-a", "mã liên kết"));
    const rows = await push.db.selectFrom("link_codes").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});
