import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import {
  type DueReminder,
  listDueReminders,
  type Settled,
  settleReminder,
  takeReminder,
} from "#src/db/queries/reminders.ts";
import type { ReminderKind } from "#src/domain/reminders/reminder.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "../house-caller.ts";
import type { LifecycleDeps } from "../lifecycle-deps.ts";
import { askFeedback, callBack, offerAnew, winBack } from "./follow-up.ts";
import { askShowUp, awaitShowUp, callUnconfirmed, recordNoShow } from "./look-after.ts";
import { remind } from "./remind.ts";

/** Due things that are looked up at once. */
const batch = 500;

type Work = (session: Session, due: DueReminder) => Promise<Settled>;

const works: Readonly<Record<ReminderKind, Work>> = {
  confirm: remind,
  prepare: remind,
  day_before: remind,
  soon: remind,
  unanswered: callUnconfirmed,
  start: awaitShowUp,
  show_up: askShowUp,
  no_show: recordNoShow,
  missed: offerAnew,
  feedback: askFeedback,
  recall: callBack,
  reengage: winBack,
};

interface Done {
  readonly ok: true;
  readonly settled: (Settled & { readonly kind: ReminderKind }) | null;
}

/**
 * Does everything that is due by now, in order, one transaction each: the words, the move of the
 * booking and the note that it is done are committed together, so that it is done once however many
 * processes look, and again where one died before its commit. What comes too late is skipped.
 */
export const doDueThings = (deps: LifecycleDeps) => async (): Promise<void> => {
  for (;;) {
    const due = await listDueReminders(deps.db, deps.now(), batch);
    if (due.length === 0) return;
    await eachAlone(due, (one) => doOne(deps, one));
  }
};

type Key = Pick<DueReminder, "organization_id" | "booking_id" | "id">;

const doOne = async (deps: LifecycleDeps, key: Key): Promise<void> => {
  const { organization_id: organizationId, booking_id: bookingId } = key;
  const caller = houseCaller(organizationId, "reminders");
  const answer = await transact<Done>(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const due = session && (await takeReminder(tx, organizationId, key.id, session.now));
    if (!due) return { ok: true, settled: null };
    const settled = isTooLate(due, session.now)
      ? await comeTooLate(session, due)
      : await works[due.kind](session, due);
    await settleReminder(tx, due, settled, session.now);
    return { ok: true, settled: { ...settled, kind: due.kind } };
  });
  if (!answer.ok || !answer.settled) return;
  const { kind, status } = answer.settled;
  const why = "why" in answer.settled ? answer.settled.why : null;
  deps.events.reminderSettled({ organizationId, bookingId, kind, status, why });
};

/** A question that was not put again in time is left to people, as one that nobody answered. */
const comeTooLate = async (session: Session, due: DueReminder): Promise<Settled> => {
  const isRepeat = due.kind === "day_before" && due.attempt > 1;
  if (isRepeat && session.now < due.occasion) await callUnconfirmed(session, due);
  return { status: "skipped", why: "too_late" };
};

const isTooLate = ({ useful_until }: DueReminder, now: Date): boolean =>
  useful_until !== null && now >= useful_until;
