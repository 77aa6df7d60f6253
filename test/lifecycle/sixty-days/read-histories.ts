import { sql } from "kysely";

import type { World } from "../../world.ts";
import type { History, Said } from "./tally.ts";

interface Row {
  readonly id: string;
  readonly lead_id: string;
  readonly service: string;
  readonly opted_out_at: Date | null;
  readonly reminders_off_at: Date | null;
  readonly marketing_since: Date | null;
}

const given = ["ERROR", "PAYMENT_PENDING"];

/** What the tally may know: what people did, from the audit and the conversations. */
export const readHistories = async ({ db }: World): Promise<History[]> => {
  const { rows } = await sql<Row>`
    select b.id, b.lead_id, coalesce(s.name, '') as service, l.opted_out_at, l.reminders_off_at,
      l.marketing_since
    from bookings b
    join leads l on l.organization_id = b.organization_id and l.id = b.lead_id
    left join services s on s.organization_id = b.organization_id and s.id = b.service_id`.execute(
    db,
  );
  const events = await db
    .selectFrom("booking_events")
    .select(["booking_id", "timestamp", "to_state", "event_type", "triggered_by"])
    .select(sql<string | null>`data_snapshot->>'starts_at'`.as("starts_at"))
    .where("validation_passed", "=", true)
    .orderBy("position")
    .execute();
  const { rows: messages } = await sql<{ lead_id: string; created_at: Date }>`
    select c.lead_id, m.created_at from messages m
    join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
    where m.author = 'lead' order by m.created_at`.execute(db);
  const eventsOf = Map.groupBy(events, ({ booking_id }) => booking_id);
  const wroteOf = Map.groupBy(messages, ({ lead_id }) => lead_id);
  return rows.map((row) => {
    const own = eventsOf.get(row.id) ?? [];
    return {
      bookingId: row.id,
      service: row.service,
      events: own
        .filter(({ event_type }) => event_type === "state_change" || event_type === "created")
        // Asking for a payment and an error are given; everything else the house does is worked out.
        .filter(
          ({ triggered_by, to_state }) => triggered_by !== "system" || given.includes(to_state),
        )
        .map((event) => ({
          at: event.timestamp,
          to: event.to_state,
          startsAt: event.starts_at === null ? null : new Date(event.starts_at),
        })),
      wrote: (wroteOf.get(row.lead_id) ?? []).map(({ created_at }) => created_at),
      saidYesAt: own
        .filter(({ event_type }) => event_type === "reminder_confirmed")
        .map(({ timestamp }) => timestamp),
      optedOutAt: row.opted_out_at,
      remindersOffAt: row.reminders_off_at,
      wantsOffers: row.marketing_since !== null,
    };
  });
};

/** What was said to leads that nobody had asked for, as the conversations have it. */
export const readSaid = async ({ db }: World): Promise<Said[]> => {
  const { rows } = await sql<{ booking_id: string; kind: string; attempt: number; at: Date }>`
    select r.booking_id, r.kind, r.attempt, m.created_at as at
    from messages m
    left join reminders r on r.organization_id = m.organization_id and r.message_id = m.id
    where m.purpose is not null`.execute(db);
  return rows.map(({ booking_id, kind, attempt, at }) => ({
    bookingId: booking_id,
    what: attempt > 1 ? `${kind} ${attempt}` : kind,
    at: at.toISOString(),
  }));
};

/** What people were told. */
export const readTold = async ({ db }: World): Promise<Said[]> => {
  const rows = await db
    .selectFrom("booking_events")
    .select(["booking_id", "event_type", "timestamp"])
    .where("event_type", "in", ["show_up_unknown", "reminder_unanswered"])
    .execute();
  return rows.map((row) => ({
    bookingId: row.booking_id,
    what: row.event_type,
    at: row.timestamp.toISOString(),
  }));
};
