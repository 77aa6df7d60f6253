import { setImmediate as letOthersRun } from "node:timers/promises";

import type { Service } from "#src/db/queries/catalog.ts";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import { findSlots } from "#src/domain/availability/find-slots.ts";
import type { Busy, SlotQuestion } from "#src/domain/availability/find-slots-input.ts";
import { DAY, formatLocalDate, MINUTE } from "#src/domain/availability/local-date.ts";
import { inTellingOrder, type NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import { dateExists, firstInstantOf, localDayOf } from "#src/domain/availability/wall-time.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Business } from "./business.ts";
import { type DemandFault, demandFault } from "./demand-fault.ts";
import { type OpenSlot, openSlots, questionsOf, type WorkplaceQuestion } from "./open-slots.ts";
import { pricesOf } from "./price-slots.ts";
import { type Signer, toSlot } from "./slot-view.ts";
import type { Only, Traits } from "./workplaces.ts";

export interface BatchQuery {
  readonly serviceIds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** IANA zone: the answer tells of each date that its calendar has in `[from, to)`. */
  readonly zone: string;
  /** Each of these by itself, or each who gives the service; whoever it is when absent. */
  readonly providers?: readonly string[] | "each" | undefined;
  readonly locations?: readonly string[] | "each" | undefined;
  readonly participants?: number | undefined;
  readonly durationMinutes?: number | undefined;
  readonly traits?: Traits | undefined;
  /** How much is told of each date. */
  readonly detail: "count" | "starts" | "slots";
}

/**
 * `nobody`: no one gives the service so. `later_part`: a package could begin and not be finished. A
 * rule: the service is not for so many, or not so long.
 */
export type BatchReason = NoSlotReason["code"] | "nobody" | "later_part" | DemandFault["rule"];

export interface BatchDay {
  /** Local date of the query's zone. */
  readonly date: string;
  /** Free slots; two people free at one time are two. */
  readonly count: number;
  /** When they start, each time once, ascending; not with the detail `count`. */
  readonly starts?: readonly Date[];
  /** Only with the detail `slots`. */
  readonly slots?: readonly Slot[];
  /** Why there is none, the most telling first; empty when there are some. */
  readonly reasons: readonly BatchReason[];
}

/** The dates of one service, with one provider and at one location where these were asked for. */
export interface BatchRow {
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly locationId: string | null;
  readonly days: readonly BatchDay[];
}

/** The most one answer holds; who asks for more is refused rather than told a part of it. */
const most = { days: 20_000, starts: 60_000, slots: 2_000 } as const;

interface LocalDate {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Answers a batch from a business read for all its services and its whole range. Between two rows
 * others may run: a batch may take seconds, and nobody's chat shall wait for it.
 */
export const batchRows = async (
  business: Business,
  signer: Signer,
  services: readonly Service[],
  query: BatchQuery,
): Promise<BatchRow[] | "too_many"> => {
  const dates = datesOf(query);
  const asked = services.flatMap((service) =>
    onlysOf(business, service, query).map((only) => ({ service, only })),
  );
  if (asked.length * dates.length > most.days) return "too_many";
  const rows: BatchRow[] = [];
  let told = 0;
  for (const { service, only } of asked) {
    const days = daysOf({ business, signer, query, dates }, service, only);
    told += query.detail === "count" ? 0 : sum(days.map(toldOf));
    if (told > (query.detail === "slots" ? most.slots : most.starts)) return "too_many";
    const { providerId = null, locationId = null } = only;
    rows.push({ serviceId: service.id, providerId, locationId, days });
    await letOthersRun();
  }
  return rows;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const toldOf = ({ starts = [], slots }: BatchDay): number => (slots ?? starts).length;

const datesOf = ({ zone, from, to }: BatchQuery): LocalDate[] => {
  const dates: LocalDate[] = [];
  const last = localDayOf(zone, to.getTime() - 1);
  for (let day = localDayOf(zone, from.getTime()); day <= last; day += 1) {
    if (!dateExists(zone, day)) continue;
    dates.push({
      date: formatLocalDate(day),
      from: Math.max(from.getTime(), firstInstantOf(zone, day)),
      to: Math.min(to.getTime(), firstInstantOf(zone, day + 1)),
    });
  }
  return dates;
};

/** Who and where each row of a service is about. */
const onlysOf = (business: Business, service: Service, query: BatchQuery): Only[] => {
  const { providers, locations, traits } = query;
  const demand = { service, participants: 1, durationMinutes: null };
  const places = questionsOf(business, demand, { traits }).map(({ workplace }) => workplace);
  const idsOf = (asked: readonly string[] | "each" | undefined, giving: readonly string[]) =>
    asked === "each" ? [...new Set(giving)] : (asked ?? [undefined]);
  const locationIds = idsOf(
    locations,
    places.map(({ location }) => location.id),
  );
  return idsOf(
    providers,
    places.map(({ provider }) => provider.id),
  ).flatMap((providerId) => locationIds.map((locationId) => ({ providerId, locationId, traits })));
};

interface Asking {
  readonly business: Business;
  readonly signer: Signer;
  readonly query: BatchQuery;
  readonly dates: readonly LocalDate[];
}

const daysOf = (asking: Asking, service: Service, only: Only): BatchDay[] => {
  const { business, signer, query, dates } = asking;
  const { participants = 1, durationMinutes = null, detail } = query;
  const fault = demandFault(service, query);
  if (fault) return dates.map((date) => dayOf(detail, date, [], () => [fault.rule]));
  const demand = { service, participants, durationMinutes };
  const places = questionsOf(business, demand, only);
  const found =
    detail === "slots" || service.kind === "package"
      ? openSlots(business, demand, query, only)
      : startsOf(places, query);
  const priceOf = pricesOf(business, demand);
  const view = (open: OpenSlot) => toSlot(signer, demand, open, priceOf(open));
  return onDates(found, dates).map(([date, free]) => ({
    ...dayOf(detail, date, free, () => reasonsOf(places, date)),
    ...(detail === "slots" && { slots: free.filter(isWhole).map(view) }),
  }));
};

type Start = Pick<OpenSlot, "start">;

const isWhole = (found: Start | OpenSlot): found is OpenSlot => "workplace" in found;

const startsOf = (places: readonly WorkplaceQuestion[], { from, to }: BatchQuery): Start[] => {
  const range = { rangeStart: from.getTime(), rangeEnd: to.getTime() };
  return places
    .flatMap(({ question }) => findSlots({ ...question, ...range }).map((start) => ({ start })))
    .sort((a, b) => a.start - b.start);
};

const onDates = <Found extends Start>(
  found: readonly Found[],
  dates: readonly LocalDate[],
): [LocalDate, Found[]][] => {
  let next = 0;
  return dates.map((date) => {
    const first = next;
    while ((found[next]?.start ?? Number.POSITIVE_INFINITY) < date.to) next += 1;
    return [date, found.slice(first, next)];
  });
};

const dayOf = (
  detail: BatchQuery["detail"],
  { date }: LocalDate,
  free: readonly Start[],
  whyNot: () => BatchReason[],
): BatchDay => ({
  date,
  count: free.length,
  ...(detail !== "count" && {
    starts: [...new Set(free.map(({ start }) => start))].map((start) => new Date(start)),
  }),
  reasons: free.length === 0 ? whyNot() : [],
});

/** What is taken near a date: of a whole range most would be looked at in vain, date by date. */
const around = (
  { busy, service }: SlotQuestion,
  { rangeStart, rangeEnd }: { readonly rangeStart: number; readonly rangeEnd: number },
): Busy[] => {
  const last = rangeEnd + service.durationMinutes * MINUTE + 2 * DAY;
  return busy.filter(({ start, end }) => start < last && end > rangeStart - 2 * DAY);
};

const reasonsOf = (
  places: readonly WorkplaceQuestion[],
  { from, to }: LocalDate,
): BatchReason[] => {
  if (places.length === 0) return ["nobody"];
  const range = { rangeStart: from, rangeEnd: to };
  const found = places.map(
    ({ question }) =>
      explainNoSlots({ ...question, ...range, busy: around(question, range) }, { from, to })
        .reasons,
  );
  // Whoever could begin has no reason of their own: then it is what comes after that has no time.
  const later = found.some((reasons) => reasons.length === 0);
  const codes = inTellingOrder(found.flat()).map(({ code }) => code);
  return [...new Set<BatchReason>([...codes, ...(later ? (["later_part"] as const) : [])])];
};
