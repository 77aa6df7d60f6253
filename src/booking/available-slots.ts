import { findService, getOrganization } from "#src/db/queries/catalog.ts";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { loadQuestions, type OpenSlot, openSlotAt, slotsOf } from "./open-slots.ts";
import { refuse } from "./refuse.ts";
import { isUuid } from "./session.ts";
import { toSlot } from "./slot-view.ts";

export interface AvailabilityQuery {
  readonly serviceId: string;
  readonly from: Date;
  readonly to: Date;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
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

/** Free slots of a service (000 §12.1), or why there are none. Nothing is held by looking. */
export const availableSlots =
  (deps: BookingDeps) =>
  async (caller: Caller, query: AvailabilityQuery): Promise<Availability | Refusal> => {
    const { organizationId } = caller;
    const { db, slotSecret } = deps;
    const service = isUuid(query.serviceId)
      ? await findService(db, organizationId, query.serviceId)
      : undefined;
    if (!service?.active) {
      return refuse(deps, caller, "unknown_service", `there is no service ${query.serviceId}`);
    }
    const organization = await getOrganization(db, organizationId);
    const now = deps.now();
    if (query.to <= now) return refuse(deps, caller, "past_date", "the range lies in the past");
    const around = {
      from: new Date(Math.max(now.getTime(), query.from.getTime() - lookAround)),
      to: new Date(query.to.getTime() + lookAround),
    };
    const questions = await loadQuestions(db, organization, {
      service,
      now,
      ...around,
      providerId: query.providerId,
      locationId: query.locationId,
      exceptBookingId: query.bookingId,
    });
    const view = (open: OpenSlot) => toSlot(slotSecret, organization, service, open);
    const open = slotsOf(questions, { service, from: query.from, to: query.to });
    if (open.length > 0) return { ok: true, slots: open.map(view), reasons: [], nearest: [] };
    const wish = { from: query.from.getTime(), to: query.to.getTime() };
    const range = { rangeStart: around.from.getTime(), rangeEnd: around.to.getTime() };
    const told = questions.map((place) => ({
      place,
      explained: explainNoSlots({ ...place.question, ...range }, wish),
    }));
    const nearest = told.flatMap(({ place, explained }) =>
      [explained.before, explained.after].flatMap((start) =>
        start === null ? [] : [view(openSlotAt(place, service, start))],
      ),
    );
    return {
      ok: true,
      slots: [],
      reasons: told.flatMap(({ place, explained }) =>
        explained.reasons.map((reason) => ({
          ...reason,
          providerName: place.workplace.provider.name,
        })),
      ),
      nearest: nearest.sort((a, b) => distance(a, query) - distance(b, query)).slice(0, 3),
    };
  };

const distance = ({ start }: Slot, { from, to }: AvailabilityQuery): number =>
  Math.max(from.getTime() - start.getTime(), start.getTime() - to.getTime());
