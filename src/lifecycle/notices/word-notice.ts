import { fileOf, invitedTo } from "#src/booking/enclose.ts";
import { invitationTo } from "#src/booking/invitation.ts";
import type { ManageLinks } from "#src/booking/manage-link.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import type { OutboundFile } from "#src/conversation/push-channel.ts";
import { wordPlan } from "#src/conversation/tell-lead.ts";
import type { Tx } from "#src/db/connect.ts";
import type { BookingNotice } from "#src/db/queries/booking-notices.ts";
import { getOrganization, type Organization } from "#src/db/queries/catalog.ts";
import { findPlacedBooking, type PlacedBooking } from "#src/db/queries/enclosed-bookings.ts";
import { findLead, type Lead } from "#src/db/queries/leads.ts";
import type { Appointment, Booking } from "#src/domain/booking.ts";
import type { Language } from "#src/domain/facts.ts";
import { sayTime } from "#src/phrases/say-time.ts";
import type { LifecycleDeps } from "../lifecycle-deps.ts";
import { isStillSo } from "./is-still-so.ts";

/** A notice in words; its files go where its channel takes them. */
export interface WordedNotice {
  readonly text: string;
  readonly files: readonly OutboundFile[];
  readonly language: Language;
  /** The business that writes. */
  readonly sender: string;
}

interface Occasion {
  readonly notice: BookingNotice;
  readonly row: PlacedBooking;
  readonly booking: Booking;
  readonly at: Appointment;
  readonly organization: Organization;
  readonly lead: Lead;
}

/** A notice as the facts are at the moment of sending; null when the booking is no longer what it tells. */
export const wordNotice =
  (deps: Pick<LifecycleDeps, "phrases" | "now" | "newId">, links: ManageLinks) =>
  async (tx: Tx, notice: BookingNotice): Promise<WordedNotice | null> => {
    const occasion = await findOccasion(tx, notice);
    if (!occasion) return null;
    const { organization, lead } = occasion;
    const toProvider = notice.audience === "provider";
    const language = (toProvider ? null : lead.language) ?? organization.locale;
    const manageUrl = toProvider ? null : links.urlOf(occasion.booking);
    const text = toProvider
      ? forProvider(deps, occasion, language)
      : await forLead(tx, deps, occasion, language);
    const note = manageUrl && deps.phrases.reply(language, "manage_link", { url: manageUrl });
    return {
      ...{ language, sender: organization.name },
      text: note ? `${text}\n\n${note}` : text,
      files: [invitationOf(occasion, manageUrl, deps.now())],
    };
  };

const findOccasion = async (tx: Tx, notice: BookingNotice): Promise<Occasion | null> => {
  const { organization_id, booking_id, kind, starts_at, provider_id: providerId } = notice;
  const row = await findPlacedBooking(tx, organization_id, booking_id);
  if (!row || !starts_at) return null;
  const booking = toBooking(row);
  const at = [booking.appointment, ...booking.previousAppointments.toReversed()].find(
    (one) => one?.start.getTime() === starts_at.getTime(),
  );
  const lead = await findLead(tx, organization_id, row.lead_id);
  if (!at || !lead || !isStillSo(booking, { kind, at, providerId })) return null;
  const organization = await getOrganization(tx, organization_id);
  return { notice, row, booking, at, organization, lead };
};

const forLead = async (
  tx: Tx,
  deps: Pick<LifecycleDeps, "phrases" | "now">,
  { notice, booking }: Occasion,
  language: Language,
): Promise<string> => {
  const kind = notice.kind === "cancelled" ? "cancelled" : "confirmed";
  const of = { organizationId: booking.organizationId, leadId: booking.leadId, language };
  return (await wordPlan(tx, deps, of, { kind, booking }, booking.id)).text;
};

const forProvider = (
  { phrases }: Pick<LifecycleDeps, "phrases">,
  { notice, booking, at, lead }: Occasion,
  language: Language,
): string => {
  const before = booking.previousAppointments.at(-1);
  const mine = at.parts?.find(({ providerId }) => providerId === notice.provider_id);
  const isMoved = notice.kind === "confirmed" && before?.providerId === notice.provider_id;
  const time = (start: Date) => sayTime(start, { zone: at.zone, language });
  return phrases.reply(language, isMoved ? "provider_moved" : `provider_${notice.kind}`, {
    service: mine?.serviceName ?? booking.serviceName ?? "",
    time: time(mine?.start ?? at.start),
    before: before ? time(before.start) : "",
    location: at.locationName,
    lead: lead.name ?? phrases.reply(language, "a_lead"),
    participants: booking.participants,
  });
};

/** What is given up leaves the calendar, also of who had it before somebody else. */
const invitationOf = (
  { notice, row, booking, at }: Occasion,
  manageUrl: string | null,
  now: Date,
): OutboundFile => {
  const isOver = notice.kind === "cancelled" || notice.kind === "freed";
  const told = { ...booking, appointment: at, ...(isOver && { state: "CANCELLED" as const }) };
  const letter = { from: notice.account ?? "", to: notice.address ?? "" };
  return fileOf(invitationTo({ ...invitedTo(row, told), letter, manageUrl, now }));
};
