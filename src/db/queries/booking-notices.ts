import { type Insertable, type Selectable, sql, type Updateable } from "kysely";

import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";
import type { BookingNoticesTable } from "../tables/notices.ts";

export type BookingNotice = Selectable<BookingNoticesTable>;

/** False when this was noted before: a move is told of once, however often it is announced. */
export const addNotice = async (
  tx: Tx,
  notice: Insertable<BookingNoticesTable>,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("booking_notices")
    .values(notice)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

/**
 * The one that has waited longest, for whoever asks to send it now: others do not get it before
 * `leaseUntil`, when its sender must have died.
 */
export const claimNotice = async (
  db: Db,
  now: Date,
  leaseUntil: Date,
): Promise<BookingNotice | undefined> => {
  const { rows } = await sql<BookingNotice>`update booking_notices
      set attempts = attempts + 1, next_at = ${leaseUntil}
    where (organization_id, id) = (
      select organization_id, id from booking_notices
      where status = 'queued' and next_at <= ${now}
      order by next_at for update skip locked limit 1)
    returning *`.execute(db);
  return rows[0];
};

export const changeNotice = async (
  db: Db | Tx,
  { organization_id, id }: Pick<BookingNotice, "organization_id" | "id">,
  change: Updateable<BookingNoticesTable>,
): Promise<void> => {
  await db
    .updateTable("booking_notices")
    .set(change)
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

/** Who was told of a booking's moves, in order. */
export const listNotices = (
  db: Db,
  organizationId: string,
  bookingId: string,
): Promise<BookingNotice[]> =>
  db
    .selectFrom("booking_notices")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();

/** The organization's own address on a channel, the oldest of several; undefined: it has none. */
export const findSender = (
  tx: Tx,
  organizationId: string,
  channel: "email" | "sms",
): Promise<{ readonly account: string } | undefined> =>
  tx
    .selectFrom("channel_accounts")
    .select("account")
    .where("organization_id", "=", organizationId)
    .where("channel", "=", channel)
    .where("status", "=", "active")
    .where("delivers", "=", true)
    .orderBy("created_at")
    .orderBy("account")
    .limit(1)
    .executeTakeFirst();

/** Channels on which the lead hears of this booking by themselves, in its conversation. */
export const channelOfConversation = async (
  tx: Tx,
  organizationId: string,
  conversationId: string | null,
): Promise<string | null> => {
  if (conversationId === null) return null;
  const row = await tx
    .selectFrom("conversations as c")
    .innerJoin("contact_points as p", (join) =>
      join
        .onRef("p.organization_id", "=", "c.organization_id")
        .onRef("p.id", "=", "c.contact_point_id"),
    )
    .select("p.channel")
    .where("c.organization_id", "=", organizationId)
    .where("c.id", "=", conversationId)
    .executeTakeFirst();
  return row?.channel ?? null;
};

/** A committed move as its event tells it; undefined when there is no such event. */
export const findMove = async (
  tx: Tx,
  organizationId: string,
  eventId: string,
): Promise<
  { readonly from: BookingState; readonly to: BookingState; readonly by: Actor } | undefined
> => {
  const row = await tx
    .selectFrom("booking_events")
    .select(["from_state", "to_state", "triggered_by"])
    .where("organization_id", "=", organizationId)
    .where("event_id", "=", eventId)
    .where("validation_passed", "=", true)
    .executeTakeFirst();
  if (!row) return undefined;
  const by = row.triggered_by === "customer" ? "lead" : (row.triggered_by as Actor);
  return { from: row.from_state, to: row.to_state, by };
};

/** Those of these people who are written to. */
export const providerMails = async (
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly email: string }[]> => {
  const rows = await tx
    .selectFrom("providers")
    .select(["id", "email"])
    .where("organization_id", "=", organizationId)
    .where("id", "in", ids)
    .where("email", "is not", null)
    .orderBy("id")
    .execute();
  return rows.flatMap(({ id, email }) => (email === null ? [] : [{ id, email }]));
};
