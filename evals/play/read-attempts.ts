import { foldVietnamese } from "#src/language/normalise-text.ts";
import { localOf } from "./local-time.ts";
import type { Agreement, Attempt } from "./play.ts";
import type { Stage } from "./stage.ts";

/** Every attempt at a transition of the lead's bookings, with the yes it stands on. */
export const readAttempts = async (stage: Stage): Promise<Attempt[]> => {
  const { world, lead } = stage;
  const events = await world.db
    .selectFrom("booking_events")
    .innerJoin("bookings", "bookings.id", "booking_events.booking_id")
    .select(["booking_id", "from_state", "to_state", "triggered_by", "validation_passed"])
    .select(["bookings.starts_at", "bookings.series_id"])
    .select(["booking_events.timestamp", "booking_events.data_snapshot"])
    .where("bookings.lead_id", "=", lead.id)
    .orderBy("booking_events.position")
    .execute();
  const agreements = await readAgreements(stage);
  const shown = await readShown(stage);
  const zones = await readZones(stage);
  return events.map((event) => {
    const standsOn = agreements.find(
      ({ bookingId, seriesId, at }) =>
        at.getTime() === event.timestamp.getTime() &&
        (bookingId === event.booking_id || (seriesId !== null && seriesId === event.series_id)),
    );
    // A booking that was moved or cancelled since has another time, or none, by now.
    const start = startOf(event.data_snapshot) ?? event.starts_at;
    const clocks = start ? Object.values(zones).map((zone) => localOf(start, zone).slice(11)) : [];
    return {
      bookingId: event.booking_id,
      ...{ from: event.from_state, to: event.to_state, by: event.triggered_by },
      allowed: event.validation_passed,
      agreed: standsOn ? toAgreement(standsOn, shown, clocks) : null,
    };
  });
};

const startOf = ({ starts_at }: Record<string, unknown>): Date | null =>
  typeof starts_at === "string" ? new Date(starts_at) : null;

/** The house's clock, and the lead's own where it is another. */
export const readZones = async ({
  world,
  lead,
}: Stage): Promise<{ readonly house: string; readonly lead: string }> => {
  const house = world.organization.timezone;
  const { timezone } = await world.db
    .selectFrom("leads")
    .select("timezone")
    .where("id", "=", lead.id)
    .executeTakeFirstOrThrow();
  return { house, lead: timezone ?? house };
};

interface Said {
  readonly seq: number;
  readonly text: string;
}

const readShown = ({ world, lead }: Stage): Promise<readonly Said[]> =>
  world.db
    .selectFrom("messages")
    .select(["seq", "text"])
    .where("conversation_id", "=", lead.conversationId)
    .where("author", "!=", "lead")
    .execute();

interface Consent extends Said {
  readonly bookingId: string;
  readonly seriesId: string | null;
  readonly at: Date;
  readonly pressed: boolean;
  readonly fromThisLead: boolean;
}

const readAgreements = async ({ world, lead }: Stage): Promise<readonly Consent[]> => {
  const rows = await world.db
    .selectFrom("consents")
    .innerJoin("messages", "messages.id", "consents.message_id")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .innerJoin("bookings", "bookings.id", "consents.booking_id")
    .select(["booking_id", "series_id", "used_at", "messages.text", "author", "messages.seq"])
    .select(["messages.choice_id", "conversations.lead_id"])
    .where("bookings.lead_id", "=", lead.id)
    .execute();
  return rows.map((row) => ({
    ...{ bookingId: row.booking_id, seriesId: row.series_id, at: row.used_at },
    ...{ text: row.text, seq: row.seq, pressed: row.choice_id !== null },
    fromThisLead: row.author === "lead" && row.lead_id === lead.id,
  }));
};

const toAgreement = (
  { text, pressed, fromThisLead, seq }: Consent,
  shown: readonly Said[],
  clocks: readonly string[],
): Agreement => ({
  ...{ text, pressed, fromThisLead },
  afterShown: shown.some(
    (said) => said.seq < seq && clocks.some((clock) => foldVietnamese(said.text).includes(clock)),
  ),
});
