import { listLocations, listProviders, listServices } from "#src/db/queries/catalog.ts";
import { localOf } from "./local-time.ts";
import type { EndBooking, EndState } from "./play.ts";
import { readAttempts, readZones } from "./read-attempts.ts";
import type { Stage } from "./stage.ts";

/** What the database says when the conversation is over. */
export const readEnd = async (stage: Stage, othersChanged: number): Promise<EndState> => {
  const { world, lead } = stage;
  const waiting = await world.db
    .selectFrom("waitlist_entries")
    .select("id")
    .where("lead_id", "=", lead.id)
    .where("status", "in", ["waiting", "offered"])
    .execute();
  return {
    bookings: await readBookings(stage),
    attempts: await readAttempts(stage),
    ...(await readStanding(stage)),
    waitlist: waiting.length,
    lead: await world.db
      .selectFrom("leads")
      .select(["name", "phone", "email"])
      .where("id", "=", lead.id)
      .executeTakeFirstOrThrow(),
    othersChanged,
  };
};

export const readNames = async ({ world }: Stage): Promise<readonly string[]> => {
  const { db, organization } = world;
  const [services, providers, places] = await Promise.all([
    listServices(db, organization.id),
    listProviders(db, organization.id),
    listLocations(db, organization.id),
  ]);
  return [
    organization.name,
    ...[...services, ...providers, ...places].map(({ name }) => name),
    ...places.map(({ address }) => address),
  ].toSorted((a, b) => b.length - a.length);
};

/** Who owns the conversation, and whether the lead wants to be written to. */
export const readStanding = async ({
  world,
  lead,
}: Stage): Promise<Pick<EndState, "owner" | "optedOut">> => {
  const { owner, opted_out_at } = await world.db
    .selectFrom("conversations")
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "conversations.organization_id")
        .onRef("leads.id", "=", "conversations.lead_id"),
    )
    .select(["owner", "opted_out_at"])
    .where("conversations.id", "=", lead.conversationId)
    .executeTakeFirstOrThrow();
  return { owner, optedOut: opted_out_at !== null };
};

const readBookings = async (stage: Stage): Promise<EndBooking[]> => {
  const { world, lead } = stage;
  const rows = await world.db
    .selectFrom("bookings")
    .leftJoin("services", "services.id", "bookings.service_id")
    .leftJoin("providers", "providers.id", "bookings.provider_id")
    .leftJoin("locations", "locations.id", "bookings.location_id")
    .selectAll("bookings")
    .select(["services.name as service", "providers.name as provider", "locations.name as place"])
    .where("bookings.lead_id", "=", lead.id)
    .orderBy("bookings.created_at")
    .execute();
  const zones = await readZones(stage);
  return rows.map((row) => ({
    ...{ id: row.id, service: row.service, provider: row.provider, location: row.place },
    state: row.state,
    start: row.starts_at && localOf(row.starts_at, zones.house),
    startForLead: row.starts_at && localOf(row.starts_at, zones.lead),
    moved: row.reschedule_count,
    participants: row.participants,
    answers: Object.fromEntries(
      Object.entries(row.custom_fields).map(([field, answer]) => [field, String(answer)]),
    ),
  }));
};
