import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  ActionAnswer,
  AvailabilityAnswer,
  BookingAnswer,
  ErrorBody,
  EventList,
  LeadBookings,
} from "#src/http/contract.ts";
import { bookingFields } from "./booking-fields.ts";
import { bookAtClinic, bookedId, leadOf, newPhone } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

describe("booking a time", () => {
  test("answers with the record in the shape of 000 §4.1", async () => {
    const answer = await bookAtClinic(world, { more: { notes: "Khách VIP" } });
    expect(answer.status).toBe(201);
    const { booking } = answer.as(ActionAnswer);
    expect(Object.keys(booking).sort()).toEqual(bookingFields);
    expect(booking).toMatchObject({
      state: "SLOT_CONFIRMED",
      appointment_date: "2026-03-03",
      appointment_time: "09:00",
      appointment_end_time: "09:30",
      service_name: "Bọc sứ thẩm mỹ",
      required_fields: { service_type: true, payment: false, first_visit: true },
      met_conditions: { appointment_slot: true, customer_contact: true, payment: null },
      blocking_issues: [],
      notes: "Khách VIP",
    });
    expect(booking.state_history.map(({ state }) => state)).toEqual([
      "INQUIRY",
      "SERVICE_SELECTED",
      "SLOT_PROPOSED",
      "SLOT_CONFIRMED",
    ]);
  });

  test("a time nobody has left is refused with the free times of that day and real slots", async () => {
    const time = "15:00";
    const booked = [];
    let answer = await bookAtClinic(world, { time });
    while (answer.status === 201) {
      booked.push(answer.as(ActionAnswer).booking.provider_id);
      answer = await bookAtClinic(world, { time });
    }
    expect(booked.length).toBeGreaterThanOrEqual(2);
    expect(answer.status).toBe(409);
    const error = answer.as(ErrorBody);
    expect(error).toMatchObject({ success: false, error: "SLOT_UNAVAILABLE" });
    expect(error.availableSlots).toContain("15:30");
    expect(error.availableSlots).not.toContain(time);
    const [nearest] = error.alternatives ?? [];
    const instead = await world.clinic.ask("POST", "/bookings", {
      lead: { phone: newPhone() },
      serviceId: nearest?.service_id,
      slotId: nearest?.slot_id,
      answers: { first_visit: "no" },
    });
    expect(instead.as(ActionAnswer).booking).toMatchObject({
      appointment_date: nearest?.date,
      appointment_time: nearest?.start_time,
      provider_id: nearest?.provider_id,
    });
  });

  test("of twenty requests at once for one dentist's hour, one has it and each other is told", async () => {
    const { booking } = (await bookAtClinic(world, { date: "2026-03-17" })).as(ActionAnswer);
    const more = { providerId: booking.provider_id, locationId: booking.location_id };
    const wish = { date: "2026-03-18", time: "10:00", more };
    const asked = Array.from({ length: 20 }, () => bookAtClinic(world, wish));
    const answers = await Promise.all(asked);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(lost).toHaveLength(19);
    for (const answer of lost) {
      expect([answer.status, answer.as(ErrorBody).error]).toEqual([409, "SLOT_UNAVAILABLE"]);
      expect(answer.as(ErrorBody).availableSlots).not.toContain("10:00");
    }
  });

  test("a question that is not answered blocks with its words", async () => {
    const answer = await bookAtClinic(world, { time: "10:00", more: { answers: {} } });
    expect(answer.status).toBe(409);
    expect(answer.as(ErrorBody)).toMatchObject({
      error: "TRANSITION_BLOCKED",
      blocking: [{ rule: "sop_fields_complete", fix: "save_lead_details" }],
    });
  });

  test("sales may hold the time instead, for the lead to say yes to", async () => {
    const held = await bookAtClinic(world, { time: "10:30", more: { hold: true } });
    const { booking, offered } = held.as(ActionAnswer);
    expect(booking.state).toBe("SLOT_PROPOSED");
    expect(offered).toMatchObject([{ start_time: "10:30", reserved_by: booking.booking_id }]);
    const slotId = offered?.[0]?.slot_id;
    const url = `/bookings/${booking.booking_id}/confirm`;
    const confirmed = await world.clinic.ask("POST", url, { slotId });
    expect(confirmed.as(ActionAnswer).booking.state).toBe("SLOT_CONFIRMED");
  });

  test("a service with a deposit waits for its payment", async () => {
    const answer = await bookAtClinic(world, {
      service: "Implant",
      date: "2026-03-12",
      time: "14:00",
    });
    const { booking } = answer.as(ActionAnswer);
    expect(booking).toMatchObject({
      state: "PAYMENT_PENDING",
      payment_required: true,
      payment_status: "pending",
      required_fields: { payment: true },
      met_conditions: { payment: false },
    });
    expect(booking.payment_amount).toEqual({ minor: expect.any(Number), currency: "VND" });
  });
});

