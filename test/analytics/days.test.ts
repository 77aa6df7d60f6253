import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { countAnew, keepAnalytics } from "#src/analytics/keep-analytics.ts";
import { AnalyticsAnswer } from "#src/http/contract/analytics.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { addPerson, type Person, work, write } from "../console/desk-world.ts";
import { recount } from "./recount.ts";

const zone = "America/New_York";
const begins = Date.parse("2026-03-04T14:00:00Z");
const hourMs = 3_600_000;

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
}, 60_000);
afterAll(() => world.close());

const services = ["Signature facial", "Skin consultation", "Chemical peel", "Lymphatic massage"];
const phrases = [
  "hello",
  "can i book a facial on friday at 10am",
  "yes",
  "i want a human",
  "thanks",
];

/** One thing that happens, to whichever booking or conversation the number comes to. */
const steps = fc.record({
  what: fc.constantFrom(
    ...(["book", "book", "hold", "ask", "cancel", "move", "came", "missed"] as const),
    ...(["open", "write", "write", "decide", "take over", "count", "kill"] as const),
  ),
  whom: fc.nat(1_000),
  kind: fc.nat(1_000),
  hours: fc.constantFrom(0, 0, 0, 1, 5, 13, 26, 80),
});
type Step = typeof steps extends fc.Arbitrary<infer One> ? One : never;

let phone = 0;

const bookingsOf = () =>
  world.db
    .selectFrom("bookings")
    .select(["id", "state"])
    .where("organization_id", "=", world.spa.organizationId)
    .orderBy("created_at")
    .execute();

const bookAhead = async ({ whom, kind }: Step, hold: boolean): Promise<void> => {
  phone += 1;
  const day = new Date(world.now().getTime() + (1 + (whom % 6)) * 24 * hourMs);
  await world.spa.ask("POST", "/bookings", {
    lead: { name: "Ann", phone: `+1212555${String(1_000 + phone)}` },
    serviceId: await world.spa.service(services[kind % services.length] ?? ""),
    date: day.toISOString().slice(0, 10),
    time: `${String(10 + (kind % 7))}:00`,
    hold,
  });
};

const actOn = async ({ what, whom, kind }: Step): Promise<void> => {
  const bookings = await bookingsOf();
  const one = bookings[whom % Math.max(1, bookings.length)];
  if (!one) return;
  const at = `/bookings/${one.id}`;
  if (what === "cancel") {
    const reason = kind % 2 === 0 ? "I am ill" : "no longer needed";
    await world.spa.ask("POST", `${at}/cancel`, { reason, overrule: true });
  }
  if (what === "move") {
    await world.spa.ask("POST", `${at}/reschedule`, { reason: "cannot make it", overrule: true });
  }
  if (what === "came") await world.spa.ask("POST", `${at}/show-up`, { showedUp: true });
  if (what === "missed") await world.spa.ask("POST", `${at}/show-up`, { showedUp: false });
};

const talk = async (people: Person[], { what, whom, kind }: Step): Promise<void> => {
  const { spa } = world;
  if (what === "open") {
    const mode = kind % 2 === 0 ? "auto" : "review";
    const channel = kind % 3 === 0 ? "telegram" : "web-chat";
    people.push(await addPerson(world, spa, { name: `Lead ${whom}`, channel, mode }));
    return;
  }
  const person = people[whom % Math.max(1, people.length)];
  if (!person) return;
  if (what === "write") {
    await write(world, spa, person, phrases[kind % phrases.length] ?? "");
    await work(world, spa, person);
  }
  if (what === "take over") {
    await spa.ask("POST", `/conversations/${person.conversationId}/take-over`, {});
  }
  if (what === "decide") {
    const waiting = await world.db
      .selectFrom("suggestions")
      .select(["id", "version"])
      .where("conversation_id", "=", person.conversationId)
      .where("status", "=", "pending")
      .executeTakeFirst();
    if (!waiting) return;
    const at = `/suggestions/${waiting.id}`;
    const { version } = waiting;
    if (kind % 3 === 0) await spa.ask("POST", `${at}/approve`, { version });
    if (kind % 3 === 1) await spa.ask("POST", `${at}/reject`, { version, reason: "too long" });
    if (kind % 3 === 2) {
      await spa.ask("POST", `${at}/edit`, { version, text: "Thank you, we will be in touch." });
    }
  }
};

const counted = () => ({ organizationId: world.spa.organizationId, zone });
const count = () => countAnew(world, counted());

/** A process that dies in the middle of counting: what it had not committed is lost. */
const dieCounting = async (): Promise<void> => {
  let left = 1;
  const dying = () => {
    left -= 1;
    if (left < 0) throw new Error("killed");
    return world.now();
  };
  await countAnew({ db: world.db, now: dying }, counted()).catch(() => undefined);
};

const live = async (history: readonly Step[]): Promise<void> => {
  const people: Person[] = [];
  for (const step of history) {
    if (step.what === "book" || step.what === "hold") await bookAhead(step, step.what === "hold");
    if (["cancel", "move", "came", "missed"].includes(step.what)) await actOn(step);
    if (["open", "write", "decide", "take over"].includes(step.what)) await talk(people, step);
    if (step.what === "ask") {
      const { leadId, conversationId } = people[step.whom % Math.max(1, people.length)] ?? {};
      if (leadId) await world.spa.ask("POST", "/bookings", { leadId, conversationId });
    }
    if (step.what === "count") await count();
    if (step.what === "kill") await dieCounting();
    world.setClock(new Date(world.now().getTime() + step.hours * hourMs).toISOString());
    await doDueThings(world.turns)();
  }
};

const analytics = async (from: string, to: string) =>
  (await world.spa.ask("GET", `/analytics?from=${from}&to=${to}`)).as(AnalyticsAnswer);

