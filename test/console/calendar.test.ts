import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listProviders } from "#src/db/queries/catalog.ts";
import {
  ActionAnswer,
  BookingAnswer,
  CalendarAnswer,
  ErrorBody,
  LeadList,
  TimeOffAnswer,
} from "#src/http/contract.ts";
import { type Appointment, bookAtClinic, bookedId, newPhone } from "../api/clinic.ts";
import { personIn, type SignedInPerson } from "../api/people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";

let world: ApiWorld;
let sales: SignedInPerson;
beforeAll(async () => {
  world = await openApiWorld();
  const { organizationId } = world.clinic;
  sales = await personIn(world, { organizationId, role: "sales", name: "Trần Mai" });
});
afterAll(() => world.close());

const week = "/calendar?from=2026-03-02&to=2026-03-08";
const shown = async (who: Pick<SignedInPerson, "ask"> = sales, path = week) =>
  (await who.ask("GET", path)).as(CalendarAnswer);
const booked = async (appointment: Appointment = {}) =>
  (await bookAtClinic(world, appointment)).as(ActionAnswer).booking;
const entriesOf = async (bookingId: string) =>
  (await shown()).entries.filter(({ booking_id }) => booking_id === bookingId);
const stored = async (id: string) =>
  (await sales.ask("GET", `/bookings/${id}`)).as(BookingAnswer).booking;

describe("what a calendar shows", () => {
  test("an appointment with its lead, its service, its state, and the chair it takes", async () => {
    const one = await booked({ date: "2026-03-03", time: "09:00" });
    const entries = await entriesOf(one.booking_id);
    const person = entries.find(({ provider_id }) => provider_id !== null);
    expect(person).toMatchObject({
      ...{ kind: "booking", lead_name: "Lan", state: "SLOT_CONFIRMED", in_package: false },
      ...{ service_name: one.service_name, provider_id: one.provider_id },
      starts_at: "2026-03-03T02:00:00.000Z",
    });
    expect(person?.resource_id).toBeNull();
    for (const { provider_id, resource_id } of entries) {
      expect([provider_id, resource_id].filter(Boolean)).toHaveLength(1);
    }
  });

  test("a hold until it lapses", async () => {
    const held = await booked({ date: "2026-03-04", time: "09:00", more: { hold: true } });
    const before = await entriesOf(held.booking_id);
    expect(before.map(({ kind }) => kind)).toContain("hold");
    expect(before[0]?.expires_at).not.toBeNull();
    const { now } = world;
    const was = now().toISOString();
    world.setClock(new Date(now().getTime() + 31 * 60_000).toISOString());
    expect(await entriesOf(held.booking_id)).toEqual([]);
    world.setClock(was);
  });

  test("time off, by which nobody is open, and other hours of a date", async () => {
    const { providers, locations } = await shown();
    const [first] = providers;
    if (!first || !locations[0]) throw new Error("the clinic has nobody");
    const providerId = first.provider_id;
    const off = await sales.ask("POST", "/time-off", {
      ...{ providerId, start: "2026-03-06T03:00:00Z", end: "2026-03-06T04:00:00Z" },
      reason: "Họp",
    });
    const { time_off } = off.as(TimeOffAnswer);
    const after = await shown();
    expect(after.time_off).toContainEqual({
      ...{ time_off_id: time_off.time_off_id, provider_id: providerId, reason: "Họp" },
      ...{ location_id: null, resource_id: null, whole_days: false },
      starts_at: "2026-03-06T03:00:00.000Z",
      ends_at: "2026-03-06T04:00:00.000Z",
    });
    const open = after.providers.find(({ provider_id }) => provider_id === providerId)?.open ?? [];
    expect(open.length).toBeGreaterThan(0);
    for (const { starts_at, ends_at } of open) {
      const apart =
        ends_at <= "2026-03-06T03:00:00.000Z" || starts_at >= "2026-03-06T04:00:00.000Z";
      expect(apart, `${starts_at} ${ends_at}`).toBe(true);
    }
    await sales.ask("POST", "/overrides", {
      ...{ locationId: locations[0].location_id, providerId, date: "2026-03-07", intervals: [] },
    });
    const closed = await shown();
    expect(closed.overrides).toMatchObject([{ provider_id: providerId, date: "2026-03-07" }]);
    const that = closed.providers.find(({ provider_id }) => provider_id === providerId);
    expect(
      that?.open.filter(
        ({ starts_at }) =>
          starts_at > "2026-03-06T17:00:00.000Z" && starts_at < "2026-03-07T17:00:00.000Z",
      ),
    ).toEqual([]);
  });

  test.each([
    ["2026-03-02", "2026-04-02", 400],
    ["2026-03-03", "2026-03-02", 400],
    ["2026-02-30", "2026-03-02", 422],
    ["2026-03-02", "2026-04-01", 200],
  ])("from %s to %s is answered with %i", async (from, to, status) => {
    const answer = await sales.ask("GET", `/calendar?from=${from}&to=${to}`);
    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.as(ErrorBody).field).toMatch(/^(from|to)$/u);
  });
});