describe("whose clock a time is on", () => {
  const startOf = async (more: Record<string, unknown>, leadId?: string) => {
    const answer = await bookAtClinic(world, {
      date: "2026-03-05",
      ...(leadId && { leadId }),
      more,
    });
    const { booking } = answer.as(ActionAnswer);
    return `${booking.appointment_date} ${booking.appointment_time}`;
  };

  test("the request's own, else the lead's, else the place's", async () => {
    const tokyo = await leadOf(world.clinic, { timezone: "Asia/Tokyo" });
    const first = { first_visit: "yes" };
    expect(await startOf({ time: "11:00", answers: first }, tokyo)).toBe("2026-03-05 09:00");
    const sydney = { time: "14:00", timezone: "Australia/Sydney", answers: first };
    expect(await startOf(sydney, await leadOf(world.clinic, { timezone: "Asia/Tokyo" }))).toBe(
      "2026-03-05 10:00",
    );
    expect(await startOf({ time: "11:00" })).toBe("2026-03-05 11:00");
  });

  test("a clock that goes forward has no 02:30 that night, and nine o'clock the day after", async () => {
    const { spa } = world;
    const serviceId = await spa.service("Skin consultation");
    const ask = (time: string, date: string) =>
      spa.ask("POST", "/bookings", { lead: { phone: "+12125550123" }, serviceId, date, time });
    const gone = await ask("02:30", "2026-03-08");
    expect(gone.status).toBe(422);
    expect(gone.body).toMatchObject({ error: "IMPOSSIBLE_DATE", field: "time" });
    const { booking } = (await ask("10:00", "2026-03-09")).as(ActionAnswer);
    expect(booking.appointment_time).toBe("10:00");
    const events = await spa.ask("GET", `/bookings/${booking.booking_id}/events`);
    expect(events.as(EventList).events.at(-1)?.data_snapshot.starts_at).toBe(
      "2026-03-09T14:00:00.000Z",
    );
  });
});

describe("a request that cannot be right names its field", () => {
  test.each([
    ["a day in the past", { date: "2026-03-01" }, 422, "PAST_DATE", "date"],
    ["31 February", { date: "2026-02-31" }, 422, "IMPOSSIBLE_DATE", "date"],
    ["a word for a date", { date: "tomorrow" }, 400, "INVALID_INPUT", "date"],
    ["25 o'clock", { time: "25:00" }, 400, "INVALID_INPUT", "time"],
    ["no time", { time: undefined }, 400, "INVALID_INPUT", "time"],
    ["no such zone", { timezone: "Mars/Olympus" }, 422, "INVALID_TIMEZONE", "timezone"],
    ["another duration", { duration: 45 }, 400, "INVALID_INPUT", "duration"],
    ["no such service", { serviceId: crypto.randomUUID() }, 404, "UNKNOWN_SERVICE", "serviceId"],
    ["no such dentist", { providerId: crypto.randomUUID() }, 404, "UNKNOWN_PROVIDER", "providerId"],
    ["no such branch", { locationId: crypto.randomUUID() }, 404, "UNKNOWN_LOCATION", "locationId"],
    [
      "no such lead",
      { lead: undefined, leadId: crypto.randomUUID() },
      404,
      "UNKNOWN_LEAD",
      "leadId",
    ],
    ["nobody", { lead: undefined }, 400, "INVALID_INPUT", "leadId"],
    [
      "a lead without a way to reach them",
      { lead: { name: "An" } },
      400,
      "INVALID_INPUT",
      "lead.phone",
    ],
    [
      "a phone that cannot be called",
      { lead: { phone: "12" } },
      400,
      "INVALID_INPUT",
      "lead.phone",
    ],
    ["a field of another name", { service_id: "x" }, 400, "INVALID_INPUT", "service_id"],
    [
      "a slot id nobody made",
      { slotId: "x", date: undefined, time: undefined },
      404,
      "UNKNOWN_SLOT",
      "slotId",
    ],
  ])("%s", async (_what, more, status, error, field) => {
    const answer = await bookAtClinic(world, { more });
    expect([answer.status, answer.as(ErrorBody).error]).toEqual([status, error]);
    expect(answer.as(ErrorBody).field).toBe(field);
  });

  test("in the language the client asks for, the organization's without one", async () => {
    const serviceId = await world.clinic.service("Bọc sứ");
    const wrong = { lead: { phone: newPhone() }, serviceId, date: "mai", time: "09:00" };
    const say = async (headers: Record<string, string>) =>
      (await world.clinic.ask("POST", "/bookings", wrong, headers)).as(ErrorBody).message;
    expect(await say({})).toBe("date: phải là ngày YYYY-MM-DD, ví dụ 2026-10-05");
    expect(await say({ "accept-language": "en" })).toBe(
      "date: must be a date YYYY-MM-DD, such as 2026-10-05",
    );
  });
});

