import { instantOf, localDayOf, localMinutesOf } from "../availability/wall-time.ts";
import type { Appointment, Booking } from "../booking.ts";
import { isAppointed } from "../booking-states.ts";
import type { Policy } from "../policy.ts";
import { quietUntil } from "../quiet-hours.ts";
import type { DuePreparation, PreparationRef } from "../sop/preparations.ts";
import { type Distance, type ReminderKind, reminderOf, type SettableKind } from "./reminder.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Something that shall happen by itself. */
export interface DueThing {
  readonly kind: ReminderKind;
  /** What it is reckoned from: one thing of a kind for one occasion. */
  readonly occasion: Date;
  readonly dueAt: Date;
  /** From then on it comes too late; null: it never does. */
  readonly usefulUntil: Date | null;
  /** Which preparation it says; absent: none of an SOP. */
  readonly preparation?: PreparationRef;
}

/** What is planned for a booking as it stands now, and the kinds that may stay planned. */
export interface ReminderPlan {
  readonly due: readonly DueThing[];
  readonly keeps: readonly ReminderKind[];
}

interface Moment {
  readonly policy: Policy;
  /** The organization's; an appointment has that of its place. */
  readonly zone: string;
  readonly now: Date;
  /** Of the SOPs that apply to the booking. */
  readonly preparations?: readonly DuePreparation[];
}

/** Everything that falls due for a booking in its state (000 §7.1). What is past is not planned. */
export const planReminders = (booking: Booking, moment: Moment): ReminderPlan => {
  const { appointment, state } = booking;
  if (appointment && isAppointed(state)) {
    return { due: beforeAndAfter(appointment, moment), keeps: [] };
  }
  const { now } = moment;
  switch (state) {
    case "NO_SHOW":
      return { due: afterwards("missed", now, moment, 3 * day), keeps: [] };
    case "COMPLETED":
      return {
        due: [
          ...afterwards("feedback", now, moment, 7 * day),
          ...afterwards("recall", appointment?.start ?? now, moment, 30 * day),
        ],
        keeps: [],
      };
    case "FOLLOW_UP":
      return { due: [], keeps: booking.missed ? [] : ["recall"] };
    case "ABANDONED":
      return { due: afterwards("reengage", now, moment, 14 * day), keeps: [] };
    default:
      return { due: [], keeps: [] };
  }
};

const toLead = ["confirm", "prepare", "day_before", "soon"] as const satisfies SettableKind[];

/** Each is useful until the next is due, the last until the start. */
const beforeAndAfter = ({ start, zone }: Appointment, moment: Moment): DueThing[] => {
  const { policy, now } = moment;
  const own = (kind: ReminderKind, dueAt: Date): DueThing => ({
    ...{ kind, occasion: start, dueAt },
    usefulUntil: null,
  });
  // Paid or put right when it had begun: whether the lead came, people say.
  if (start <= now) return [own("start", start)];
  const ahead = [...rulesAhead(policy), ...preparationsAhead(moment)]
    .map(({ distance, ...what }) => ({ ...what, at: shift(start, distance, -1, zone) }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const before = ahead.flatMap(({ at, ...what }): DueThing[] => {
    const usefulUntil = ahead.find((next) => next.at > at)?.at ?? start;
    const dueAt = awake(at, moment, zone);
    return at > now && dueAt < usefulUntil
      ? [{ ...what, occasion: start, dueAt, usefulUntil }]
      : [];
  });
  const check = policy.showUpCheck;
  const grace = { minutes: policy.noShowGraceMinutes };
  return [
    ...before,
    own("start", start),
    ...(check ? [own("show_up", shift(start, check, 1, zone))] : []),
    own("no_show", shift(start, grace, 1, zone)),
  ];
};

type Ahead = Pick<DueThing, "kind" | "preparation"> & { readonly distance: Distance };

const rulesAhead = (policy: Policy): Ahead[] =>
  toLead.flatMap((kind) => {
    const wanted = reminderOf(policy, kind);
    if (kind === "prepare" && !wanted?.text) return [];
    return wanted ? [{ kind, distance: wanted }] : [];
  });

const preparationsAhead = ({ preparations = [] }: Moment): Ahead[] =>
  preparations.map(({ distance, ...preparation }) => ({ kind: "prepare", distance, preparation }));

const afterwards = (
  kind: SettableKind,
  occasion: Date,
  moment: Moment,
  usefulMs: number,
): DueThing[] => {
  const { policy, zone } = moment;
  const wanted = reminderOf(policy, kind);
  if (!wanted) return [];
  const at = shift(occasion, wanted, 1, zone);
  const usefulUntil = new Date(at.getTime() + usefulMs);
  return [{ kind, occasion, dueAt: awake(at, moment, zone), usefulUntil }];
};

/** Days on the wall clock of the place, minutes as they pass. */
const shift = (from: Date, distance: Distance, sign: 1 | -1, zone: string): Date => {
  const at = from.getTime();
  if ("minutes" in distance) return new Date(at + sign * distance.minutes * minute);
  const date = localDayOf(zone, at) + sign * distance.days;
  const seconds = ((at % minute) + minute) % minute;
  return new Date(instantOf(zone, date, localMinutesOf(zone, at)) + seconds);
};

/** What falls into quiet hours waits until they are over. */
const awake = (at: Date, { policy }: Pick<Moment, "policy">, zone: string): Date =>
  (policy.quietHours && quietUntil(policy.quietHours, zone, at)) ?? at;

/**
 * What follows a question of the day before that was just asked: it once more, or, asked often enough
 * or too near to the start, people are told.
 */
export const planNext = (
  { start, zone }: Appointment,
  { attempt, policy, now }: { readonly attempt: number } & Pick<Moment, "policy" | "now">,
): DueThing & { readonly attempt: number } => {
  const soon = policy.soonReminder ? shift(start, policy.soonReminder, -1, zone) : start;
  const later = shift(now, { minutes: policy.reminderRepeatMinutes }, 1, zone);
  const again = awake(later, { policy }, zone);
  const common = { occasion: start, usefulUntil: start };
  if (attempt < policy.reminderAttempts && again < soon) {
    return { ...common, kind: "day_before", attempt: attempt + 1, dueAt: again, usefulUntil: soon };
  }
  const dueAt = new Date(Math.max(now.getTime(), Math.min(later.getTime(), soon.getTime())));
  return { ...common, kind: "unanswered", attempt: 1, dueAt };
};
