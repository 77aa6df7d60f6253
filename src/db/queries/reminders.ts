import { type Selectable, sql } from "kysely";

import { appointedStates } from "#src/domain/booking-states.ts";
import type { DueThing } from "#src/domain/reminders/plan-reminders.ts";
import type { ReminderKind } from "#src/domain/reminders/reminder.ts";
import type { Db, Tx } from "../connect.ts";
import type { RemindersTable } from "../tables/reminders.ts";
import type { BookingRow } from "./bookings.ts";

export type DueReminder = Selectable<RemindersTable>;

interface OfBooking {
  readonly organizationId: string;
  readonly bookingId: string;
}

/** One more of a kind for an occasion is one attempt more. */
type Planned = DueThing & { readonly id: string; readonly attempt: number };

/** Takes back what is planned for a booking, but for the kinds it keeps, and plans this instead. */
export const replaceReminders = async (
  tx: Tx,
  { organizationId, bookingId }: OfBooking,
  {
    due,
    keeps,
    why,
    now,
  }: {
    readonly due: readonly Planned[];
    readonly keeps: readonly ReminderKind[];
    readonly why: string;
    readonly now: Date;
  },
): Promise<void> => {
  await tx
    .updateTable("reminders")
    .set({ status: "cancelled", why, settled_at: now })
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("status", "=", "planned")
    .$if(keeps.length > 0, (query) => query.where("kind", "not in", [...keeps]))
    .execute();
  await addReminders(tx, { organizationId, bookingId }, due, now);
};

/** What is planned or done already for the same occasion is not planned again. */
export const addReminders = async (
  tx: Tx,
  { organizationId, bookingId }: OfBooking,
  due: readonly Planned[],
  now: Date,
): Promise<void> => {
  if (due.length === 0) return;
  await tx
    .insertInto("reminders")
    .values(
      due.map(({ id, kind, occasion, attempt, dueAt, usefulUntil, preparation }) => ({
        ...{ organization_id: organizationId, id, booking_id: bookingId },
        ...{ kind, occasion, attempt, due_at: dueAt, useful_until: usefulUntil, planned_at: now },
        sop_id: preparation?.sopId ?? null,
        sop_version: preparation?.version ?? null,
        preparation: preparation?.place ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export type Unplanned = Pick<BookingRow, "organization_id" | "id">;

/** Appointments ahead, of any organization, for which nothing was ever planned; in the order of ids. */
export const listUnplanned = (
  db: Db,
  now: Date,
  { after, batch }: { readonly after: Unplanned | null; readonly batch: number },
): Promise<Unplanned[]> =>
  db
    .selectFrom("bookings as b")
    .select(["b.organization_id", "b.id"])
    .where("b.state", "in", [...appointedStates])
    .where("b.starts_at", ">", now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("reminders as r")
            .select("r.id")
            .whereRef("r.organization_id", "=", "b.organization_id")
            .whereRef("r.booking_id", "=", "b.id"),
        ),
      ),
    )
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(b.organization_id, b.id) > (${after?.organization_id}, ${after?.id})`,
      ),
    )
    .orderBy("b.organization_id")
    .orderBy("b.id")
    .limit(batch)
    .execute();

/** What is due now, of any organization, in the order in which it fell due. */
export const listDueReminders = (
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<DueReminder, "organization_id" | "booking_id" | "id">[]> =>
  db
    .selectFrom("reminders")
    .select(["organization_id", "booking_id", "id"])
    .where("status", "=", "planned")
    .where("due_at", "<=", now)
    .orderBy("due_at")
    .orderBy(sql`array_position(array['start', 'show_up', 'no_show'], kind)`)
    .orderBy("id")
    .limit(limit)
    .execute();

/** When the next one falls due; null when nothing is planned. */
export const nextReminderAt = async (db: Db): Promise<Date | null> => {
  const row = await db
    .selectFrom("reminders")
    .select(({ fn }) => fn.min("due_at").as("at"))
    .where("status", "=", "planned")
    .executeTakeFirst();
  return row?.at ?? null;
};

/**
 * Takes one that is still planned and due, for the length of the transaction; nobody else does it.
 * To be called with its booking locked.
 */
export const takeReminder = (
  tx: Tx,
  organizationId: string,
  id: string,
  now: Date,
): Promise<DueReminder | undefined> =>
  tx
    .selectFrom("reminders")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("status", "=", "planned")
    .where("due_at", "<=", now)
    .forUpdate()
    .executeTakeFirst();

/** What became of one. */
export type Settled =
  | { readonly status: "sent"; readonly message_id: string }
  | { readonly status: "done" }
  | { readonly status: "skipped"; readonly why: string };

/** To be called last: a move of the booking on the way may have taken it back. */
export const settleReminder = async (
  tx: Tx,
  { organization_id, id }: Pick<DueReminder, "organization_id" | "id">,
  settled: Settled,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable("reminders")
    .set({ why: null, message_id: null, ...settled, settled_at: now })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};
