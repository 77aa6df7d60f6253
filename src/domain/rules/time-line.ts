import type { Actor } from "../booking-states.ts";
import type { Finding, Rule } from "./rule.ts";
import { check } from "./rule.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const within24h: Rule = ({ booking, facts, now }) => {
  const start = booking.appointment?.start;
  const window = facts.policy.reminderWindowHours;
  return check(
    start !== undefined && start.getTime() - now.getTime() <= window * hour,
    `the appointment is within ${window} hours`,
    `the appointment is more than ${window} hours away, or not known`,
    { hours: window },
  );
};

/** People may record at once after the start; the system waits for the grace of the policy. */
export const appointmentTimePassed: Rule = ({ booking, facts, actor, now }) => {
  const start = booking.appointment?.start;
  const grace = actor === "system" ? facts.policy.noShowGraceMinutes : 0;
  return check(
    start !== undefined && now.getTime() >= start.getTime() + grace * minute,
    "the appointment's time has passed",
    "the appointment's time has not passed",
  );
};

export const showedUp: Rule = ({ booking }) =>
  check(booking.showUp === true, "the customer came", "nobody recorded that the customer came");

export const didNotShowUp: Rule = ({ booking }) =>
  check(booking.showUp !== true, "nobody recorded that the customer came", "the customer came");

/** A deadline binds the lead; sales may overrule it by name; staff and jobs act for the house. */
const beforeDeadline = (
  { actor, now }: { actor: Actor; now: Date },
  deadline: Date | null,
  overruledBy: string | null,
): Finding => {
  if (actor === "provider" || actor === "system") return check(true, "deadline binds leads", "");
  if (actor === "sales" && overruledBy) return check(true, `overruled by ${overruledBy}`, "");
  return check(
    deadline !== null && now <= deadline,
    "the deadline has not passed",
    "the deadline has passed",
    deadline ? { deadline } : undefined,
  );
};

const deadlineBefore = (start: Date | undefined, minutes: number): Date | null =>
  start ? new Date(start.getTime() - minutes * minute) : null;

/** A missed appointment has no deadline left to keep. */
export const rescheduleAllowedUntil: Rule = (attempt) => {
  const { booking, facts } = attempt;
  if (booking.state === "NO_SHOW" || booking.state === "FOLLOW_UP") {
    return check(true, "the appointment was missed", "");
  }
  const { rescheduleDeadlineMinutes } = facts.policy;
  const deadline = deadlineBefore(booking.appointment?.start, rescheduleDeadlineMinutes);
  return beforeDeadline(attempt, deadline, facts.overruledBy);
};

const withoutAppointment = ["INQUIRY", "SERVICE_SELECTED", "SLOT_PROPOSED", "RESCHEDULED", "ERROR"];

export const cancellationAllowedUntil: Rule = (attempt) => {
  const { booking, facts } = attempt;
  if (!booking.appointment && withoutAppointment.includes(booking.state)) {
    return check(true, "there is no appointment yet", "");
  }
  const { cancellationDeadlineMinutes } = facts.policy;
  const deadline = deadlineBefore(booking.appointment?.start, cancellationDeadlineMinutes);
  return beforeDeadline(attempt, deadline, facts.overruledBy);
};

export const followsNoShow: Rule = ({ booking }) =>
  check(booking.missed, "the appointment was missed", "the appointment was kept");

export const inactiveFor: Rule = ({ booking, facts, now }) => {
  const days = facts.policy.abandonAfterDays;
  return check(
    now.getTime() - booking.lastActivityAt.getTime() >= days * day,
    `silent for ${days} days`,
    `there was activity in the last ${days} days`,
  );
};
