import { type Selectable, sql } from "kysely";

import type { BookingRules } from "#src/domain/policy.ts";
import type { Sop } from "#src/domain/sop/sop.ts";
import type { Tx } from "../connect.ts";
import type { LeadBlocksTable } from "../tables/catalog.ts";
import { type NamedBookingRow, namedBookings } from "./bookings.ts";
import type { Organization, Service } from "./catalog.ts";
import type { Lead } from "./leads.ts";
import { hasVisited, sopsInForce } from "./sops.ts";

type LeadBlock = Selectable<LeadBlocksTable>;

/** A booking with everything that is read to judge a move of it. */
export interface BookingContext {
  readonly row: NamedBookingRow;
  readonly organization: Organization;
  readonly lead: Lead;
  readonly service: Service | null;
  /** Rules of the place and the person of the appointment; null where there is none. */
  readonly placeRules: Readonly<Record<"location" | "provider", Partial<BookingRules> | null>>;
  /** What bars this lead: everything where no place, service or person is named. */
  readonly blocks: readonly Pick<LeadBlock, "location_id" | "service_id" | "provider_id">[];
  /** Channels the lead wrote from. */
  readonly channels: readonly string[];
  /** SOPs of the booking's service, in order, and the service they are of. */
  readonly sops: {
    readonly serviceId: string | null;
    readonly inForce: readonly Sop[];
  };
  /** The lead was here for a visit that is another booking. */
  readonly hasVisited: boolean;
}

/**
 * Locks a booking, and with a provider also that provider and then the lead, always in this order.
 * A statement of its own: what is read after it sees what the lock waited for.
 */
export const lockBooking = async (
  tx: Tx,
  organizationId: string,
  id: string,
  providerId: string | null,
): Promise<void> => {
  const booking = sql`select lead_id from bookings
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (providerId === null) {
    await booking.execute(tx);
    return;
  }
  await sql`
    with booking as materialized (${booking}),
    provider as materialized (
      select id from providers where organization_id = ${organizationId} and id = ${providerId}
        and exists (select from booking) for no key update
    )
    select id from leads where organization_id = ${organizationId}
      and id = (select lead_id from booking) and (select count(*) from provider) >= 0
      for no key update`.execute(tx);
};

type Stored<Row, Instants extends keyof Row> = Omit<Row, Instants> & {
  readonly [Key in Instants]: Row[Key] extends Date ? string : string | null;
};

type LeadInstants = "created_at" | "opted_out_at" | "reminders_off_at" | "marketing_since";

/** The booking and what stands around it, in one round trip; undefined when there is none. */
export const readBookingContext = async (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<BookingContext | undefined> => {
  const found = await namedBookings(tx)
    .innerJoin("organizations", "organizations.id", "bookings.organization_id")
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "bookings.organization_id")
        .onRef("leads.id", "=", "bookings.lead_id"),
    )
    .select([
      sql<Stored<Organization, "created_at">>`to_json(organizations)`.as("organization"),
      sql<Stored<Lead, LeadInstants>>`to_json(leads)`.as("lead"),
      sql<Service | null>`to_json(services)`.as("service"),
      "locations.rules as location_rules",
      "providers.rules as provider_rules",
      sql<BookingContext["blocks"]>`coalesce((
        select json_agg(blocking) from lead_blocks blocking
        where blocking.organization_id = bookings.organization_id
          and (blocking.lead_id = leads.id or blocking.phone = leads.phone
            or blocking.email = leads.email)), '[]')`.as("blocks"),
      sql<string[]>`array(
        select channel from contact_points points
        where points.organization_id = bookings.organization_id
          and points.lead_id = bookings.lead_id)`.as("channels"),
      sopsInForce(sql.ref("bookings.organization_id"), sql.ref("bookings.service_id")).as("sops"),
      hasVisited.as("has_visited"),
    ])
    .where("bookings.organization_id", "=", organizationId)
    .where("bookings.id", "=", id)
    .executeTakeFirst();
  if (!found) return undefined;
  const { organization, lead, service, channels, sops, blocks, has_visited, ...rest } = found;
  const { location_rules, provider_rules, ...row } = rest;
  return {
    ...{ row, service, channels, blocks },
    placeRules: { location: location_rules, provider: provider_rules },
    sops: { serviceId: row.service_id, inForce: sops },
    hasVisited: has_visited,
    organization: { ...organization, created_at: new Date(organization.created_at) },
    lead: {
      ...lead,
      created_at: new Date(lead.created_at),
      opted_out_at: instant(lead.opted_out_at),
      reminders_off_at: instant(lead.reminders_off_at),
      marketing_since: instant(lead.marketing_since),
    },
  };
};

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
