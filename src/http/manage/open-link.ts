import type { Caller } from "#src/booking/caller.ts";
import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { editionOf, linkedAppointment } from "#src/booking/manage-link.ts";
import type { BroughtLink } from "#src/booking/signed-link.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import type { Db } from "#src/db/connect.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import { findPlacedBooking, type PlacedBooking } from "#src/db/queries/enclosed-bookings.ts";
import { languageOf } from "../request-language.ts";
import type { ServerDeps } from "../server-deps.ts";
import type { PageOf } from "./manage-layout.ts";
import type { Closed, Shown } from "./manage-pages.ts";

/** A link that was followed, and what it opens. */
export type Opened =
  | {
      readonly ok: true;
      readonly shown: Shown;
      readonly row: PlacedBooking;
      readonly caller: Caller;
    }
  | { readonly ok: false; readonly why: Closed; readonly of: PageOf };

type Deps = Pick<ServerDeps, "db" | "manageLinks" | "now">;

/**
 * What stands behind a link now: the appointment it was made for, unless it was moved, cancelled or is
 * over. `acceptLanguage` decides where no conversation does.
 */
export const openLink = async (
  { db, manageLinks, now }: Deps,
  token: string,
  acceptLanguage: string | undefined,
): Promise<Opened> => {
  const link = manageLinks.read(token);
  const house = link && (await findHouse(db, link));
  const of = pageOf(house ?? null, acceptLanguage);
  if (!link?.isOurs || !house) return { ok: false, why: "unknown", of };
  if (link.expiresAt <= now()) return { ok: false, why: "expired", of };
  const row = await findPlacedBooking(db, link.organizationId, link.bookingId);
  const shown = row && showBooking(row, link, of, token);
  if (!row || !shown) return { ok: false, why: "gone", of };
  return { ok: true, shown, row, caller: callerOf(row, of) };
};

/** The page of a booking below this token; null when the link is of another appointment. */
export const showBooking = (
  row: PlacedBooking,
  { edition }: Pick<BroughtLink, "edition">,
  of: PageOf,
  token: string,
): Shown | null => {
  const booking = toBooking(row);
  const appointment = linkedAppointment(booking);
  if (!appointment || editionOf(booking) !== edition) return null;
  return {
    ...of,
    booking: { ...booking, appointment },
    address: row.location_address ?? "",
    path: `/b/${token}`,
    shownHash: cancellationHashOf(booking),
  };
};

interface House {
  readonly name: string;
  readonly phone: string | null;
  readonly locale: PageOf["language"];
  /** Of the conversation the booking came from. */
  readonly spoken: PageOf["language"] | null;
}

/** Whose link it is; undefined: nobody's. */
export const findHouse = (
  db: Db,
  { organizationId, bookingId }: BroughtLink,
): Promise<House | undefined> =>
  db
    .selectFrom("organizations")
    .leftJoin("bookings", (join) =>
      join
        .onRef("bookings.organization_id", "=", "organizations.id")
        .on("bookings.id", "=", bookingId),
    )
    .leftJoin("conversations", (join) =>
      join
        .onRef("conversations.organization_id", "=", "bookings.organization_id")
        .onRef("conversations.id", "=", "bookings.conversation_id"),
    )
    .select(["organizations.name", "organizations.phone", "organizations.locale"])
    .select("conversations.language as spoken")
    .where("organizations.id", "=", organizationId)
    .executeTakeFirst();

/** The frame of a page, also of one that shows nothing. */
export const pageOf = (house: House | null, acceptLanguage: string | undefined): PageOf => ({
  language: house?.spoken ?? languageOf(acceptLanguage, house?.locale ?? "en"),
  house: house && { name: house.name, phone: house.phone },
});

/** The lead, by what only their own link could bring. */
export const callerOf = (row: NamedBookingRow, { language }: PageOf): Caller => ({
  organizationId: row.organization_id,
  actor: "lead",
  ...{ actorId: row.lead_id, leadId: row.lead_id, conversationId: row.conversation_id },
  providerId: null,
  ...{ messageId: null, language, operation: null },
});