describe("who sees what", () => {
  test("a provider has their own column, appointments and time off, and nobody else's", async () => {
    const { organizationId } = world.clinic;
    const one = await booked({ date: "2026-03-05", time: "10:00" });
    const others = (await listProviders(world.db, organizationId)).filter(
      ({ id }) => id !== one.provider_id,
    );
    const ownId = one.provider_id ?? "";
    const joining = { organizationId, role: "provider" as const };
    const own = await personIn(world, { ...joining, providerId: ownId });
    const other = await personIn(world, { ...joining, providerId: others[0]?.id ?? "" });
    const ownCalendar = await shown(own);
    expect(ownCalendar.providers.map(({ provider_id }) => provider_id)).toEqual([ownId]);
    expect(ownCalendar.resources).toEqual([]);
    expect(ownCalendar.entries.some(({ booking_id }) => booking_id === one.booking_id)).toBe(true);
    const otherCalendar = await shown(other);
    expect(otherCalendar.entries.filter(({ provider_id }) => provider_id === ownId)).toEqual([]);
    expect(JSON.stringify(otherCalendar)).not.toContain(one.booking_id);
    const asked = await other.ask("GET", `${week}&providerId=${ownId}`);
    expect(asked.as(ErrorBody).error).toBe("UNKNOWN_PROVIDER");
    const moved = await other.ask("POST", `/bookings/${one.booking_id}/move`, {
      ...{ shownStart: "2026-03-05T03:00:00Z", start: "2026-03-05T04:00:00Z", reason: "x" },
    });
    expect(moved.status).toBe(403);
  });

  test("another organization sees nothing of it", async () => {
    const one = await booked({ date: "2026-03-05", time: "14:00" });
    const theirs = await shown(world.spa);
    expect(JSON.stringify(theirs)).not.toContain(one.booking_id);
    const asked = await world.spa.ask("GET", `${week}&providerId=${one.provider_id}`);
    expect(asked.as(ErrorBody).error).toBe("UNKNOWN_PROVIDER");
  });

  test("without a key or a session nobody sees anything", async () => {
    const answer = await world.http.inject({ url: `/api/v1${week}` });
    expect(answer.statusCode).toBe(401);
  });
});