const agree = async (from: string, to: string): Promise<void> => {
  const shown = await analytics(from, to);
  const { organizationId } = world.spa;
  const known = await recount(world.db, { organizationId, zone, from, to, now: world.now() });
  expect(shown.stale_days).toBe(0);
  expect(shown.figures).toMatchObject(
    Object.fromEntries(
      Object.entries(known.figures).map(([name, value]) => [
        name,
        value === null ? null : expect.closeTo(value, 3),
      ]),
    ),
  );
  expect(new Map(shown.reasons.map((row) => [`${row.kind} ${row.reason}`, row.count]))).toEqual(
    known.reasons,
  );
  expect(
    new Map(shown.popular_times.map((row) => [`${row.weekday} ${row.hour}`, row.appointments])),
  ).toEqual(known.popular);
  expect(
    new Map(shown.channels.map((row) => [row.channel, [row.inquiries, row.conversations]])),
  ).toEqual(known.channels);
  if (shown.grain !== "day") return;
  for (const { start, ...step } of shown.course) {
    const none = { inquiries: 0, confirmed: 0, completed: 0, no_show: 0, cancelled: 0 };
    const { withdrawn: _, ...day } = {
      ...none,
      rescheduled: 0,
      ...known.course.get(start),
    } as Record<string, number>;
    expect({ start, ...step }).toEqual({ start, ...day });
  }
};

describe("what is counted day by day", () => {
  test("is what a slow count of every row comes to, whatever has happened and whenever it was counted", async () => {
    world.setClock(new Date(begins).toISOString());
    const seen = { bookings: 0, moves: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 40, maxLength: 60 }), async (history) => {
        await live(history);
        const today = world.now().toISOString().slice(0, 10);
        // What runs anywhere in the cluster holds back what is known to have happened.
        await vi.waitFor(
          async () => {
            await count();
            await agree("2026-03-01", today);
            await agree("2026-03-07", "2026-03-09");
            await agree("2026-03-08", "2026-03-08");
          },
          { timeout: 30_000, interval: 250 },
        );
        const { figures } = await analytics("2026-03-01", today);
        seen.bookings = figures.inquiries;
        seen.moves = figures.cancelled + figures.rescheduled + figures.completed + figures.no_show;
      }),
      { numRuns: 5, endOnFailure: true },
    );
    // A history in which nothing happens shows nothing.
    expect(seen.bookings).toBeGreaterThan(20);
    expect(seen.moves).toBeGreaterThan(5);
  }, 240_000);

  test("follows the organization to another zone", async () => {
    const { organizationId } = world.spa;
    const auckland = "Pacific/Auckland";
    const move = (timezone: string) =>
      world.db
        .updateTable("organizations")
        .set({ timezone })
        .where("id", "=", organizationId)
        .execute();
    await move(auckland);
    await keepAnalytics(world)();
    const [from, to] = ["2026-03-01", "2026-04-30"];
    const shown = await analytics(from, to);
    const known = await recount(world.db, {
      organizationId,
      zone: auckland,
      from,
      to,
      now: world.now(),
    });
    expect(shown.figures.inquiries).toBe(known.figures.inquiries);
    expect(
      new Map(shown.popular_times.map((row) => [`${row.weekday} ${row.hour}`, row.appointments])),
    ).toEqual(known.popular);
    await move(zone);
    await keepAnalytics(world)();
  });

  test("counts two who have one person's time at once, should it ever be", async () => {
    const { organizationId } = world.clinic;
    const before = await world.clinic.ask("GET", "/analytics?from=2026-03-01&to=2026-12-31");
    expect(before.as(AnalyticsAnswer).figures.double_booked).toBe(0);
    await world.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`alter table allocations drop constraint one_allocation_at_a_time`.execute(tx);
      await sql`insert into bookings (organization_id, id, lead_id, service_id, provider_id, location_id,
          starts_at, ends_at, state, state_history, last_communication_at, created_at, updated_at)
        select ${organizationId}, gen_random_uuid(), gen_random_uuid(), null, p.id, null,
          '2026-06-01T03:00:00Z', '2026-06-01T04:00:00Z', 'SLOT_CONFIRMED', '[]',
          '2026-05-01', '2026-05-01', '2026-05-01'
        from generate_series(1, 2),
          (select id from providers where organization_id = ${organizationId} limit 1) p`.execute(
        tx,
      );
      await sql`insert into allocations (organization_id, id, kind, provider_id, booking_id,
          starts_at, ends_at, during, created_at)
        select organization_id, gen_random_uuid(), 'booking', provider_id, id, starts_at, ends_at,
          tstzrange(starts_at, ends_at), created_at
        from bookings where organization_id = ${organizationId} and starts_at = '2026-06-01T03:00:00Z'
      `.execute(tx);
      await sql`insert into booking_events (organization_id, event_id, booking_id, timestamp,
          event_type, from_state, to_state, triggered_by, triggered_by_id, data_snapshot,
          validation_passed, validation_checks)
        select organization_id, gen_random_uuid(), id, created_at, 'state_change', 'SLOT_PROPOSED',
          'SLOT_CONFIRMED', 'sales', 'nobody', '{}', true, '[]'
        from bookings where organization_id = ${organizationId} and starts_at = '2026-06-01T03:00:00Z'
      `.execute(tx);
    });
    await vi.waitFor(
      async () => {
        await keepAnalytics(world)();
        const after = await world.clinic.ask("GET", "/analytics?from=2026-06-01&to=2026-06-01");
        const { figures } = after.as(AnalyticsAnswer);
        expect(figures).toMatchObject({ double_booked: 1, appointments: 2 });
      },
      { timeout: 30_000, interval: 250 },
    );
  });
});
