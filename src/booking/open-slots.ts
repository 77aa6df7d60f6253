import type { Db, Tx } from "#src/db/connect.ts";
import { listTaken } from "#src/db/queries/allocations.ts";
import type { Organization, Service } from "#src/db/queries/catalog.ts";
import { findSlots } from "#src/domain/availability/find-slots.ts";
import type { Busy, SlotQuestion } from "#src/domain/availability/find-slots-input.ts";
import type { SlotCandidate } from "#src/domain/availability/slot-candidate.ts";
import { loadWorkplaces, type Workplace } from "./load-calendars.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

export interface SlotQuery {
  readonly service: Service;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  /** A booking whose own holds and appointment count as free: it may move into its own time. */
  readonly exceptBookingId?: string | undefined;
}

/** A free slot and the place it is at. */
export interface OpenSlot extends SlotCandidate {
  readonly workplace: Workplace;
  readonly currentBookings: number;
}

/** One provider at one place, with everything that decides about its slots. */
export interface WorkplaceQuestion {
  readonly workplace: Workplace;
  readonly question: SlotQuestion;
}

/** What availability asks, read from the database; the confirm path calls this inside its lock. */
export const loadQuestions = async (
  db: Db | Tx,
  organization: Organization,
  query: SlotQuery,
): Promise<WorkplaceQuestion[]> => {
  const { service } = query;
  const workplaces = await loadWorkplaces(db, organization.id, service.id, query);
  if (workplaces.length === 0) return [];
  const taken = await listTaken(db, {
    providerIds: [...new Set(workplaces.map(({ provider }) => provider.id))],
    // A day around the range holds every buffer, every slot's end and the whole local date of a cap.
    from: new Date(query.from.getTime() - 2 * day),
    to: new Date(query.to.getTime() + service.duration_minutes * minute + 2 * day),
    now: query.now,
    exceptBookingId: query.exceptBookingId,
  });
  const busyOf = new Map<string, Busy[]>();
  for (const row of taken) {
    const busy = busyOf.get(row.provider_id) ?? [];
    busy.push({
      start: row.starts.getTime(),
      end: row.ends.getTime(),
      kind: row.kind === "block" ? "external" : "booking",
      takesAll: row.capacity === 1 || row.service_id !== service.id,
    });
    busyOf.set(row.provider_id, busy);
  }
  return workplaces.map((workplace) => ({
    workplace,
    question: {
      ...workplace.providerHours,
      location: workplace.locationHours,
      now: query.now.getTime(),
      busy: busyOf.get(workplace.provider.id) ?? [],
      service: rulesOf(service),
    },
  }));
};

const rulesOf = (service: Service): SlotQuestion["service"] => ({
  durationMinutes: service.duration_minutes,
  slotIntervalMinutes: service.slot_interval_minutes,
  bufferBefore: service.buffer_before_minutes,
  bufferAfter: service.buffer_after_minutes,
  minNoticeMinutes: service.min_notice_minutes,
  maxAdvanceDays: service.max_advance_days,
  capacity: service.capacity,
  ...(service.max_per_day !== null && { maxPerDay: service.max_per_day }),
});

/** All free slots of these workplaces that start in `[from, to)`, ascending. */
export const slotsOf = (
  questions: readonly WorkplaceQuestion[],
  { service, from, to }: Pick<SlotQuery, "service" | "from" | "to">,
): OpenSlot[] =>
  questions
    .flatMap(({ workplace, question }) =>
      findSlots({ ...question, rangeStart: from.getTime(), rangeEnd: to.getTime() }).map((start) =>
        openSlotAt({ workplace, question }, service, start),
      ),
    )
    .sort((a, b) => a.start - b.start);

/** The slot at this start of a workplace, whether free or not. */
export const openSlotAt = (
  { workplace, question }: WorkplaceQuestion,
  service: Service,
  start: number,
): OpenSlot => {
  const end = start + service.duration_minutes * minute;
  return {
    start,
    end,
    blockedStart: start - service.buffer_before_minutes * minute,
    blockedEnd: end + service.buffer_after_minutes * minute,
    providerId: workplace.provider.id,
    locationId: workplace.location.id,
    workplace,
    currentBookings: question.busy.filter((entry) => entry.start < end && start < entry.end).length,
  };
};
