import type { Service } from "#src/db/queries/catalog.ts";
import { chooseSlots } from "#src/domain/availability/choose-slots.ts";
import { formatLocalDate, weekdayOf } from "#src/domain/availability/local-date.ts";
import { meetsWish, type SlotWish } from "#src/domain/availability/slot-wish.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import type { Slot } from "#src/domain/slot.ts";
import { type Business, loadBusiness } from "./business.ts";
import { type Chooser, chooserOf } from "./chooser-of.ts";
import { type ClaimedSlot, claimSlots } from "./claim-slots.ts";
import { bookableRange } from "./lead-limits.ts";
import { type Demand, type OpenSlot, openSlots } from "./open-slots.ts";
import { type PriceOf, pricesOf } from "./price-slots.ts";
import type { Session } from "./session.ts";
import { toSlot } from "./slot-view.ts";
import { visitorOf } from "./visitor-of.ts";
import { missingTraits, type Traits } from "./workplaces.ts";

const day = 24 * 60 * 60_000;

/** What a proposal should look for. Absent means no preference. */
export interface Wishes {
  readonly times?: readonly { readonly from: Date; readonly to: Date; readonly exact: boolean }[];
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly traits?: Traits | undefined;
}

export interface Candidates {
  readonly open: readonly OpenSlot[];
  readonly best: readonly ClaimedSlot[];
  /** The very time somebody named is among the best. */
  readonly namedTimeFree: boolean;
  readonly placeKnown: boolean;
  readonly priceOf: PriceOf;
  /** Which strategy chose the best; null where their times were named. */
  readonly strategy: StrategyName | null;
}

export const noCandidates: Candidates = {
  open: [],
  best: [],
  namedTimeFree: false,
  placeKnown: false,
  priceOf: () => null,
  strategy: null,
};

/** What the booking asks for: its service, for its people, as long as they chose. */
export const demandOf = ({ booking }: Session, service: Service): Demand => ({
  service,
  participants: booking.participants,
  durationMinutes: booking.durationMinutes,
});

/** The business as it stands for this booking, whose own time counts as free. */
export const businessOf = (
  { tx, organization, now, booking }: Session,
  service: Service,
  range: { readonly from: Date; readonly to: Date },
  providerIds?: readonly string[],
): Promise<Business> =>
  loadBusiness(tx, organization, {
    serviceIds: [service.id],
    ...range,
    ...{ now, exceptBookingId: booking.id, providerIds },
  });

/**
 * Free slots of the service in the proposal window, stretched to the times asked for, and the best
 * few of them (000 §6.2), each with what it needs. A provider who asks is offered their own times.
 */
export const findCandidates = async (
  session: Session,
  service: Service,
  wanted: Wishes,
  named: (open: OpenSlot) => boolean = () => false,
): Promise<Candidates> => {
  const { providerId } = session.caller;
  const wishes = providerId === null ? wanted : { ...wanted, providerId };
  const window = windowOf(session, wishes);
  const business = await businessOf(session, service, window);
  const demand = demandOf(session, service);
  const only = { ...wishes, barred: session.barred };
  const isBookable = await bookableRange(session, window);
  const open = openSlots(business, demand, window, only).filter(isBookable);
  const asked = open.filter(named);
  const choice = asked.length > 0 ? asked : open;
  const chooser = await chooserOf(session, wishes, { isNamed: asked.length > 0 });
  const best = chooseAndClaim(session, business, choice, { wishes, chooser });
  const wished = slotWishes(wishes).filter(({ exact }) => exact);
  return {
    open,
    best,
    namedTimeFree:
      asked.length > 0 || best.some((slot) => wished.some((wish) => meetsWish(slot, wish))),
    placeKnown: wishes.locationId !== undefined || business.stored.locations.length === 1,
    strategy: chooser.strategy,
    priceOf: pricesOf(business, demand, await visitorOf(session, business)),
  };
};

const windowOf = ({ now, policy }: Session, { times = [] }: Wishes): { from: Date; to: Date } => {
  const standard = now.getTime() + policy.proposalWindowDays * day;
  const latest = Math.max(standard, ...times.map(({ to }) => to.getTime() + 2 * day));
  return { from: now, to: new Date(latest) };
};

const slotWishes = ({ times = [], providerId }: Wishes): SlotWish[] =>
  times.map(({ from, to, exact }) => ({
    from: from.getTime(),
    to: to.getTime(),
    exact,
    ...(providerId !== undefined && { providerId }),
  }));

interface ChosenBy {
  readonly wishes: Wishes;
  readonly chooser: Chooser;
}

/** What cannot be held beside the others makes room for the next best. */
const chooseAndClaim = (
  session: Session,
  business: Business,
  open: readonly OpenSlot[],
  by: ChosenBy,
): ClaimedSlot[] => {
  let left = open;
  for (;;) {
    const { claimed, lost } = claimSlots(business, choose(session, business, left, by));
    if (lost.length === 0) return claimed;
    left = left.filter((slot) => !lost.includes(slot));
  }
};

const choose = (
  { organization, policy, lead }: Session,
  business: Business,
  open: readonly OpenSlot[],
  { wishes, chooser }: ChosenBy,
): OpenSlot[] => {
  const zone = open[0]?.workplace.location.timezone ?? organization.timezone;
  const { providers } = business.stored;
  const liked = new Map(providers.map((one) => [one.id, missingTraits(one, lead.preferences)]));
  return chooseSlots(
    onProposalDays(open, policy.proposalWeekdays, zone, slotWishes(wishes)),
    {
      timezone: zone,
      wishes: slotWishes(wishes),
      preferred: [...(lead.preferences.times ?? []), ...policy.preferredTimes],
      unlikely: chooser.unlikelyIn(zone),
      disliking: (providerId) => liked.get(providerId) ?? 0,
      load: loadOf(business, zone),
      providers: providers.map(({ id }) => id),
    },
    policy.slotsPerProposal,
  );
};

/** Without a wish for them, other weekdays are proposed only where there is nothing else. */
const onProposalDays = (
  open: readonly OpenSlot[],
  weekdays: readonly number[] | null,
  zone: string,
  wishes: readonly SlotWish[],
): readonly OpenSlot[] => {
  if (weekdays === null) return open;
  const kept = open.filter(
    (slot) =>
      weekdays.includes(weekdayOf(localDayOf(zone, slot.start))) ||
      wishes.some((wish) => meetsWish(slot, wish)),
  );
  return kept.length > 0 ? kept : open;
};

const loadOf = ({ stored, takenOf }: Business, zone: string) => {
  const counts = new Map<string, number>();
  for (const { id } of stored.providers) {
    for (const { kind, starts, part } of takenOf(id)) {
      if (kind === "block" || part > 0) continue;
      const key = `${id} ${formatLocalDate(localDayOf(zone, starts.getTime()))}`;
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
  only: Pick<Wishes, "locationId"> = {},
): Promise<Slot[]> => {
  const times = start ? [{ from: start, to: start, exact: true }] : [];
  return slotsOf(session, service, await findCandidates(session, service, { times, ...only }));
};

/** The best of what was found as people are shown it; nothing is held by that. */
export const slotsOf = (
  session: Session,
  service: Service,
  { best, priceOf }: Candidates,
): Slot[] => {
  const demand = demandOf(session, service);
  return best.map((open) => toSlot({ ...session.deps, ...session }, demand, open, priceOf(open)));
};
