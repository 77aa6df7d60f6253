import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import { begin, granted, refused } from "../../test/appointments.ts";
import { openWorld, type World, type WorldLead } from "../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const asLead = (lead: WorldLead) => world.caller({ actor: "lead", lead });
const create = async (lead: WorldLead) => {
  const { conversationId } = lead;
  const { bookings } = world;
  return granted(await bookings.create(asLead(lead), { leadId: lead.id, conversationId })).booking;
};

describe("a new booking", () => {
  test("starts in INQUIRY with its history and an event", async () => {
    const lead = await world.lead();
    const booking = await create(lead);
    expect(booking).toMatchObject({ state: "INQUIRY", leadId: lead.id, appointment: null });
    const events = await listBookingEvents(world.db, world.organization.id, booking.id);
    expect(events).toMatchObject([{ event_type: "created", triggered_by: "customer" }]);
    const row = await world.db
      .selectFrom("bookings")
      .select("state_history")
      .where("id", "=", booking.id)
      .executeTakeFirstOrThrow();
    expect(row.state_history).toEqual([
      { state: "INQUIRY", at: world.clock.now().toISOString(), by: "lead" },
    ]);
  });

  test("is refused for a lead that is not the caller, or nobody", async () => {
    const [lan, minh] = [await world.lead("Lan"), await world.lead("Minh")];
    for (const leadId of [minh.id, randomUUID(), "lead_xyz"]) {
      const answer = await world.bookings.create(asLead(lan), { leadId, conversationId: null });
      expect(refused(answer).code).toBe("invalid_input");
    }
  });

  test("speaks of the lead's own conversation and earlier bookings only", async () => {
    const [lan, minh] = [await world.lead("Lan"), await world.lead("Minh")];
    const earlier = await create(lan);
    const own = { leadId: lan.id, conversationId: lan.conversationId };
    const again = await world.bookings.create(asLead(lan), {
      ...own,
      previousBookingId: earlier.id,
    });
    expect(granted(again).booking.previousBookingIds).toEqual([earlier.id]);
    const foreign = await create(minh);
    for (const stray of [
      { ...own, conversationId: minh.conversationId },
      { ...own, previousBookingId: foreign.id },
      { ...own, previousBookingId: "none" },
    ]) {
      expect(refused(await world.bookings.create(asLead(lan), stray)).code).toBe("invalid_input");
    }
  });
});

describe("choosing a service", () => {
  const select = async (lead: WorldLead, bookingId: string, name: string) =>
    world.bookings.selectService(asLead(lead), { bookingId, serviceId: world.service(name).id });

  test("takes its price along where it is paid in advance", async () => {
    const lead = await world.lead();
    const { id } = await create(lead);
    const { booking } = granted(await select(lead, id, "Cấy ghép Implant"));
    expect(booking.state).toBe("SERVICE_SELECTED");
    expect(booking.payment).toMatchObject({
      required: true,
      amount: { minor: 2_000_000, currency: "VND" },
      method: "bank_transfer",
    });
  });

  test("replaces an earlier choice without moving the booking, and says so in the record", async () => {
    const lead = await world.lead();
    const { id } = await create(lead);
    granted(await select(lead, id, "Cấy ghép Implant"));
    const { booking } = granted(await select(lead, id, "Trám răng"));
    expect(booking).toMatchObject({ state: "SERVICE_SELECTED", serviceName: "Trám răng" });
    expect(booking.payment).toMatchObject({ required: false, amount: null });
    const events = await listBookingEvents(world.db, world.organization.id, id);
    expect(events.map(({ event_type }) => event_type)).toEqual([
      "created",
      "state_change",
      "service_changed",
    ]);
  });

  test("that does not exist, or is not offered any more, is refused", async () => {
    const lead = await world.lead();
    const { id: bookingId } = await create(lead);
    for (const serviceId of [randomUUID(), "boc-su", ""]) {
      const answer = await world.bookings.selectService(asLead(lead), { bookingId, serviceId });
      expect(refused(answer).code).toBe("unknown_service");
    }
    const service = world.service("Tẩy trắng răng");
    const offer = (active: boolean) =>
      world.db.updateTable("services").set({ active }).where("id", "=", service.id).execute();
    await offer(false);
    const answer = refused(await select(lead, bookingId, service.name));
    await offer(true);
    expect(answer.code).toBe("service_in_catalog");
    expect(answer.suggestedReply).toContain("bên em không có");
  });

  test("by a blocked lead is refused, and the attempt is on record", async () => {
    const lead = await world.lead();
    const { id } = await create(lead);
    await world.db.updateTable("leads").set({ blocked: true }).where("id", "=", lead.id).execute();
    expect(refused(await select(lead, id, "Trám răng")).code).toBe("lead_not_blocked");
    const events = await listBookingEvents(world.db, world.organization.id, id);
    expect(events.at(-1)).toMatchObject({
      from_state: "INQUIRY",
      to_state: "SERVICE_SELECTED",
      validation_passed: false,
    });
  });
});

