import type { Service } from "#src/db/queries/catalog.ts";
import { chooseSlots } from "#src/domain/availability/choose-slots.ts";
import { formatLocalDate } from "#src/domain/availability/local-date.ts";
import type { SlotWish } from "#src/domain/availability/slot-wish.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import type { Slot } from "#src/domain/slot.ts";
import { loadQuestions, type OpenSlot, slotsOf, type WorkplaceQuestion } from "./open-slots.ts";
import type { Session } from "./session.ts";
import { toSlot } from "./slot-view.ts";

const day = 24 * 60 * 60_000;

/** What a proposal should look for. Absent means no preference. */
export interface Wishes {
  readonly times?: readonly { readonly from: Date; readonly to: Date; readonly exact: boolean }[];
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
}

export interface Candidates {
  readonly open: readonly OpenSlot[];
  readonly best: readonly OpenSlot[];
}

/**
 * Free slots of the service in the proposal window, stretched to the times asked for, and the best
 * few of them (000 §6.2). The booking's own time counts as free.
 */
export const findCandidates = async (
  session: Session,
  service: Service,
  wishes: Wishes,
): Promise<Candidates> => {
  const { tx, organization, now, booking } = session;
  const window = windowOf(session, wishes);
  const query = { service, now, ...window, exceptBookingId: booking.id };
  const questions = await loadQuestions(tx, organization, {
    ...query,
    providerId: wishes.providerId,
    locationId: wishes.locationId,
  });
  const open = slotsOf(questions, query);
  return { open, best: choose(session, questions, open, wishes) };
};

const windowOf = ({ now, policy }: Session, { times = [] }: Wishes): { from: Date; to: Date } => {
  const standard = now.getTime() + policy.proposalWindowDays * day;
  const latest = Math.max(standard, ...times.map(({ to }) => to.getTime() + 2 * day));
  return { from: now, to: new Date(latest) };
};

const choose = (
  { organization, policy, lead }: Session,
  questions: readonly WorkplaceQuestion[],
  open: readonly OpenSlot[],
  { times = [], providerId }: Wishes,
): OpenSlot[] => {
  const zone = questions[0]?.workplace.location.timezone ?? organization.timezone;
  const wishes: SlotWish[] = times.map(({ from, to, exact }) => ({
    from: from.getTime(),
    to: to.getTime(),
    exact,
    ...(providerId !== undefined && { providerId }),
  }));
  return chooseSlots(
    open,
    {
      timezone: zone,
      wishes,
      preferred: [...(lead.preferences.times ?? []), ...policy.preferredTimes],
      load: loadOf(questions, zone),
      providers: [...new Set(questions.map(({ workplace }) => workplace.provider.id))],
    },
    policy.slotsPerProposal,
  );
};

const loadOf = (questions: readonly WorkplaceQuestion[], zone: string) => {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { workplace, question } of questions) {
    if (seen.has(workplace.provider.id)) continue;
    seen.add(workplace.provider.id);
    for (const { start, kind } of question.busy) {
      if (kind !== "booking") continue;
      const key = `${workplace.provider.id} ${formatLocalDate(localDayOf(zone, start))}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return (providerId: string, localDate: string): number =>
    counts.get(`${providerId} ${localDate}`) ?? 0;
};

/** The slots nearest to a time that is not to be had, for a refusal. */
export const alternativesNear = async (
  session: Session,
  service: Service,
  start: Date | null,
): Promise<Slot[]> => {
  const times = start ? [{ from: start, to: start, exact: true }] : [];
  const { best } = await findCandidates(session, service, { times });
  return best.map((open) => toSlot(session.deps.slotSecret, session.organization, service, open));
};
