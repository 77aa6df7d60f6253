import type { Message } from "botframework-directlinejs";
import { DateTime } from "luxon";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { connect, type Db } from "#src/db/connect.ts";
import { type ClientLead, openClientLead } from "../direct-line-client.ts";
import {
  findDatabase,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from "../server.ts";

let dataDir: string;
let server: ServerProcess;
let db: Db;
const leads: ClientLead[] = [];

beforeAll(async () => {
  dataDir = await makeDataDir();
  server = await startServer({ dataDir });
  const log = { info: () => undefined, warn: () => undefined };
  db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
}, 120_000);

afterAll(async () => {
  for (const lead of leads) lead.end();
  await db.destroy();
  await server.kill("SIGTERM");
  await removeDataDir(dataDir);
});

const enter = async (site: string, webSocket: boolean): Promise<ClientLead> => {
  const lead = await openClientLead(server.url, site, webSocket);
  leads.push(lead);
  return lead;
};

const bookingOf = ({ conversationId }: ClientLead) =>
  db
    .selectFrom("bookings")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .executeTakeFirstOrThrow();

const eventsOf = (bookingId: string) =>
  db
    .selectFrom("booking_events")
    .selectAll()
    .where("booking_id", "=", bookingId)
    .orderBy("position")
    .execute();

/** What takes somebody's time: neither a hold nor released. */
const takenBy = (bookingId: string) =>
  db
    .selectFrom("allocations")
    .select(["starts_at", "ends_at", "provider_id"])
    .where("booking_id", "=", bookingId)
    .where("kind", "=", "booking")
    .where("released_at", "is", null)
    .execute();

const saigon = "Asia/Ho_Chi_Minh";
const newYork = "America/New_York";

const localOf = (at: Date | null, zone: string): DateTime =>
  DateTime.fromJSDate(at ?? new Date(Number.NaN), { zone });

/** The first Tuesday at nine whose half hour of notice is not over. */
const nextTuesdayAtNine = (): Date => {
  const now = DateTime.now().setZone(saigon);
  const days = (2 - now.weekday + 7) % 7;
  const at = now.plus({ days }).set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
  return (at < now.plus({ minutes: 30 }) ? at.plus({ weeks: 1 }) : at).toJSDate();
};

/** The states with who led there; a second proposal in a row is still a proposal. */
const path = ({ state_history: history }: Awaited<ReturnType<typeof bookingOf>>) =>
  history
    .map(({ state, by }) => `${state} by ${by}`)
    .filter((step, at, steps) => step !== steps[at - 1]);

const booked = [
  "INQUIRY by lead",
  "SERVICE_SELECTED by lead",
  "SLOT_PROPOSED by lead",
  "SLOT_CONFIRMED by lead",
];
const moved = [...booked, "RESCHEDULED by lead", "SLOT_PROPOSED by lead", "SLOT_CONFIRMED by lead"];

const titles = ({ suggestedActions }: Message) =>
  suggestedActions?.actions.map(({ title }) => title) ?? [];

describe.each([
  ["a WebSocket", true],
  ["polling", false],
])("Microsoft's own client over %s", (_transport, webSocket) => {
  test("books with the lines of 000 §3.2, moves the appointment and cancels it", async () => {
    const lead = await enter("nha-khoa-hoa-mai", webSocket);
    const before = nextTuesdayAtNine();
    await lead.say("Tôi muốn bọc sứ cho răng cửa");
    await lead.say("Vâng, tôi là khách hàng mới");
    await lead.say("Tôi chọn thứ 3 lúc 9h");
    const told = await lead.say("Vâng, tôi xác nhận ngày T3 lúc 9h");
    const first = await bookingOf(lead);
    expect([before, nextTuesdayAtNine()]).toContainEqual(first.starts_at);
    const at = localOf(first.starts_at, saigon);
    expect(told.text).toContain(`Thứ 3, ${at.toFormat("dd/MM")}, 09:00`);
    expect(path(first)).toEqual(booked);
    expect(await takenBy(first.id)).toEqual([
      {
        starts_at: at.toJSDate(),
        ends_at: at.plus({ minutes: 30 }).toJSDate(),
        provider_id: first.provider_id,
      },
    ]);
    expect((await eventsOf(first.id)).at(-1)).toMatchObject({
      event_id: expect.stringMatching(/^[\da-f-]{36}$/u),
      booking_id: first.id,
      timestamp: first.updated_at,
      event_type: "state_change",
      from_state: "SLOT_PROPOSED",
      to_state: "SLOT_CONFIRMED",
      triggered_by: "customer",
      triggered_by_id: first.lead_id,
      message_content: "Vâng, tôi xác nhận ngày T3 lúc 9h",
      data_snapshot: {
        appointment_date: at.toISODate(),
        appointment_time: "09:00",
        service_id: first.service_id,
        provider_id: first.provider_id,
      },
      validation_passed: true,
      validation_checks: expect.arrayContaining([
        expect.objectContaining({ rule: "explicit_confirmation", passed: true }),
        expect.objectContaining({ rule: "slot_still_available", passed: true }),
        expect.objectContaining({ rule: "not_in_past", passed: true }),
      ]),
    });

    const wish = `Tôi không thể đi được ngày ${at.day}, có thể thay đổi không?`;
    const offer = await lead.say(wish);
    expect(titles(offer)).toHaveLength(3);
    expect(await takenBy(first.id)).toEqual([]);
    await lead.say("cái thứ hai");
    await lead.say("Vâng, tôi xác nhận");
    const second = await bookingOf(lead);
    expect(path(second)).toEqual(moved);
    expect(second).toMatchObject({ reschedule_count: 1, reschedule_reason: wish });
    expect(second.previous_appointments).toMatchObject([{ start: at.toUTC().toISO() }]);
    expect(await takenBy(first.id)).toMatchObject([{ starts_at: second.starts_at }]);

    const asked = await lead.say("Tôi không cần appointment nữa");
    expect(titles(asked)).toEqual(["Xác nhận huỷ", "Giữ lại"]);
    expect((await bookingOf(lead)).state).toBe("SLOT_CONFIRMED");
    const farewell = await lead.say("Vâng");
    expect(farewell.text).toContain("đã huỷ");
    const last = await bookingOf(lead);
    expect(path(last)).toEqual([...moved, "CANCELLED by lead"]);
    expect(last).toMatchObject({
      cancelled_by: "customer",
      cancellation_reason: "Tôi không cần appointment nữa",
    });
    expect(last.cancelled_at).toEqual(last.updated_at);
    expect(await takenBy(first.id)).toEqual([]);
  }, 60_000);

  test("books, moves and cancels at the spa in English", async () => {
    const lead = await enter("willow-spa", webSocket);
    // Beyond the spa's notice for moving and cancelling, whenever this runs.
    const day = DateTime.now().setZone(newYork).plus({ days: 4 });
    await lead.say(`Hi, I'd like a facial on ${day.weekdayLong} at 2pm`);
    const asked = await lead.say("sure, it's 212-555-0187");
    expect(asked.text).toContain(day.toFormat("cccc, d MMMM, '14:00'"));
    const told = await lead.say("Yes, that works");
    expect(told.text).toContain("You are booked");
    const first = await bookingOf(lead);
    const at = localOf(first.starts_at, newYork);
    expect(at.toFormat("yyyy-MM-dd HH:mm")).toBe(day.toFormat("yyyy-MM-dd '14:00'"));
    expect(path(first)).toEqual(booked);
    expect(await takenBy(first.id)).toMatchObject([{ starts_at: first.starts_at }]);

    await lead.say(`Sorry, I can't make it on ${at.toFormat("MMMM d")}. Can we move it?`);
    await lead.say("the third one please");
    const again = await lead.say("yes, confirm");
    expect(again.text).toContain("moved to");
    const second = await bookingOf(lead);
    expect(path(second)).toEqual(moved);

    await lead.say("Actually I don't need the appointment anymore");
    expect((await bookingOf(lead)).state).toBe("SLOT_CONFIRMED");
    const farewell = await lead.say("yes");
    expect(farewell.text).toContain("cancelled");
    expect(await bookingOf(lead)).toMatchObject({ state: "CANCELLED", cancelled_by: "customer" });
    expect(await takenBy(first.id)).toEqual([]);
  }, 60_000);
});