describe("what a lead tells of themselves", () => {
  test("is kept with the lead, the answers where they belong", async () => {
    const { lead, booking } = await begin(world, { service: "Nhổ răng khôn" });
    const saved = await world.bookings.saveDetails(asLead(lead), {
      bookingId: booking.id,
      name: "Trần Lan",
      email: "lan@example.com",
      preferences: { times: [{ fromMinute: 540, toMinute: 720 }] },
      answers: { medical_history: "dị ứng penicillin" },
    });
    expect(granted(saved).action).toBe("details_saved");
    const stored = await world.db
      .selectFrom("leads")
      .selectAll()
      .where("id", "=", lead.id)
      .executeTakeFirstOrThrow();
    expect(stored).toMatchObject({
      name: "Trần Lan",
      phone: "+84901234567",
      email: "lan@example.com",
      preferences: { times: [{ fromMinute: 540, toMinute: 720 }] },
      details: {},
    });
    const { custom_fields } = await world.db
      .selectFrom("bookings")
      .select("custom_fields")
      .where("id", "=", booking.id)
      .executeTakeFirstOrThrow();
    expect(custom_fields).toEqual({ medical_history: "dị ứng penicillin" });
  });

  test("in two bookings at once is all kept", async () => {
    const lead = await world.lead();
    const one = await begin(world, { lead });
    const two = await begin(world, { lead });
    const save = (bookingId: string, more: object) =>
      world.bookings.saveDetails(asLead(lead), { bookingId, ...more });
    await Promise.all([
      save(one.booking.id, { preferences: { providerId: world.provider("BS. Lê Minh Cường").id } }),
      save(two.booking.id, { preferences: { locationId: world.location("Quận 7").id } }),
    ]);
    const stored = await world.db
      .selectFrom("leads")
      .select("preferences")
      .where("id", "=", lead.id)
      .executeTakeFirstOrThrow();
    expect(Object.keys(stored.preferences).sort()).toEqual(["locationId", "providerId"]);
  });

  test("to a question nobody asked is refused", async () => {
    const { lead, booking } = await begin(world);
    const answers = { shoe_size: "38" };
    const answer = await world.bookings.saveDetails(asLead(lead), {
      bookingId: booking.id,
      answers,
    });
    expect(refused(answer).code).toBe("invalid_input");
  });

  test("with blanks answers nothing, and leaves what was answered", async () => {
    const { lead, booking } = await begin(world, { service: "Nhổ răng khôn" });
    const answers = { medical_history: "  " };
    const save = world.bookings.saveDetails(asLead(lead), { bookingId: booking.id, answers });
    expect(refused(await save)).toMatchObject({
      ...{ code: "answer_unfit", field: "answers.medical_history" },
    });
    granted(await world.bookings.proposeSlots(asLead(lead), { bookingId: booking.id }));
  });
});

describe("somebody else's booking", () => {
  test("does not exist for a lead, whatever they ask of it", async () => {
    const { booking } = await begin(world);
    const minh = asLead(await world.lead("Minh"));
    const { bookings } = world;
    const bookingId = booking.id;
    const answers = await Promise.all([
      bookings.selectService(minh, { bookingId, serviceId: world.service("Trám răng").id }),
      bookings.saveDetails(minh, { bookingId, name: "Minh" }),
      bookings.proposeSlots(minh, { bookingId }),
      bookings.confirmSlot(minh, { bookingId, slotId: "x", consent: null }),
      bookings.reschedule(minh, { bookingId, reason: "x" }),
      bookings.cancel(minh, { bookingId, reason: "x", consent: null }),
      bookings.recordShowUp(minh, { bookingId, showedUp: true }),
      bookings.move(minh, { bookingId, to: "ABANDONED" }),
      bookings.validate(minh, bookingId, "CANCELLED"),
    ]);
    expect(answers.map((answer) => refused(answer).code)).toEqual(
      answers.map(() => "unknown_booking"),
    );
    expect(await bookings.find(minh, booking.leadId)).toEqual([]);
  });

  test.each([
    "",
    "1",
    "booking_123",
    randomUUID(),
  ])("nor does %j for anybody", async (bookingId) => {
    const sales = world.caller({ actor: "sales" });
    const answer = await world.bookings.move(sales, { bookingId, to: "FOLLOW_UP" });
    expect(refused(answer).code).toBe("unknown_booking");
  });
});
