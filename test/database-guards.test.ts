import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type BookingState, bookingStates } from "#src/domain/booking-states.ts";
import { findTransition, transitions } from "#src/domain/booking-transitions.ts";
import { openWorld, type World, type WorldLead } from "./world.ts";

/** What the database refuses by itself, whoever writes the SQL. */
let world: World;
let lead: WorldLead;
beforeAll(async () => {
  world = await openWorld();
  lead = await world.lead();
});
afterAll(() => world.close());

const insertBooking = async (state: string, id: string = randomUUID()): Promise<string> => {
  await sql`insert into bookings
    (organization_id, id, lead_id, state, state_history, last_communication_at, created_at, updated_at)
    values (${world.organization.id}, ${id}, ${lead.id}, ${state}, '[]', now(), now(), now())
  `.execute(world.db);
  return id;
};

/** Puts a booking into a state without asking the guard, as only the owner of the table can. */
const forceState = (id: string, state: BookingState) =>
  world.db.transaction().execute(async (tx) => {
    await sql`alter table bookings disable trigger guard_booking_state`.execute(tx);
    await sql`update bookings set state = ${state} where id = ${id}`.execute(tx);
    await sql`alter table bookings enable trigger guard_booking_state`.execute(tx);
  });

const moveTo = (id: string, state: string) =>
  sql`update bookings set state = ${state} where id = ${id}`.execute(world.db);

describe("the state of a booking", () => {
  test("starts in INQUIRY and nowhere else", async () => {
    await expect(insertBooking("INQUIRY")).resolves.toBeTruthy();
    for (const state of bookingStates.filter((one) => one !== "INQUIRY")) {
      await expect(insertBooking(state), state).rejects.toMatchObject({
        constraint: "booking_starts_in_inquiry",
      });
    }
    await expect(insertBooking("WAITING")).rejects.toThrow();
  });

  test("moves along every pair of the table and along no other", async () => {
    const id = await insertBooking("INQUIRY");
    for (const from of bookingStates) {
      for (const to of bookingStates.filter((state) => state !== from)) {
        await forceState(id, from);
        const pair = `${from} > ${to}`;
        if (findTransition(from, to)) {
          await expect(moveTo(id, to), pair).resolves.toBeTruthy();
        } else {
          await expect(moveTo(id, to), pair).rejects.toMatchObject({
            constraint: "booking_transition_is_legal",
          });
        }
      }
    }
  });

  test("is none that the rules do not know", async () => {
    const id = await insertBooking("INQUIRY");
    await expect(moveTo(id, "DONE")).rejects.toThrow();
  });

  test("may go where the rules say: both have the same pairs", async () => {
    const stored = await world.db.selectFrom("booking_transitions").selectAll().execute();
    const table = transitions.flatMap(({ from, to }) => from.map((state) => `${state} > ${to}`));
    expect(stored.map((row) => `${row.from_state} > ${row.to_state}`).sort()).toEqual(table.sort());
    const states = await world.db.selectFrom("booking_states").select("state").execute();
    expect(states.map(({ state }) => state).sort()).toEqual([...bookingStates].sort());
  });
});

describe("a provider's time", () => {
  interface Taking {
    readonly from: string;
    readonly to: string;
    readonly capacity?: number;
    readonly service?: string;
    readonly provider?: string;
    readonly day?: string;
  }

  const take = async ({
    from,
    to,
    capacity = 1,
    service = "Bọc sứ thẩm mỹ",
    provider = "BS. Nguyễn Văn An",
    day = "2026-02-10",
  }: Taking): Promise<string> => {
    const id = randomUUID();
    const bookingId = await insertBooking("INQUIRY");
    const [starts, ends] = [`${day} ${from}+07`, `${day} ${to}+07`];
    await sql`insert into allocations (organization_id, id, kind, provider_id, service_id, booking_id,
        starts_at, ends_at, during, capacity, created_at)
      values (${world.organization.id}, ${id}, 'booking', ${world.provider(provider).id},
        ${world.service(service).id}, ${bookingId}, ${starts}, ${ends},
        tstzrange(${starts}, ${ends}), ${capacity}, now())`.execute(world.db);
    return id;
  };

  test("is given once: touching is allowed, overlapping is not", async () => {
    const day = "2026-02-10";
    await take({ day, from: "09:00", to: "10:00" });
    await take({ day, from: "10:00", to: "10:30" });
    await take({ day, from: "08:30", to: "09:00" });
    await take({ day, from: "09:00", to: "10:00", provider: "BS. Trần Thị Bình" });
    for (const [from, to] of [
      ["09:00", "10:00"],
      ["09:59", "10:01"],
      ["08:00", "12:00"],
      ["09:30", "09:31"],
    ] as const) {
      await expect(take({ day, from, to }), `${from}–${to}`).rejects.toMatchObject({
        constraint: "one_allocation_at_a_time",
      });
    }
  });

  test("comes back when it is released, and not twice", async () => {
    const day = "2026-02-11";
    const first = await take({ day, from: "09:00", to: "10:00" });
    await sql`update allocations set released_at = now() where id = ${first}`.execute(world.db);
    await take({ day, from: "09:30", to: "10:30" });
    const again = sql`update allocations set released_at = null where id = ${first}`;
    await expect(again.execute(world.db)).rejects.toMatchObject({
      constraint: "one_allocation_at_a_time",
    });
  });

  test("of a group of two holds 9–10, 10–11 and 9:30–10:30 at once, and a third nowhere", async () => {
    const day = "2026-02-12";
    const group = { day, capacity: 2 };
    await take({ ...group, from: "09:00", to: "10:00" });
    await take({ ...group, from: "10:00", to: "11:00" });
    await take({ ...group, from: "09:30", to: "10:30" });
    for (const [from, to] of [
      ["09:30", "10:00"],
      ["10:00", "10:30"],
      ["09:45", "10:15"],
      ["08:00", "12:00"],
    ] as const) {
      await expect(take({ ...group, from, to }), `${from}–${to}`).rejects.toMatchObject({
        constraint: "capacity_is_kept",
      });
    }
    await take({ ...group, from: "09:00", to: "09:30" });
    await take({ ...group, from: "10:30", to: "11:00" });
  });

  test("of a group of two is counted for the first place too", async () => {
    const group = { day: "2026-02-13", capacity: 2, from: "09:00", to: "10:00" };
    await take(group);
    await take(group);
    await expect(take(group)).rejects.toMatchObject({ constraint: "capacity_is_kept" });
  });

  test("of a group is not shared with another service, nor with a person alone", async () => {
    const day = "2026-02-16";
    await take({ day, capacity: 5, from: "09:00", to: "10:00" });
    const others = [
      { day, from: "09:30", to: "10:30" },
      { day, capacity: 5, from: "09:30", to: "10:30", service: "Trám răng" },
    ];
    for (const other of others) {
      await expect(take(other)).rejects.toMatchObject({ constraint: "one_allocation_at_a_time" });
    }
  });

  test("moved or widened is checked again", async () => {
    const day = "2026-02-17";
    await take({ day, from: "09:00", to: "10:00" });
    const id = await take({ day, from: "10:00", to: "11:00" });
    const widened = sql`update allocations
      set starts_at = ${`${day} 09:30+07`}, during = tstzrange(${`${day} 09:30+07`}, upper(during))
      where id = ${id}`;
    await expect(widened.execute(world.db)).rejects.toMatchObject({
      constraint: "one_allocation_at_a_time",
    });
  });
});

