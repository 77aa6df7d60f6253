import { type RawBuilder, sql } from "kysely";

import type { Db } from "../../connect.ts";

/** Whole local days, both included, of everything or of one place or service. */
export interface CountsWanted {
  readonly organizationId: string;
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly grain: "day" | "week" | "month";
  readonly locationId: string | null;
  readonly serviceId: string | null;
}

type Nullable<Row> = { readonly [Key in keyof Row]: Row[Key] | null };

/** Sums over one of several groups; the names of the other groups are null. */
export type InquiryCounts = Nullable<{ bucket: string; service_id: string; channel: string }> & {
  readonly by: "bucket" | "service" | "channel" | "all";
  readonly inquiries: number;
  readonly selected: number;
  readonly proposed: number;
  readonly confirmed: number;
  readonly completed: number;
  readonly confirm_seconds: number;
  readonly slots_offered: number;
  readonly slots_confirmed: number;
};

const groupOf = (names: readonly string[]): RawBuilder<unknown> => {
  const cases = names.map((name) => sql`when grouping(${sql.ref(name)}) = 0 then ${sql.lit(name)}`);
  return sql`case ${sql.join(cases, sql` `)} else 'all' end`;
};

const bucketOf = ({ grain }: CountsWanted) =>
  sql`date_trunc(${sql.lit(grain)}, day::timestamp)::date`;

const inPeriod = ({ organizationId, from, to }: CountsWanted) =>
  sql`organization_id = ${organizationId} and day between ${from} and ${to}`;

const inPlace = ({ locationId }: CountsWanted) =>
  locationId === null ? sql`true` : sql`location_id = ${locationId}`;

const within = (wanted: CountsWanted) => {
  const ofService = wanted.serviceId === null ? sql`true` : sql`service_id = ${wanted.serviceId}`;
  return sql`${inPeriod(wanted)} and ${inPlace(wanted)} and ${ofService}`;
};

export const readInquiries = async (db: Db, wanted: CountsWanted): Promise<InquiryCounts[]> => {
  const { rows } =
    await sql<InquiryCounts>`select ${groupOf(["bucket", "service", "channel"])} as by,
      bucket, service as service_id, channel,
      coalesce(sum(inquiries), 0)::int as inquiries, coalesce(sum(selected), 0)::int as selected,
      coalesce(sum(proposed), 0)::int as proposed, coalesce(sum(confirmed), 0)::int as confirmed,
      coalesce(sum(completed), 0)::int as completed,
      coalesce(sum(confirm_seconds), 0) as confirm_seconds,
      coalesce(sum(slots_offered), 0)::int as slots_offered,
      coalesce(sum(slots_confirmed), 0)::int as slots_confirmed
    from (select *, ${bucketOf(wanted)} as bucket, coalesce(service_id::text, '') as service
      from analytics_inquiries where ${within(wanted)}) counted
    group by grouping sets ((bucket), (service), (channel), ())`.execute(db);
  return rows;
};

export interface MoveCounts extends Nullable<{ bucket: string; reason: string }> {
  readonly kind: "confirmed" | "completed" | "no_show" | "cancelled" | "withdrawn" | "rescheduled";
  readonly by: "bucket" | "reason" | "all";
  readonly moves: number;
  readonly ahead_seconds: number;
}

export const readMoves = async (db: Db, wanted: CountsWanted): Promise<MoveCounts[]> => {
  const { rows } = await sql<MoveCounts>`select ${groupOf(["bucket", "reason"])} as by,
      kind, bucket, reason, sum(moves)::int as moves, sum(ahead_seconds) as ahead_seconds
    from (select *, ${bucketOf(wanted)} as bucket
      from analytics_moves where ${within(wanted)}) counted
    group by grouping sets ((kind, bucket), (kind, reason), (kind))`.execute(db);
  return rows;
};

export interface AppointmentCounts
  extends Nullable<{ weekday: number; hour: number; service_id: string }> {
  readonly by: "weekday" | "service" | "all";
  readonly appointments: number;
}

export const readAppointments = async (
  db: Db,
  wanted: CountsWanted,
): Promise<AppointmentCounts[]> => {
  const { rows } = await sql<AppointmentCounts>`select ${groupOf(["weekday", "service"])} as by,
      weekday, hour, service as service_id, coalesce(sum(appointments), 0)::int as appointments
    from (select *, extract(isodow from day)::int as weekday,
        coalesce(service_id::text, '') as service
      from analytics_appointments where ${within(wanted)}) counted
    group by grouping sets ((weekday, hour), (service), ())`.execute(db);
  return rows;
};

export interface TimeCounts {
  readonly provider_id: string;
  readonly minutes: number;
  readonly double_booked: number;
}

/** People are of no service: their time is that of all services. */
export const readTime = async (db: Db, wanted: CountsWanted): Promise<TimeCounts[]> => {
  const { rows } = await sql<TimeCounts>`select provider_id,
      sum(minutes) as minutes, sum(double_booked)::int as double_booked
    from analytics_provider_days where ${inPeriod(wanted)} and ${inPlace(wanted)}
    group by provider_id`.execute(db);
  return rows;
};

export interface TalkCounts extends Nullable<{ bucket: string; channel: string }> {
  readonly by: "bucket" | "channel" | "all";
  readonly conversations: number;
  readonly alone: number;
  readonly assisted: number;
  readonly handed_over: number;
  readonly durable: number;
  readonly reopened: number;
  readonly approved: number;
  readonly edited: number;
  readonly rejected: number;
}

const talkSums = [
  ...["conversations", "alone", "assisted", "handed_over", "durable", "reopened"],
  ...["approved", "edited", "rejected"],
];

/** A conversation is of no place and no service: these are always all. */
export const readTalks = async (db: Db, wanted: CountsWanted): Promise<TalkCounts[]> => {
  const { rows } = await sql<TalkCounts>`select ${groupOf(["bucket", "channel"])} as by,
      bucket, channel, ${sql.join(
        talkSums.map((name) => sql`coalesce(sum(${sql.ref(name)}), 0)::int as ${sql.ref(name)}`),
      )}
    from (select *, ${bucketOf(wanted)} as bucket from analytics_talks
      where ${inPeriod(wanted)}) counted
    group by grouping sets ((bucket), (channel), ())`.execute(db);
  return rows;
};

/** Days in a range that are yet to be counted anew. */
export const countStaleDays = async (
  db: Db,
  { organizationId, from, to }: CountsWanted,
  now: Date,
): Promise<number> => {
  const { rows } = await sql<{ days: number }>`select count(*)::int as days
    from analytics_stale_days where organization_id = ${organizationId}
      and day between ${from} and ${to} and due_at <= ${now}`.execute(db);
  return rows[0]?.days ?? 0;
};
