import type { Tx } from "#src/db/connect.ts";
import { findToldBooking, type PlacedBooking } from "#src/db/queries/enclosed-bookings.ts";
import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { IntakeLinks } from "./intake-link.ts";
import { type Invitation, invitationTo } from "./invitation.ts";
import type { ManageLinks } from "./manage-link.ts";
import { readIntake } from "./read-intake.ts";
import { toBooking } from "./to-booking.ts";

interface EnclosedFile {
  readonly name: string;
  /** With its parameters. */
  readonly mediaType: string;
  readonly content: string;
}

/** What goes with a message that tells of a booking. */
interface Enclosed {
  readonly files: readonly EnclosedFile[];
  /** A line below its words; null: none. */
  readonly note: string | null;
}

/** A message that is about to leave. */
interface Leaving {
  readonly organizationId: string;
  readonly messageId: string;
  readonly language: Language;
  /** Mail addresses of the house and of the lead. */
  readonly letter: { readonly from: string; readonly to: string };
}

/** The links a lead may be given. */
export interface LeadLinks {
  readonly manageLinks: ManageLinks;
  readonly intakeLinks: IntakeLinks;
}

const nothing: Enclosed = { files: [], note: null };

/**
 * The invitation to the appointment a message tells of, and the link to change it, as the database has
 * them at the moment of sending: what was cancelled meanwhile is taken out of the calendar.
 */
export const encloseWith =
  (
    { phrases, now }: Pick<BookingDeps, "phrases" | "now">,
    { manageLinks, intakeLinks }: LeadLinks,
  ) =>
  async (tx: Tx, { organizationId, messageId, language, letter }: Leaving): Promise<Enclosed> => {
    const row = await findToldBooking(tx, organizationId, messageId);
    const booking = row && withAppointment(toBooking(row));
    if (!booking) return nothing;
    const manageUrl = manageLinks.urlOf(booking);
    const invitation = invitationTo({ ...invitedTo(row, booking), letter, manageUrl, now: now() });
    const intakeUrl = await intakeUrlOf(tx, booking, { links: intakeLinks, now: now() });
    const notes = [
      ...(manageUrl === null ? [] : [phrases.reply(language, "manage_link", { url: manageUrl })]),
      ...(intakeUrl === null ? [] : [phrases.reply(language, "intake_link", { url: intakeUrl })]),
    ];
    return { files: [fileOf(invitation)], note: notes.length === 0 ? null : notes.join("\n") };
  };

/** Where what is wanted before the visit can be told; null: nowhere, or nothing is left to tell. */
const intakeUrlOf = async (
  tx: Tx,
  booking: Booking,
  { links, now }: { readonly links: IntakeLinks; readonly now: Date },
): Promise<string | null> => {
  const url = links.linkTo(booking)?.url ?? null;
  if (url === null) return null;
  const intake = await readIntake(tx, booking.organizationId, booking.id, now);
  return intake?.fields.some(({ met }) => !met) ? url : null;
};

/** Null when there is nothing a calendar could show: it is offered, given up, or over. */
export const withAppointment = (
  booking: Booking,
): (Booking & { readonly appointment: Appointment }) | null => {
  const { appointment, state } = booking;
  const isTold = isAppointed(state) || state === "CANCELLED";
  return appointment && isTold ? { ...booking, appointment } : null;
};

export const invitedTo = (
  row: PlacedBooking,
  booking: Booking & { readonly appointment: Appointment },
) => ({
  booking,
  organization: { name: row.organization_name, slug: row.organization_slug },
  address: row.location_address ?? "",
});

/** An invitation as a file of a letter. */
export const fileOf = ({ method, content }: Invitation): EnclosedFile => ({
  name: "invite.ics",
  mediaType: `text/calendar; charset=utf-8; method=${method}`,
  content,
});
