import type { Service } from "#src/db/queries/catalog.ts";
import { isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import { businessOf, type Candidates, demandOf, slotsOf } from "./candidate-slots.ts";
import { gatherFacts } from "./gather-facts.ts";
import { questionsOf, type WorkplaceQuestion } from "./open-slots.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import type { Session } from "./session.ts";

/** One time somebody named, and with whom and where as far as they said so. */
export interface NamedTime {
  readonly start: Date;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
}

/** Why the time is not to be had: a rule of the booking, too near, taken, or never a time of it. */
export const whyNotFree = async (
  session: Session,
  service: Service,
  { start, providerId, locationId }: NamedTime,
  found: Candidates,
): Promise<Refusal> => {
  const { deps, caller } = session;
  const blocked = await offerBlocked(session, found);
  if (blocked) return blocked;
  const demand = demandOf(session, service);
  const business = await businessOf(session, service, { from: start, to: start });
  const places = questionsOf(business, demand, { providerId, locationId });
  const isOpen = (noticeOf: (place: WorkplaceQuestion) => number) =>
    places.some((place) => {
      const rules = { ...place.question.service, minNoticeMinutes: noticeOf(place) };
      const free = { ...place.question, busy: [], resources: [], service: rules };
      return isSlotFree(free, start.getTime());
    });
  const notice = Math.min(...places.map(({ workplace }) => workplace.policy.minNoticeMinutes));
  const hours = Math.ceil(notice / 60);
  const alternatives = slotsOf(session, service, found);
  const more = { values: { hours }, alternatives };
  if (isOpen(({ question }) => question.service.minNoticeMinutes)) {
    return refuse(deps, caller, "slot_taken", `${start.toISOString()} is taken`, more);
  }
  return isOpen(() => 0)
    ? refuse(deps, caller, "min_notice", `the notice is ${hours} hours`, more)
    : refuse(deps, caller, "no_slots", `nothing can start at ${start.toISOString()}`, more);
};

/** What stands in the way of any proposal says more than that one time is not free. */
const offerBlocked = async (session: Session, found: Candidates): Promise<Refusal | null> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session, {
    slotsAvailable: session.policy.minSlotsToPropose,
    placeKnown: found.placeKnown,
  });
  const phrase = deps.phrases.refusal(caller.language);
  const verdict = validateTransition(booking, "SLOT_PROPOSED", caller.actor, facts, now, phrase);
  return verdict.allowed ? null : refuseVerdict(verdict);
};
