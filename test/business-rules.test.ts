import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { BookingRules, Policy } from "#src/domain/policy.ts";
import { appoint, begin, granted, propose, refused, sayYes, slotAt } from "./appointments.ts";
import { openWorld, type TemplateName, type World } from "./world.ts";

let world: World;
const openIn = (template: TemplateName): void => {
  beforeEach(async () => {
    world = await openWorld({ template });
  });
};
afterEach(() => world.close());

type Level = "locations" | "services" | "providers";

const setRules = async (table: Level, id: string, rules: Partial<BookingRules>): Promise<void> => {
  await sql`update ${sql.table(table)} set rules = rules || ${JSON.stringify(rules)}::jsonb
    where id = ${id}`.execute(world.db);
};

const setPolicy = async (policy: Partial<Policy>): Promise<void> => {
  await sql`update organizations set policy = policy || ${JSON.stringify(policy)}::jsonb
    where id = ${world.organization.id}`.execute(world.db);
};

const free = async (service: string, from: string, to: string, more: object = {}) => {
  const range = { from: new Date(from), to: new Date(to) };
  const query = { serviceId: world.service(service).id, ...range, ...more };
  return granted(await world.bookings.availableSlots(world.caller({ actor: "sales" }), query));
};

const tuesday = ["2026-02-10T00:00:00+07:00", "2026-02-11T00:00:00+07:00"] as const;

describe("rules at four levels", () => {
  openIn("dental-clinic");
  const service = "Bọc sứ thẩm mỹ";

  test("the nearest level that says something wins: provider, service, location, organization", async () => {
    const an = world.provider("BS. Nguyễn Văn An").id;
    const noticeOf = async () =>
      (await free(service, ...tuesday)).slots.find(({ providerId }) => providerId === an)
        ?.minNoticeMinutes;
    await setPolicy({ minNoticeMinutes: 10 });
    await setRules("locations", world.location("Quận 1").id, { minNoticeMinutes: 20 });
    await setRules("services", world.service(service).id, { minNoticeMinutes: 40 });
    expect(await noticeOf()).toBe(40);
    await setRules("providers", an, { minNoticeMinutes: 80 });
    expect(await noticeOf()).toBe(80);
    await sql`update services set rules = '{}' where id = ${world.service(service).id}`.execute(
      world.db,
    );
    await sql`update providers set rules = '{}' where id = ${an}`.execute(world.db);
    expect(await noticeOf()).toBe(20);
  });

  test("a daily maximum of a provider closes their day for every service", async () => {
    const provider = "BS. Nguyễn Văn An";
    const { id } = world.provider(provider);
    await setRules("providers", id, { maxPerDay: 1 });
    await appoint(world, { provider, start: "2026-02-10T09:00:00+07:00" });
    const { slots, reasons } = await free("Nhổ răng khôn", ...tuesday, { providerId: id });
    expect(slots).toEqual([]);
    expect(reasons.map(({ code }) => code)).toContain("daily_cap");
  });

  test("a lead has as many appointments a day as they may, offered and confirmed", async () => {
    await setPolicy({ maxPerDayPerLead: 1 });
    const { lead } = await appoint(world, { start: "2026-02-10T09:00:00+07:00" });
    const second = await propose(world, { lead, service: "Cạo vôi răng", start: tuesday[0] });
    const dates = second.offered.map(({ start }) => start.toISOString().slice(0, 10));
    expect(dates).not.toContain("2026-02-10");
    await setPolicy({ maxPerDayPerLead: null });
    const held = await propose(world, {
      ...{ lead, service: "Cạo vôi răng", start: "2026-02-10T14:00:00+07:00" },
    });
    await setPolicy({ maxPerDayPerLead: 1 });
    const slot = slotAt(held.offered, "2026-02-10T14:00:00+07:00");
    expect(refused(await sayYes(world, held, slot)).code).toBe("lead_daily_limit");
  });

  test("a deadline set at the service binds its leads, not those of others", async () => {
    const appointed = await appoint(world, { start: "2026-02-10T09:00:00+07:00" });
    await setRules("services", world.service(service).id, { rescheduleDeadlineMinutes: 14_400 });
    const caller = world.caller({ actor: "lead", lead: appointed.lead });
    const move = { bookingId: appointed.booking.id, reason: "work" };
    expect(refused(await world.bookings.reschedule(caller, move)).code).toBe(
      "reschedule_allowed_until",
    );
    const other = await appoint(world, { service: "Cạo vôi răng" });
    const free = world.caller({ actor: "lead", lead: other.lead });
    granted(await world.bookings.reschedule(free, { ...move, bookingId: other.booking.id }));
  });

  test("only working days are proposed, unless another day is asked for", async () => {
    await setPolicy({ proposalWeekdays: [1, 2, 3], slotsPerProposal: 5 });
    const { offered } = await propose(world);
    for (const { start } of offered) expect([1, 2, 3]).toContain(start.getUTCDay());
    const asked = await propose(world, { start: "2026-02-06T10:00:00+07:00" });
    expect(slotAt(asked.offered, "2026-02-06T10:00:00+07:00").status).toBe("reserved");
  });

  test("one free time answers a lead who named it, where a choice would need two", async () => {
    const day = ["2026-02-10T09:00:00+07:00", "2026-02-10T09:01:00+07:00"] as const;
    const [only] = (await free(service, ...day)).slots;
    if (!only) throw new Error("nobody has time");
    await setPolicy({ minSlotsToPropose: 10_000 });
    const { lead, booking } = await begin(world);
    const caller = world.caller({ actor: "lead", lead });
    const anything = await world.bookings.proposeSlots(caller, { bookingId: booking.id });
    expect(refused(anything).code).toBe("no_slots");
    const times = [{ from: only.start, to: only.start, exact: true }];
    granted(await world.bookings.proposeSlots(caller, { bookingId: booking.id, times }));
  });

  test("who is barred from a person is offered others; barred everywhere, nobody", async () => {
    const { id } = world.provider("BS. Nguyễn Văn An");
    const { lead, booking } = await begin(world);
    const bar = (provider: string | null) =>
      world.db
        .insertInto("lead_blocks")
        .values({
          ...{ organization_id: world.organization.id, id: world.deps.newId(), lead_id: lead.id },
          ...{ provider_id: provider, reason: "quarrel", created_at: world.clock.now() },
        })
        .execute();
    await bar(id);
    const caller = world.caller({ actor: "lead", lead });
    const { offered = [] } = granted(
      await world.bookings.proposeSlots(caller, { bookingId: booking.id }),
    );
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.map(({ providerId }) => providerId)).not.toContain(id);
    await bar(null);
    const refusal = refused(await world.bookings.proposeSlots(caller, { bookingId: booking.id }));
    expect(refusal.code).toBe("lead_not_blocked");
  });

  test("at one time the person the lead likes comes first, then the one with the emptiest day", async () => {
    const start = "2026-02-10T15:00:00+07:00";
    const first = slotAt((await propose(world, { start })).offered, start);
    const other = await world.lead();
    const gender = world.provider(first.providerName).gender === "female" ? "male" : "female";
    await sql`update leads set preferences = ${JSON.stringify({ gender })}::jsonb
      where id = ${other.id}`.execute(world.db);
    const liked = slotAt((await propose(world, { lead: other, start })).offered, start);
    expect(world.provider(liked.providerName).gender).toBe(gender);
  });
});