describe("a booking as a record", () => {
  test("is read, noted on and found by its lead", async () => {
    const leadId = await leadOf(world.clinic);
    const id = await bookedId(world, { leadId, date: "2026-03-06" });
    const edit = {
      notes: "Dị ứng thuốc tê",
      tags: ["vip"],
      custom_fields: { room: "2", old: null },
    };
    const edited = await world.clinic.ask("PATCH", `/bookings/${id}`, edit);
    expect(edited.as(ActionAnswer).booking).toMatchObject({
      notes: "Dị ứng thuốc tê",
      tags: ["vip"],
      custom_fields: { room: "2" },
      state: "SLOT_CONFIRMED",
    });
    const cleared = await world.clinic.ask("PATCH", `/bookings/${id}`, {
      custom_fields: { room: null },
    });
    expect(cleared.as(ActionAnswer).booking).toMatchObject({ custom_fields: {}, tags: ["vip"] });
    const read = await world.clinic.ask("GET", `/bookings/${id}`);
    expect(read.as(BookingAnswer).booking).toEqual(cleared.as(ActionAnswer).booking);
    const ofLead = await world.clinic.ask("GET", `/bookings/lead/${leadId}`);
    expect(ofLead.as(LeadBookings).bookings.map(({ booking_id }) => booking_id)).toEqual([id]);
  });

  test("does not exist for another organization, whatever it asks", async () => {
    const id = await bookedId(world, { date: "2026-03-06", time: "10:00" });
    const leadId = await leadOf(world.clinic);
    const foreign = [
      await world.spa.ask("GET", `/bookings/${id}`),
      await world.spa.ask("PATCH", `/bookings/${id}`, { notes: "x" }),
      await world.spa.ask("DELETE", `/bookings/${id}?reason=x`),
      await world.spa.ask("POST", `/bookings/${id}/propose`, {}),
      await world.spa.ask("POST", `/bookings/${id}/confirm`, { slotId: "x" }),
      await world.spa.ask("POST", `/bookings/${id}/reschedule`, { reason: "x" }),
      await world.spa.ask("POST", `/bookings/${id}/cancel`, { reason: "x" }),
      await world.spa.ask("POST", `/bookings/${id}/show-up`, { showedUp: true }),
      await world.spa.ask("GET", `/bookings/${id}/transitions/CANCELLED`),
      await world.spa.ask("POST", `/bookings/${id}/transitions/CANCELLED`, { reason: "x" }),
      await world.spa.ask("GET", `/bookings/${id}/events`),
      await world.spa.ask("GET", `/bookings/${id}/actions`),
      await world.spa.ask("GET", `/bookings/lead/${leadId}`),
    ];
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404));
    const mine = await world.clinic.ask("GET", `/bookings/${id}`);
    expect(mine.as(BookingAnswer).booking.state).toBe("SLOT_CONFIRMED");
  });

  test("a slot of another organization cannot be booked", async () => {
    const question = { serviceId: await world.spa.service("Skin"), date: "2026-03-10" };
    const spaSlots = (await world.spa.ask("POST", "/availability", question)).as(
      AvailabilityAnswer,
    );
    const answer = await world.clinic.ask("POST", "/bookings", {
      lead: { phone: newPhone() },
      serviceId: await world.clinic.service("Bọc sứ"),
      slotId: spaSlots.slots[0]?.slot_id,
    });
    expect(answer.body).toMatchObject({ error: "UNKNOWN_SLOT", field: "slotId" });
  });
});