describe("the status of a delivery", () => {
  const order = ["queued", "sending", "sent", "delivered", "read"];
  const allowed = new Set([
    ...["queued > sending", "queued > failed", "queued > dead", "sending > sent"],
    ...["sending > failed", "sending > dead", "sent > delivered", "sent > read", "sent > failed"],
    ...["delivered > read", "dead > queued"],
  ]);

  test("moves forward only, whatever order reports come in", async () => {
    const messageId = await world.message(lead, "Em chào");
    const organizationId = world.organization.id;
    await sql`insert into channel_accounts (organization_id, channel, account, secrets, created_at)
      values (${organizationId}, 'web-chat', 'site', '', now())`.execute(world.db);
    const statuses = [...order, "failed", "dead"];
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from)) {
        await sql`delete from deliveries`.execute(world.db);
        await sql`insert into deliveries (organization_id, conversation_id, message_id, seq, channel,
            account, address, status, error_code, next_at, queued_at, created_at, updated_at)
          values (${organizationId}, ${lead.conversationId}, ${messageId}, 1, 'web-chat', 'site', 'x',
            ${from}, 'x', now(), now(), now(), now())`.execute(world.db);
        const move = sql`update deliveries set status = ${to}`.execute(world.db);
        if (allowed.has(`${from} > ${to}`)) await expect(move).resolves.toBeTruthy();
        else await expect(move).rejects.toMatchObject({ constraint: "delivery_moves_forward" });
      }
    }
  });
});

describe("another organization", () => {
  test("cannot be pointed at from a booking, an allocation or a consent", async () => {
    const other = randomUUID();
    await sql`insert into organizations (id, slug, name, locale, timezone, currency, created_at)
      values (${other}, 'other', 'Other', 'en', 'UTC', 'USD', now())`.execute(world.db);
    const bookingId = await insertBooking("INQUIRY");
    const messageId = await world.message(lead, "Vâng");
    const attempts = [
      sql`insert into bookings
        (organization_id, id, lead_id, state, state_history, last_communication_at, created_at, updated_at)
        values (${other}, ${randomUUID()}, ${lead.id}, 'INQUIRY', '[]', now(), now(), now())`,
      sql`insert into allocations (organization_id, id, kind, provider_id, booking_id,
          starts_at, ends_at, during, created_at)
        values (${other}, ${randomUUID()}, 'booking', ${world.provider("BS. Lê Minh Cường").id},
          ${bookingId}, '2026-02-10 09:00+07', '2026-02-10 10:00+07',
          '[2026-02-10 09:00+07, 2026-02-10 10:00+07)', now())`,
      sql`insert into consents (organization_id, message_id, booking_id, action, shown_hash, used_at)
        values (${other}, ${messageId}, ${bookingId}, 'cancel', 'x', now())`,
      sql`update bookings set organization_id = ${other} where id = ${bookingId}`,
    ];
    for (const attempt of attempts) {
      await expect(attempt.execute(world.db)).rejects.toMatchObject({ code: "23503" });
    }
    const { id: ours } = world.organization;
    for (const column of ["service_id", "provider_id", "location_id", "conversation_id"]) {
      const stray = sql`update bookings set ${sql.ref(column)} = ${randomUUID()},
        starts_at = ${column === "provider_id" ? sql`now()` : sql`starts_at`},
        ends_at = ${column === "provider_id" ? sql`now() + interval '1 hour'` : sql`ends_at`}
        where organization_id = ${ours} and id = ${bookingId}`;
      await expect(stray.execute(world.db), column).rejects.toMatchObject({ code: "23503" });
    }
  });
});
