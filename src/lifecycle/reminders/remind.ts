import type { Session } from "#src/booking/session.ts";
import { whyNotTold } from "#src/conversation/tell-lead.ts";
import { hasWrittenSince } from "#src/db/queries/notices.ts";
import { addReminders, type DueReminder, type Settled } from "#src/db/queries/reminders.ts";
import { findPreparation } from "#src/db/queries/sops.ts";
import { planNext } from "#src/domain/reminders/plan-reminders.ts";
import { isSettable, type Reminder, reminderOf } from "#src/domain/reminders/reminder.ts";
import { moveIfAllowed } from "./move-if-allowed.ts";
import { addresseeOf, sayReminder } from "./say-reminder.ts";

/**
 * Reminds a lead of an appointment (000 §7.1). Within the last day the booking then waits for its
 * show-up. The reminder of the day before asks for a yes and is said again until there is one (§7.2).
 */
export const remind = async (session: Session, due: DueReminder): Promise<Settled> => {
  const { tx } = session;
  const { kind, attempt } = due;
  const wanted = await wantedAs(session, due);
  if (!isSettable(kind) || !wanted) return { status: "skipped", why: "switched_off" };
  const to = addresseeOf(session);
  const why = (attempt > 1 ? await answered(session, due) : null) ?? (await whyNotTold(tx, to));
  if (why !== null) return { status: "skipped", why };
  const moved = await moveIfAllowed(session, "REMINDER_SENT");
  const said = await sayReminder(moved, to, { reminder: kind, attempt, own: wanted.text ?? {} });
  if (kind === "day_before") await askAgain(moved, attempt);
  return said;
};

/** In whose words it is said; null: it is not wanted any more. */
const wantedAs = async (
  { tx, organization, policy }: Session,
  { kind, sop_id, sop_version, preparation }: DueReminder,
): Promise<Pick<Reminder, "text"> | null> => {
  if (sop_id === null || sop_version === null || preparation === null) {
    return isSettable(kind) ? reminderOf(policy, kind) : null;
  }
  const of = { organizationId: organization.id, sopId: sop_id, version: sop_version };
  return (await findPreparation(tx, of, preparation)) ?? null;
};

/** What came back since the question was asked last; null: nothing did. */
export const answered = async (
  { tx, organization, booking }: Session,
  { planned_at }: DueReminder,
): Promise<"confirmed" | "answered" | null> => {
  if (booking.confirmedByReminder) return "confirmed";
  const lead = { organizationId: organization.id, leadId: booking.leadId };
  return (await hasWrittenSince(tx, lead, planned_at)) ? "answered" : null;
};

const askAgain = async (session: Session, attempt: number): Promise<void> => {
  const { tx, deps, booking, policy, now, organization } = session;
  const { appointment } = booking;
  if (booking.confirmedByReminder || !appointment) return;
  const next = planNext(appointment, { attempt, policy, now });
  const of = { organizationId: organization.id, bookingId: booking.id };
  await addReminders(tx, of, [{ ...next, id: deps.newId() }], now);
};
