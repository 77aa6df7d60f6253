import { getOrganization, type Service } from "#src/db/queries/catalog.ts";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { ReadCalendars } from "./availability-cache.ts";
import type { BookingDeps } from "./booking-deps.ts";
import { type Business, loadBusiness } from "./business.ts";
import type { Caller } from "./caller.ts";
import { demandFault } from "./demand-fault.ts";
import { type Demand, type OpenSlot, openSlots, questionsOf } from "./open-slots.ts";
import { pricesOf } from "./price-slots.ts";
import { refuse } from "./refuse.ts";
import { isUuid } from "./session.ts";
import { type Signer, toSlot } from "./slot-view.ts";
import type { Only, Traits } from "./workplaces.ts";

export interface AvailabilityQuery {
  readonly serviceId: string;
  readonly from: Date;
  readonly to: Date;
  readonly participants?: number | undefined;
  readonly durationMinutes?: number | undefined;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly traits?: Traits | undefined;
  /** A booking that may take its own time again. */
  readonly bookingId?: string | undefined;
}

export interface Availability {
  readonly ok: true;
  readonly slots: readonly Slot[];
  /** Why there is none, and the free slots nearest to the range; empty when there are some. */
  readonly reasons: readonly (NoSlotReason & { readonly providerName: string })[];
  readonly nearest: readonly Slot[];
}

const lookAround = 14 * 24 * 60 * 60_000;

/**
 * Free slots of a service (000 §12.1), or why there are none. Nothing is held by looking. What is
 * free for one booking alone is always read anew.
 */
export const availableSlots =
  (deps: BookingDeps, readCalendars: ReadCalendars) =>
  async (caller: Caller, query: AvailabilityQuery): Promise<Availability | Refusal> => {
    const { slotSecret } = deps;
    const now = deps.now();
    if (query.to <= now) return refuse(deps, caller, "past_date", "the range lies in the past");
    const business = await calendarsFor(deps, readCalendars, caller, { query, now });
    const service = business && findOffered(business, query.serviceId);
    if (!service) {
      return refuse(deps, caller, "unknown_service", `there is no service ${query.serviceId}`);
    }
    const fault = demandFault(service, query);
    if (fault) return refuse(deps, caller, fault.rule, fault.why, fault);
    const { organization } = business;
    return answerFrom(business, { slotSecret, organization }, service, query);
  };

interface Look {
  readonly query: AvailabilityQuery;
  readonly now: Date;
}

const calendarsFor = async (
  { db }: BookingDeps,
  readCalendars: ReadCalendars,
  { organizationId }: Caller,
  { query, now }: Look,
): Promise<Business | null> => {
  const { serviceId, bookingId } = query;
  if (!isUuid(serviceId)) return null;
  const wanted = { organizationId, serviceIds: [serviceId], ...aroundOf(query, now), now };
  if (bookingId === undefined) return readCalendars(wanted);
  const organization = await getOrganization(db, organizationId);
  return loadBusiness(db, organization, { ...wanted, exceptBookingId: bookingId });
};

/** A service the organization offers, among those a business was read for. */
export const findOffered = ({ stored }: Business, id: string): Service | undefined =>
  stored.services.find((service) => service.id === id && service.active);

/** The range with two weeks around it, in which the nearest other times are looked for. */
export const aroundOf = ({ from, to }: Pick<AvailabilityQuery, "from" | "to">, now: Date) => ({
  from: new Date(Math.max(now.getTime(), from.getTime() - lookAround)),
  to: new Date(to.getTime() + lookAround),
});

/** The answer for one service, from a business read for the range and what is around it. */
export const answerFrom = (
  business: Business,
  signer: Signer,
  service: Service,
  query: Omit<AvailabilityQuery, "serviceId">,
): Availability => {
  const { participants = 1, durationMinutes = null } = query;
  const demand: Demand = { service, participants, durationMinutes };
  const priceOf = pricesOf(business, demand);
  const view = (open: OpenSlot) => toSlot(signer, demand, open, priceOf(open));
  const open = openSlots(business, demand, query, query);
  if (open.length > 0) return { ok: true, slots: open.map(view), reasons: [], nearest: [] };
  return {
    ok: true,
    slots: [],
    reasons: reasonsOf(business, demand, query),
    nearest: nearestOf(business, demand, query).map(view),
  };
};

type Asked = Only & Pick<AvailabilityQuery, "from" | "to">;

/** Why nobody has time; for a package, what its first part says. */
const reasonsOf = (business: Business, demand: Demand, query: Asked): Availability["reasons"] => {
  const wish = { from: query.from.getTime(), to: query.to.getTime() };
  const range = { rangeStart: wish.from, rangeEnd: wish.to };
  return questionsOf(business, demand, query).flatMap(({ workplace, question }) =>
    explainNoSlots({ ...question, ...range }, wish).reasons.map((reason) => ({
      ...reason,
      providerName: workplace.provider.name,
    })),
  );
};

/** One of each time: who gives it matters only to a lead who asked for somebody. */
const nearestOf = (business: Business, demand: Demand, query: Asked): OpenSlot[] => {
  const open = openSlots(business, demand, aroundOf(query, business.now), query);
  const byStart = new Map(open.toReversed().map((slot) => [slot.start, slot]));
  return [...byStart.values()].sort((a, b) => distance(a, query) - distance(b, query)).slice(0, 3);
};

const distance = ({ start }: OpenSlot, { from, to }: Asked): number =>
  Math.max(from.getTime() - start, start - to.getTime());