describe("a house that comes to you", () => {
  openIn("home-services");
  const service = "Vệ sinh máy lạnh";

  test("needs the area before a time is offered", async () => {
    const { lead, booking } = await begin(world, { service });
    const caller = world.caller({ actor: "lead", lead });
    const answers = { address: "12 Trần Thái Tông" };
    await world.bookings.saveDetails(caller, { bookingId: booking.id, answers });
    const refusal = refused(await world.bookings.proposeSlots(caller, { bookingId: booking.id }));
    expect(refusal.blocking?.map(({ rule }) => rule)).toContain("place_known");
  });

  test("leaves time for the way between two homes, and none within one area", async () => {
    const [a, b] = [world.location("Cầu Giấy"), world.location("Hà Đông")];
    const provider = world.provider("Duy Khôi").id;
    const busy = { from: "2026-02-07T10:00:00+07:00", to: "2026-02-07T11:00:00+07:00" };
    const at = (place: string) =>
      free(service, "2026-02-07T08:00:00+07:00", "2026-02-07T19:00:00+07:00", {
        ...{ providerId: provider, locationId: place },
      });
    await sql`insert into allocations (organization_id, id, kind, provider_id, location_id,
        starts_at, ends_at, during, created_at)
      values (${world.organization.id}, ${world.deps.newId()}, 'block', ${provider}, ${a.id},
        ${busy.from}, ${busy.to}, tstzrange(${busy.from}, ${busy.to}), ${busy.from})`.execute(
      world.db,
    );
    const [{ minutes = 0 } = {}] = await world.db
      .selectFrom("travel_times")
      .select("minutes")
      .where("from_location_id", "=", a.id)
      .where("to_location_id", "=", b.id)
      .execute();
    expect(minutes).toBeGreaterThan(0);
    const { travel_minutes, buffer_before_minutes } = world.service(service);
    const buffer = (travel_minutes + buffer_before_minutes) * 60_000;
    const startsAfter = async (place: string) =>
      (await at(place)).slots
        .map(({ start }) => start.getTime() - buffer)
        .filter((start) => start >= Date.parse(busy.from));
    const near = await startsAfter(a.id);
    const far = await startsAfter(b.id);
    expect(far.length).toBeGreaterThan(0);
    expect(Math.min(...near)).toBeGreaterThanOrEqual(Date.parse(busy.to));
    expect(Math.min(...far)).toBeGreaterThanOrEqual(Date.parse(busy.to) + minutes * 60_000);
    expect((await at(a.id)).slots.length).toBeGreaterThan((await at(b.id)).slots.length);
  });
});
