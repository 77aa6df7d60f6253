import type { Db, Tx } from "../connect.ts";
import type { ThingKind } from "./catalog-things.ts";
import type { StandingPeriod } from "./standing-appointments.ts";

/** Who or what is away, and when. */
export interface ClosedTime {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: Extract<ThingKind, "provider" | "location" | "resource">;
  readonly ownerId: string;
  readonly period: StandingPeriod;
}

/** Undefined once the time off was taken back. */
export const findClosedTime = async (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<ClosedTime | undefined> => {
  const row = await db
    .selectFrom("time_off")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { provider_id, location_id, resource_id, start_date, end_date, starts_at, ends_at } = row;
  const period =
    start_date !== null && end_date !== null
      ? { startDate: start_date, endDate: end_date }
      : starts_at !== null && { from: starts_at, to: ends_at };
  if (!period) throw new Error(`time off ${id} has neither dates nor instants`);
  const of = { id, organizationId, period };
  if (provider_id !== null) return { ...of, kind: "provider", ownerId: provider_id };
  if (location_id !== null) return { ...of, kind: "location", ownerId: location_id };
  if (resource_id !== null) return { ...of, kind: "resource", ownerId: resource_id };
  throw new Error(`time off ${id} is nobody's`);
};

/** Whether what this time off means for a booking was settled before. */
export const isSettledFor = async (
  tx: Tx,
  { id, organizationId }: ClosedTime,
  bookingId: string,
): Promise<boolean> =>
  (await tx
    .selectFrom("booking_events")
    .select("event_id")
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("event_type", "=", "time_closed")
    .where("reason", "=", id)
    .executeTakeFirst()) !== undefined;
