import { listLocations, listProviders, listServices } from "#src/db/queries/catalog.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { localOf } from "./local-time.ts";
import type { Agreement, Attempt, EndBooking, EndState } from "./play.ts";
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

const readBookings = async ({ world, lead }: Stage): Promise<EndBooking[]> => {
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
  return rows.map((row) => ({
    ...{ id: row.id, service: row.service, provider: row.provider, location: row.place },
    state: row.state,
    start: row.starts_at && localOf(row.starts_at, world.organization.timezone),
    moved: row.reschedule_count,
    participants: row.participants,
  }));
};

const readAttempts = async (stage: Stage): Promise<Attempt[]> => {
  const { world, lead } = stage;
  const events = await world.db
    .selectFrom("booking_events")
    .innerJoin("bookings", "bookings.id", "booking_events.booking_id")
    .select(["booking_id", "from_state", "to_state", "triggered_by", "validation_passed"])
    .select(["bookings.starts_at", "booking_events.timestamp"])
    .where("bookings.lead_id", "=", lead.id)
    .orderBy("booking_events.position")
    .execute();
  const agreements = await readAgreements(stage);
  return events.map((event) => ({
    bookingId: event.booking_id,
    ...{ from: event.from_state, to: event.to_state, by: event.triggered_by },
    allowed: event.validation_passed,
    agreed:
      agreements.find(
        ({ bookingId, at }) =>
          bookingId === event.booking_id && at.getTime() === event.timestamp.getTime(),
      )?.agreed ?? null,
  }));
};

interface DatedAgreement {
  readonly bookingId: string;
  readonly at: Date;
  readonly agreed: Agreement;
}

const readAgreements = async ({ world, lead }: Stage): Promise<DatedAgreement[]> => {
  const zone = world.organization.timezone;
  const shown = await world.db
    .selectFrom("messages")
    .select(["seq", "text"])
    .where("conversation_id", "=", lead.conversationId)
    .where("author", "!=", "lead")
    .execute();
  const rows = await world.db
    .selectFrom("consents")
    .innerJoin("messages", "messages.id", "consents.message_id")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .innerJoin("bookings", "bookings.id", "consents.booking_id")
    .select(["booking_id", "used_at", "messages.text", "messages.author", "messages.seq"])
    .select(["messages.choice_id", "conversations.lead_id", "bookings.starts_at"])
    .where("bookings.lead_id", "=", lead.id)
    .execute();
  return rows.map((row) => {
    const clock = row.starts_at ? localOf(row.starts_at, zone).slice(11) : null;
    return {
      bookingId: row.booking_id,
      at: row.used_at,
      agreed: {
        ...{ text: row.text, pressed: row.choice_id !== null },
        fromThisLead: row.author === "lead" && row.lead_id === lead.id,
        afterShown: shown.some(
          ({ seq, text }) =>
            seq < row.seq && clock !== null && foldVietnamese(text).includes(clock),
        ),
      },
    };
  });
};
