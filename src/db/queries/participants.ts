import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { BookingParticipantsTable } from "../tables/bookings.ts";

type ParticipantRow = Selectable<BookingParticipantsTable>;

/** Somebody who comes with a booking, as they were named. */
export interface Participant {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Who is named for these bookings, in the order they were named in. */
export const listParticipantsOf = async (
  db: Db | Tx,
  organizationId: string,
  bookingIds: readonly string[],
): Promise<ParticipantRow[]> =>
  bookingIds.length === 0
    ? []
    : db
        .selectFrom("booking_participants")
        .selectAll()
        .where("organization_id", "=", organizationId)
        .where("booking_id", "in", [...bookingIds])
        .orderBy("booking_id")
        .orderBy("position")
        .execute();

/** Names exactly these for a booking. */
export const replaceParticipants = async (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  named: readonly Participant[],
): Promise<void> => {
  await tx
    .deleteFrom("booking_participants")
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .execute();
  if (named.length === 0) return;
  const rows = named.map(({ name, phone = null, email = null }, index) => ({
    ...{ organization_id: organizationId, booking_id: bookingId, position: index + 1 },
    ...{ name, phone, email },
  }));
  await tx.insertInto("booking_participants").values(rows).execute();
};
