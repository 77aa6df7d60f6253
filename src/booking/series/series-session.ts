import type { Db, Tx } from "#src/db/connect.ts";
import { listHolds } from "#src/db/queries/allocations.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { findSeries, listVisits, lockVisits, type Series } from "#src/db/queries/series.ts";
import { type BookingState, openStates } from "#src/domain/booking-states.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "../booking-deps.ts";
import type { Caller } from "../caller.ts";
import { refuse } from "../refuse.ts";
import { isUuid, openSession, type Session } from "../session.ts";
import { isLive } from "../slot-view.ts";
import { transact } from "../transact.ts";
import { occurrencesOf } from "./occurrences.ts";
import {
  type SeriesReceipt,
  type SeriesVisit,
  type ShownVisit,
  seriesHashOf,
} from "./series-receipt.ts";

/** A series with its visits locked, for the length of a transaction. */
export interface SeriesSession {
  readonly deps: BookingDeps;
  readonly tx: Tx;
  readonly caller: Caller;
  readonly now: Date;
  readonly series: Series;
  readonly service: Service;
  /** When a visit was planned, before anybody moved it. */
  readonly startOf: (position: number) => Date;
}

/** Which visits of a series are meant: one, it and those after it, or all that lie ahead. */
export interface Scope {
  readonly scope: "one" | "following" | "all";
  /** The visit somebody points at; counted from 0. */
  readonly position: number;
}

/** Locks all visits of the series, if it exists for this caller, and works on them together. */
export const withSeries = (
  deps: BookingDeps,
  caller: Caller,
  seriesId: string,
  work: (session: SeriesSession) => Promise<SeriesReceipt | Refusal>,
): Promise<SeriesReceipt | Refusal> =>
  transact<SeriesReceipt>(deps, caller, async (tx) => {
    const { organizationId, leadId } = caller;
    const series = isUuid(seriesId) ? await findSeries(tx, organizationId, seriesId) : undefined;
    if (!series || (leadId !== null && series.lead_id !== leadId)) {
      return refuse(deps, caller, "unknown_booking", `there is no series ${seriesId}`);
    }
    await lockVisits(tx, organizationId, seriesId);
    const service = await findService(tx, organizationId, series.service_id);
    if (!service) throw new Error(`series ${seriesId} is of no service`);
    return work({
      ...{ deps, tx, caller, series, service },
      now: deps.now(),
      startOf: plannedStart(series),
    });
  });

const plannedStart = ({ id, rule, timezone, starts_local }: Series) => {
  const starts = occurrencesOf({ rule, timezone, startsLocal: starts_local });
  return (position: number): Date => {
    const start = typeof starts === "string" ? undefined : starts[position];
    if (!start) throw new Error(`series ${id} has no visit ${position}`);
    return start;
  };
};

/** A visit of a series as a session of its own. */
export type Visit = Session & { readonly position: number };

/** The visits of the scope that are in one of these states, in order. */
export const visitsOf = async (
  { deps, tx, caller, series }: SeriesSession,
  { scope, position }: Scope,
  states: readonly BookingState[],
): Promise<Visit[]> => {
  const rows = await listVisits(tx, caller.organizationId, {
    seriesId: series.id,
    states,
    ...(scope !== "all" && { fromPosition: position }),
    ...(scope === "one" && { toPosition: position }),
  });
  const visits: Visit[] = [];
  for (const { id, series_position } of rows) {
    const session = await openSession(deps, caller, tx, id);
    if (!session) throw new Error(`visit ${id} vanished in its own transaction`);
    visits.push({ ...session, position: series_position ?? 0 });
  }
  // What has begun is over and can neither be moved nor cancelled.
  return visits.filter(
    ({ booking: { appointment }, now }) => !appointment || appointment.start > now,
  );
};

/** A visit that is held for its lead, and in which slot. */
export interface HeldVisit extends ShownVisit {
  readonly position: number;
  readonly participants: number;
}

interface HeldNow {
  readonly tx: Db | Tx;
  readonly organizationId: string;
  readonly series: Series;
  readonly now: Date;
}

/** The visits of a series held at this moment, in order. */
export const heldVisits = async ({
  tx,
  organizationId,
  series,
  now,
}: HeldNow): Promise<HeldVisit[]> => {
  const rows = await listVisits(tx, organizationId, { seriesId: series.id, states: openStates });
  const held: HeldVisit[] = [];
  for (const { id, series_position, participants } of rows) {
    const holds = await listHolds(tx, organizationId, id);
    const hold = holds.find((one) => isLive(one, now));
    if (!hold?.slot_id) continue;
    const { slot_id: slotId, price } = hold;
    held.push({ bookingId: id, position: series_position ?? 0, slotId, price, participants });
  }
  return held;
};

export const receiptOfSeries = async (
  session: SeriesSession,
  action: SeriesReceipt["action"],
  visits: readonly SeriesVisit[],
): Promise<SeriesReceipt> => {
  const { series, service, now } = session;
  const held = await heldVisits({ ...session, organizationId: series.organization_id });
  return {
    ok: true,
    ...{ action, at: now, visits, zone: series.timezone },
    ...{ seriesId: series.id, serviceId: service.id, serviceName: service.name },
    shownHash: held.length > 0 ? seriesHashOf(series.id, held) : null,
  };
};