describe("moving to exactly a time", () => {
  const move = (id: string, more: object) =>
    sales.ask("POST", `/bookings/${id}/move`, { reason: "Khách bận", ...more });

  test("is given up, offered, held and confirmed at once", async () => {
    const one = await booked({ date: "2026-03-09", time: "09:00" });
    const answer = await move(one.booking_id, {
      ...{ shownStart: "2026-03-09T02:00:00Z", start: "2026-03-10T03:00:00Z" },
      providerId: one.provider_id,
    });
    const { booking } = answer.as(ActionAnswer);
    expect(booking).toMatchObject({
      ...{ state: "SLOT_CONFIRMED", appointment_date: "2026-03-10", appointment_time: "10:00" },
      ...{ provider_id: one.provider_id, reschedule_reason: "Khách bận", reschedule_count: 1 },
    });
    expect(booking.state_history.map(({ state }) => state).slice(-3)).toEqual([
      ...["RESCHEDULED", "SLOT_PROPOSED", "SLOT_CONFIRMED"],
    ]);
    const old = (await shown(sales, "/calendar?from=2026-03-09&to=2026-03-09")).entries;
    expect(old.filter(({ booking_id }) => booking_id === one.booking_id)).toEqual([]);
  });

  test("a time that is taken is refused with others, and the appointment stays as it was", async () => {
    const providerId = (await booked({ date: "2026-03-11", time: "09:00" })).provider_id;
    const own = await booked({ date: "2026-03-12", time: "09:00", more: { providerId } });
    const before = await stored(own.booking_id);
    const answer = await move(own.booking_id, {
      ...{ shownStart: "2026-03-12T02:00:00Z", start: "2026-03-11T02:00:00Z", providerId },
    });
    expect(answer.status).toBe(409);
    const { error, alternatives = [] } = answer.as(ErrorBody);
    expect(error).toBe("SLOT_UNAVAILABLE");
    expect(alternatives.length).toBeGreaterThan(0);
    expect(await stored(own.booking_id)).toEqual(before);
    const [chosen] = alternatives;
    const second = await move(own.booking_id, {
      ...{ shownStart: "2026-03-12T02:00:00Z", start: chosen?.starts_at },
      providerId: chosen?.provider_id,
    });
    expect(second.as(ActionAnswer).booking.state).toBe("SLOT_CONFIRMED");
  });

  test("an hour when nobody works, and one that has passed, are refused", async () => {
    const id = await bookedId(world, { date: "2026-03-13", time: "09:00" });
    const shownStart = "2026-03-13T02:00:00Z";
    const night = await move(id, { shownStart, start: "2026-03-13T20:00:00Z" });
    expect([night.status, night.as(ErrorBody).error]).toEqual([409, "SLOT_UNAVAILABLE"]);
    const past = await move(id, { shownStart, start: "2026-02-27T02:00:00Z" });
    expect(past.as(ErrorBody).error).toBe("PAST_DATE");
    expect((await stored(id)).appointment_date).toBe("2026-03-13");
  });

  test("an appointment that a colleague moved meanwhile is not moved again", async () => {
    const id = await bookedId(world, { date: "2026-03-16", time: "09:00" });
    const stale = { shownStart: "2026-03-16T02:00:00Z" };
    expect((await move(id, { ...stale, start: "2026-03-17T02:00:00Z" })).status).toBe(200);
    const late = await move(id, { ...stale, start: "2026-03-18T02:00:00Z" });
    expect(late.as(ErrorBody).error).toBe("CONFIRMATION_NEEDED");
    expect((await stored(id)).appointment_date).toBe("2026-03-17");
  });

  test("a cancelled booking, an unknown one and another organization's are refused", async () => {
    const id = await bookedId(world, { date: "2026-03-19", time: "09:00" });
    const wish = { shownStart: "2026-03-19T02:00:00Z", start: "2026-03-20T02:00:00Z", reason: "x" };
    const theirs = await world.spa.ask("POST", `/bookings/${id}/move`, wish);
    expect(theirs.as(ErrorBody).error).toBe("UNKNOWN_BOOKING");
    const none = await sales.ask("POST", `/bookings/${randomUUID()}/move`, wish);
    expect(none.as(ErrorBody).error).toBe("UNKNOWN_BOOKING");
    await sales.ask("POST", `/bookings/${id}/cancel`, { reason: "x" });
    expect((await move(id, wish)).status).toBeGreaterThanOrEqual(400);
    expect((await stored(id)).state).toBe("CANCELLED");
  });

  test("sent twice with one key it happens once", async () => {
    const id = await bookedId(world, { date: "2026-03-23", time: "09:00" });
    const wish = { shownStart: "2026-03-23T02:00:00Z", start: "2026-03-24T02:00:00Z", reason: "x" };
    const key = { "idempotency-key": randomUUID() };
    const first = await sales.ask("POST", `/bookings/${id}/move`, wish, key);
    const again = await sales.ask("POST", `/bookings/${id}/move`, wish, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((await stored(id)).reschedule_count).toBe(1);
  });
});

describe("finding a lead", () => {
  test.each([
    ["by a part of the name", () => "bích th"],
    ["by the phone as people write it", () => phone.replace("+84", "0")],
    ["by the e-mail", () => "bich.thao@"],
  ])("%s", async (_how, words) => {
    const answer = await sales.ask("GET", `/leads?q=${encodeURIComponent(words())}`);
    expect(answer.as(LeadList).leads.map(({ name }) => name)).toEqual(["Lê Bích Thảo"]);
  });

  test("what means something to a pattern is only a letter", async () => {
    const answer = await sales.ask("GET", `/leads?q=${encodeURIComponent("%")}`);
    expect(answer.as(LeadList).leads).toEqual([]);
  });

  const phone = newPhone();
  beforeAll(async () => {
    const lead = { name: "Lê Bích Thảo", phone, email: "Bich.Thao@example.com" };
    await sales.ask("POST", "/leads", lead);
  });
});
