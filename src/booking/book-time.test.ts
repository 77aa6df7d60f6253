import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { granted, refused, sayYes, slotAt } from "../../test/appointments.ts";
import { openWorld, type World, type WorldLead } from "../../test/world.ts";
import type { TimeBooking } from "./book-time.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const an = () => world.provider("BS. Nguyễn Văn An").id;
const book = (lead: WorldLead, difference: Partial<TimeBooking>) =>
  world.bookings.bookTime(world.caller({ actor: "sales", lead }), {
    leadId: lead.id,
    conversationId: lead.conversationId,
    serviceId: world.service("Bọc sứ thẩm mỹ").id,
    start: new Date("2026-02-10T09:00:00+07:00"),
    details: { phone: "+84901234567", answers: { first_visit: "yes" } },
    statedBy: "Mai",
    ...difference,
  });

const rowsOf = async (lead: WorldLead) => {
  const bookings = await world.db
    .selectFrom("bookings")
    .select("state")
    .where("lead_id", "=", lead.id)
    .execute();
  const held = await world.db
    .selectFrom("allocations")
    .select("kind")
    .where("lead_id", "=", lead.id)
    .execute();
  return { bookings, held };
};

describe("booking one named time", () => {
  test("walks every state of the table and ends confirmed", async () => {
    const lead = await world.lead();
    const { booking } = granted(await book(lead, { providerId: an(), notes: "VIP" }));
    expect(booking).toMatchObject({ state: "SLOT_CONFIRMED", appointment: { providerId: an() } });
    const row = await world.db
      .selectFrom("bookings")
      .select(["state_history", "notes"])
      .where("id", "=", booking.id)
      .executeTakeFirstOrThrow();
    expect(row.notes).toBe("VIP");
    expect(row.state_history.map(({ state }) => state)).toEqual([
      "INQUIRY",
      "SERVICE_SELECTED",
      "SLOT_PROPOSED",
      "SLOT_CONFIRMED",
    ]);
  });

  test("holds the time when nobody states the lead's yes, and the lead confirms it", async () => {
    const lead = await world.lead();
    const start = new Date("2026-02-10T10:00:00+07:00");
    const { action, booking, offered = [] } = granted(await book(lead, { start, statedBy: null }));
    expect(action).toBe("slots_proposed");
    expect(offered).toHaveLength(1);
    const slot = slotAt(offered, start.toISOString());
    expect(granted(await sayYes(world, { lead, booking }, slot)).booking.state).toBe(
      "SLOT_CONFIRMED",
    );
  });

  test("that is taken says so with times that are free, and leaves nothing behind", async () => {
    const wish = { start: new Date("2026-02-11T09:00:00+07:00"), providerId: an() };
    granted(await book(await world.lead(), wish));
    const lead = await world.lead();
    const refusal = refused(await book(lead, wish));
    expect(refusal.code).toBe("slot_taken");
    expect(refusal.alternatives?.map(({ providerId }) => providerId)).toEqual([an(), an(), an()]);
    expect(await rowsOf(lead)).toEqual({ bookings: [], held: [] });
    const [next] = refusal.alternatives ?? [];
    if (!next) throw new Error("no alternative");
    granted(await book(lead, { start: next.start, providerId: next.providerId }));
  });

  test.each<[string, Partial<TimeBooking>, string]>([
    ["in the past", { start: new Date("2026-02-04T09:00:00+07:00") }, "past_date"],
    ["at this very moment", { start: new Date("2026-02-05T09:00:00+07:00") }, "past_date"],
    ["at night", { start: new Date("2026-02-10T03:00:00+07:00") }, "no_slots"],
    ["between two starts", { start: new Date("2026-02-10T14:07:00+07:00") }, "no_slots"],
    ["of no service", { serviceId: randomUUID() }, "unknown_service"],
    ["with a question open", { details: {} }, "sop_fields_complete"],
    ["with an answer nobody asked for", { details: { answers: { age: "3" } } }, "invalid_input"],
    ["for nobody", { leadId: randomUUID() }, "invalid_input"],
  ])("%s is refused", async (_what, difference, code) => {
    const lead = await world.lead();
    const before = world.clock.now().toISOString();
    world.clock.set("2026-02-05T09:00:00+07:00");
    const start = new Date("2026-02-12T09:00:00+07:00");
    expect(refused(await book(lead, { start, ...difference })).code).toBe(code);
    world.clock.set(before);
    expect(await rowsOf(lead)).toEqual({ bookings: [], held: [] });
  });

  test("nearer than the notice names the notice", async () => {
    const now = world.clock.now().toISOString();
    world.clock.set("2026-02-12T13:10:00+07:00");
    const start = new Date("2026-02-12T13:30:00+07:00");
    const refusal = refused(await book(await world.lead(), { start }));
    world.clock.set(now);
    expect(refusal.code).toBe("min_notice");
    expect(refusal.alternatives?.length).toBeGreaterThanOrEqual(2);
  });
});
