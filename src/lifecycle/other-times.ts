import { type Candidates, findCandidates, noCandidates } from "#src/booking/candidate-slots.ts";
import type { OpenSlot } from "#src/booking/open-slots.ts";
import { lockAll } from "#src/booking/propose-slots.ts";
import type { Session } from "#src/booking/session.ts";
import type { Appointment } from "#src/domain/booking.ts";

const minute = 60_000;
const month = 30 * 24 * 60 * minute;

/** What can be offered instead of an appointment, with the locks taken. */
export interface OtherTimes {
  readonly found: Candidates;
  /** Where the appointment was, and about when: near enough to be moved to without a question. */
  readonly isNear: boolean;
}

/**
 * The free times nearest to a lost one, whoever gives them: at its place; else somewhere else, unless
 * the place is where the lead is; else at its place within a month. One is enough to be offered.
 */
export const findOtherTimes = async (session: Session, lost: Appointment): Promise<OtherTimes> => {
  const { service } = session;
  if (!service || !(await lockAll(session, service))) {
    return { found: noCandidates, isNear: false };
  }
  const { locationId, start } = lost;
  // No slot starts at this very instant, so that all are ranked by how near to it they are.
  const beside = new Date(start.getTime() + 1);
  const near = { times: [{ from: beside, to: beside, exact: true }] };
  const late = new Date(start.getTime() + month);
  const afterwards = { times: [{ from: start, to: late, exact: false }] };
  const tries = [
    { wishes: { ...near, locationId }, isNear: true },
    ...(service.travels ? [] : [{ wishes: near, isNear: false }]),
    { wishes: { ...afterwards, locationId }, isNear: false },
  ];
  for (const { wishes, isNear } of tries) {
    const found = await findCandidates(session, service, wishes, () => true);
    if (found.best.length > 0) return { found, isNear };
  }
  return { found: noCandidates, isNear: false };
};

/** The one that starts nearest to a lost time. */
export const nearestOf = <T extends Pick<OpenSlot, "start">>(
  slots: readonly T[],
  { start }: Appointment,
): T | undefined => {
  const distance = (slot: T): number => Math.abs(slot.start - start.getTime());
  return slots.toSorted((a, b) => distance(a) - distance(b))[0];
};

/** Minutes other times are kept: as the policy says, and no longer than the first of them is ahead. */
export const apologyMinutes = (
  { now, policy }: Session,
  slots: readonly Pick<OpenSlot, "start">[],
): number => {
  const first = Math.min(...slots.map(({ start }) => start));
  const ahead = Math.floor((first - now.getTime()) / minute);
  return Math.max(1, Math.min(policy.apologyHoldMinutes, ahead));
};
