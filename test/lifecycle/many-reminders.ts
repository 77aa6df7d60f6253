import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";

import type { OutboundPart, SendResult } from "#src/conversation/push-channel.ts";
import { listOverdueChats } from "#src/db/queries/deliveries.ts";
import { deliver } from "#src/delivery/deliver.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { appoint } from "../appointments.ts";
import { openPushWorld, type PushWorld } from "../push-world.ts";
import { turnDepsOf } from "../talk.ts";
import type { World } from "../world.ts";

/** What became of reminders that all fell due at once, counted in the database and at the provider. */
export interface ManyReminders {
  readonly calls: number;
  readonly failed: number;
  /** Leads whose reminder the provider took once, and more than once. */
  readonly once: number;
  readonly twice: number;
  readonly sent: number;
  readonly dead: number;
  /** Neither sent nor shown as dead. */
  readonly unsettled: number;
  readonly seconds: number;
}

const failures: readonly SendResult[] = [
  { ok: false, failure: { kind: "retry", code: "fake_500" } },
  { ok: false, failure: { kind: "retry", code: "timeout" } },
  { ok: false, failure: { kind: "retry", code: "fake_429", afterMs: 3_000 } },
];

/** The same provider for the same seed; in a run of bad luck it fails a part as often as it is tried. */
const openProvider = (share: number, random: () => number) => {
  const taken: OutboundPart[] = [];
  let calls = 0;
  let failed = 0;
  const send = async (part: OutboundPart): Promise<SendResult> => {
    calls += 1;
    await sleep(1);
    const failure = random() < share && failures[Math.floor(random() * failures.length)];
    if (failure) {
      failed += 1;
      return failure;
    }
    taken.push(part);
    return { ok: true, providerId: `p${taken.length}` };
  };
  return { send, taken, counted: () => ({ calls, failed }) };
};

/** One appointment, and as many others like it as are asked for, each of a lead with a chat of theirs. */
export const stockReminders = async ({ world, db }: PushWorld, count: number): Promise<void> => {
  const start = "2026-02-10T09:00:00+07:00";
  const { booking } = await appoint(world, { service: "Bọc sứ thẩm mỹ", start });
  await db.deleteFrom("reminders").execute();
  await db.transaction().execute(async (tx) => {
    // Only this run's own set-up may write a state; the guard is there again at its end.
    await sql`alter table bookings disable trigger guard_booking_state`.execute(tx);
    await sql`create temporary table many on commit drop as
      select n, gen_random_uuid() lead, gen_random_uuid() point, gen_random_uuid() talk,
        gen_random_uuid() booking from generate_series(1, ${count}::int) n`.execute(tx);
    const organization = booking.organizationId;
    await sql`insert into leads (organization_id, id, name, language, created_at)
      select ${organization}, lead, 'Lan ' || n, 'vi', ${world.clock.now()} from many`.execute(tx);
    await sql`insert into contact_points
        (organization_id, id, lead_id, channel, account, address, created_at)
      select ${organization}, point, lead, 'fake', 'fake-1', 'chat-' || n, ${world.clock.now()}
      from many`.execute(tx);
    await sql`insert into conversations
        (organization_id, id, lead_id, contact_point_id, channel, account, language, created_at)
      select ${organization}, talk, lead, point, 'fake', 'fake-1', 'vi', ${world.clock.now()} from many`.execute(
      tx,
    );
    await sql`insert into bookings select (jsonb_populate_record(b, jsonb_build_object(
        'id', m.booking, 'lead_id', m.lead, 'conversation_id', m.talk))).*
      from bookings b, many m where b.id = ${booking.id}`.execute(tx);
    await sql`insert into reminders (organization_id, id, booking_id, kind, occasion, due_at,
        useful_until, planned_at)
      select ${organization}, gen_random_uuid(), booking, 'soon', b.starts_at,
        ${world.clock.now()}, b.starts_at, ${world.clock.now()}
      from many m join bookings b on b.id = m.booking`.execute(tx);
    await sql`alter table bookings enable trigger guard_booking_state`.execute(tx);
  });
};

/**
 * Reminders of `count` appointments that fall due at once, said and sent by several workers at a time
 * through a provider that fails a share of all calls.
 */
export const runManyReminders = async (
  {
    count,
    share,
    workers,
  }: { readonly count: number; readonly share: number; readonly workers: number },
  random: () => number,
  open?: () => Promise<World>,
): Promise<ManyReminders> => {
  const provider = openProvider(share, random);
  const limits = { chatIntervalMs: 0, perSecond: 100_000 };
  const push = await openPushWorld(limits, { send: provider.send }, null, open);
  const { world, db, deps } = push;
  try {
    await stockReminders(push, count);
    const started = performance.now();
    const look = doDueThings(turnDepsOf(world));
    await Promise.all([look(), look()]);
    const work = async (chats: Awaited<ReturnType<typeof listOverdueChats>>): Promise<void> => {
      for (let next = chats.shift(); next; next = chats.shift()) await deliver(deps, next);
    };
    // Until nothing waits; time goes on between two rounds, and nothing may wait for longer than a day.
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      const waiting = await listOverdueChats(
        db,
        new Date(world.clock.now().getTime() + 86_400_000),
      );
      if (waiting.length === 0) break;
      const due = await listOverdueChats(db, world.clock.now());
      await Promise.all(Array.from({ length: workers }, () => work(due)));
      world.clock.advance({ minutes: 1 });
    }
    const seconds = (performance.now() - started) / 1_000;
    return { ...(await countUp(push, provider.taken)), ...provider.counted(), seconds };
  } finally {
    await push.close();
  }
};

const countUp = async ({ db }: PushWorld, taken: readonly OutboundPart[]) => {
  const byChat = [...Map.groupBy(taken, ({ address }) => address).values()];
  const rows = await db
    .selectFrom("deliveries")
    .select(["status", sql<number>`count(*)::int`.as("count")])
    .groupBy("status")
    .execute();
  const of = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  return {
    once: byChat.filter((parts) => parts.length === 1).length,
    twice: byChat.filter((parts) => parts.length > 1).length,
    sent: of("sent"),
    dead: of("dead"),
    unsettled: all - of("sent") - of("dead"),
  };
};
