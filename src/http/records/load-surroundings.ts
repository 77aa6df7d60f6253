import type { Db } from "#src/db/connect.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import { listParticipantsOf } from "#src/db/queries/participants.ts";
import { listQuestionsOf, listSops } from "#src/db/queries/sops.ts";
import {
  listContactsOf,
  listLeadsById,
  listServicesById,
  listVisitsOf,
} from "#src/db/queries/surroundings.ts";
import { type Sop, sopsFor } from "#src/domain/sop/sop.ts";

/** What stands around bookings and decides what is still required of them. */
export interface Surroundings {
  readonly lead: Lead;
  /** Channel names, `phone`, `email`. */
  readonly reachableBy: readonly string[];
  readonly service: Awaited<ReturnType<typeof listServicesById>>[number] | undefined;
  /** That apply to the booking. */
  readonly sops: readonly Sop[];
  /** Versions that its answers were given under. */
  readonly versions: Awaited<ReturnType<typeof listQuestionsOf>>;
  /** Who comes, as far as they are named. */
  readonly participants: Awaited<ReturnType<typeof listParticipantsOf>>;
}

/** The surroundings of each booking, in seven queries whatever their number. */
export const loadSurroundings = async (
  db: Db,
  organizationId: string,
  rows: readonly NamedBookingRow[],
): Promise<(row: NamedBookingRow) => Surroundings> => {
  const leadIds = [...new Set(rows.map(({ lead_id }) => lead_id))];
  const serviceIds = [...new Set(rows.flatMap(({ service_id }) => service_id ?? []))];
  const [leads, contacts, services, sops, visits, versions, participants] = await Promise.all([
    listLeadsById(db, organizationId, leadIds),
    listContactsOf(db, organizationId, leadIds),
    listServicesById(db, organizationId, serviceIds),
    listSops(db, organizationId),
    listVisitsOf(db, organizationId, leadIds),
    listQuestionsOf(db, organizationId, versionsOf(rows)),
    listParticipantsOf(
      db,
      organizationId,
      rows.map(({ id }) => id),
    ),
  ]);
  const leadOf = new Map(leads.map((lead) => [lead.id, lead]));
  return (row) => {
    const lead = leadOf.get(row.lead_id);
    if (!lead) throw new Error(`booking ${row.id} has no lead`);
    const channels = contacts.filter(({ lead_id }) => lead_id === lead.id);
    return {
      lead,
      reachableBy: [
        ...channels.map(({ channel }) => channel),
        ...(lead.phone ? ["phone"] : []),
        ...(lead.email ? ["email"] : []),
      ],
      versions,
      service: services.find(({ id }) => id === row.service_id),
      sops: sopsFor(sops, {
        serviceId: row.service_id,
        hasVisited: visits.some(({ id, lead_id }) => lead_id === lead.id && id !== row.id),
      }),
      participants: participants.filter(({ booking_id }) => booking_id === row.id),
    };
  };
};

/** Each once. */
const versionsOf = (rows: readonly NamedBookingRow[]) => {
  const under = rows.flatMap(({ answered }) => Object.values(answered));
  return [...new Map(under.map((one) => [`${one.sopId}/${one.version}`, one])).values()];
};
