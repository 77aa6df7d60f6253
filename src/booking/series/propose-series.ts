import { sql } from "kysely";

import { updateBooking } from "#src/db/queries/bookings.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import { insertSeries } from "#src/db/queries/series.ts";
import { explainNoSlots } from "#src/domain/availability/explain-no-slots.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after } from "../apply-transition.ts";
import type { BookingDeps } from "../booking-deps.ts";
import type { Business } from "../business.ts";
import type { Caller } from "../caller.ts";
import { businessOf, demandOf } from "../candidate-slots.ts";
import { claimSlots } from "../claim-slots.ts";
import { insertInquiry } from "../create-booking.ts";
import { type OpenSlot, openSlots, questionsOf } from "../open-slots.ts";
import { pricesOf } from "../price-slots.ts";
import { lockAll, offer } from "../propose-slots.ts";
import { refuse } from "../refuse.ts";
import { selectIn } from "../select-service.ts";
import { openSession, type Session, withBooking } from "../session.ts";
import { toSlot } from "../slot-view.ts";
import { visitorOf } from "../visitor-of.ts";
import type { Traits } from "../workplaces.ts";
import { type BadRecurrence, occurrencesOf, type Recurrence } from "./occurrences.ts";
import { type SeriesReceipt, type SeriesVisit, seriesHashOf } from "./series-receipt.ts";

export interface SeriesRequest {
  /** An open booking whose service is chosen; it becomes the first visit that is free. */
  readonly bookingId: string;
  readonly rule: string;
  readonly startsLocal: string;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly traits?: Traits | undefined;
}

const day = 24 * 60 * 60_000;

/**
 * Holds every visit of a series that is free, with one person as far as they have time, and tells
 * of every other why it is not and what is free near it. Nothing is booked before the lead's yes.
 */
export const proposeSeries =
  (deps: BookingDeps) =>
  (caller: Caller, request: SeriesRequest): Promise<SeriesReceipt | Refusal> =>
    withBooking<SeriesReceipt>(deps, caller, request.bookingId, async (session) => {
      const { service, tx } = session;
      if (!service) return refuse(deps, caller, "service_confirmed", "no service is chosen");
      const recurrence = { ...request, timezone: await zoneFor(session, request) };
      const starts = occurrencesOf(recurrence);
      if (typeof starts === "string") return badRule(session, starts);
      if (starts.every((start) => start <= session.now)) {
        return refuse(deps, caller, "past_date", "the series lies in the past");
      }
      await sql`savepoint series`.execute(tx);
      const answer = await holdAll(session, service, request, { recurrence, starts });
      if (!answer.ok) await sql`rollback to savepoint series`.execute(tx);
      return answer;
    });

const badRule = ({ deps, caller }: Session, why: BadRecurrence): Refusal =>
  why === "not_by_date"
    ? refuse(deps, caller, "impossible_date", "the calendar has no such start")
    : refuse(deps, caller, "invalid_input", `rule: ${why}`);

const zoneFor = async (
  { tx, organization }: Session,
  { locationId }: SeriesRequest,
): Promise<string> => {
  const rows = await tx
    .selectFrom("locations")
    .select(["id", "timezone"])
    .where("organization_id", "=", organization.id)
    .where("active", "=", true)
    .orderBy("position")
    .execute();
  const named = rows.find(({ id }) => id === locationId);
  return named?.timezone ?? organization.timezone;
};

interface Planned {
  readonly recurrence: Recurrence;
  readonly starts: readonly Date[];
}

const holdAll = async (
  session: Session,
  service: Service,
  request: SeriesRequest,
  { recurrence, starts }: Planned,
): Promise<SeriesReceipt | Refusal> => {
  const { deps, tx, organization, booking, now } = session;
  await lockAll(session, service);
  const business = await businessOf(session, service, rangeOf(starts));
  const slotAt = chooseSlots(session, business, service, { request, starts });
  const placeKnown = request.locationId !== undefined || business.stored.locations.length === 1;
  const seriesId = deps.newId();
  await insertSeries(tx, {
    ...{ organization_id: organization.id, id: seriesId, lead_id: booking.leadId },
    ...{ service_id: service.id, rule: recurrence.rule, timezone: recurrence.timezone },
    ...{ starts_local: recurrence.startsLocal, created_at: now },
  });
  const visits: SeriesVisit[] = [];
  const usual = starts.map(slotAt).find((slot) => slot !== undefined);
  for (const [position, start] of starts.entries()) {
    const open = slotAt(start);
    const isFirst = visits.every(({ status }) => status === "not_free");
    const visit = open
      ? await holdVisit(session, service, {
          ...{ seriesId, position, open, business, isFirst, placeKnown },
        })
      : missed(session, business, service, { position, start, request, usual });
    if ("ok" in visit) return visit;
    visits.push(visit);
  }
  return receiptOf(session, service, { seriesId, visits, zone: recurrence.timezone });
};

const rangeOf = (starts: readonly Date[]): { from: Date; to: Date } => ({
  from: new Date(Math.min(...starts.map(Number)) - 3 * day),
  to: new Date(Math.max(...starts.map(Number)) + 3 * day),
});

/** At each start, whoever has time for the most of the visits, in the organization's order. */
const chooseSlots = (
  session: Session,
  business: Business,
  service: Service,
  { request, starts }: { readonly request: SeriesRequest; readonly starts: readonly Date[] },
): ((start: Date) => OpenSlot | undefined) => {
  const only = { ...request, barred: session.barred };
  const demand = demandOf(session, service);
  const wanted = new Set(starts.map(Number));
  const free = openSlots(business, demand, rangeOf(starts), only).filter(({ start }) =>
    wanted.has(start),
  );
  const byStart = Map.groupBy(free, ({ start }) => start);
  const visitsOf = ({ providerId, locationId }: OpenSlot): number =>
    free.filter((slot) => slot.providerId === providerId && slot.locationId === locationId).length;
  return (start) => byStart.get(start.getTime())?.toSorted((a, b) => visitsOf(b) - visitsOf(a))[0];
};

interface Visit {
  readonly seriesId: string;
  readonly position: number;
  readonly open: OpenSlot;
  readonly business: Business;
  readonly isFirst: boolean;
  readonly placeKnown: boolean;
}

const holdVisit = async (
  base: Session,
  service: Service,
  { seriesId, position, open, business, isFirst, placeKnown }: Visit,
): Promise<SeriesVisit | Refusal> => {
  const session = isFirst ? base : await nextBooking(base, service);
  if ("ok" in session) return session;
  const { tx, organization } = session;
  const written = await updateBooking(tx, organization.id, session.booking.id, {
    series_id: seriesId,
    series_position: position,
  });
  const { claimed } = claimSlots(business, [open]);
  const visited = after(session, written);
  const priceOf = pricesOf(
    business,
    demandOf(session, service),
    await visitorOf(visited, business),
  );
  const found = {
    open: [open],
    best: claimed,
    namedTimeFree: true,
    placeKnown,
    priceOf,
    strategy: null,
  };
  const receipt = await offer(visited, found);
  if (!receipt.ok) return receipt;
  const [slot] = receipt.offered ?? [];
  if (!slot) throw new Error("an offer of one slot holds it");
  return { position, start: slot.start, status: "held", booking: receipt.booking, slot };
};

/** Another booking of the same service for the same people. */
const nextBooking = async (base: Session, service: Service): Promise<Session | Refusal> => {
  const { deps, caller, tx, booking } = base;
  const created = await insertInquiry(deps, caller, tx, {
    leadId: booking.leadId,
    conversationId: caller.conversationId,
  });
  if (!created.ok) return created;
  const opened = await reopen(base, created.booking.id);
  const selected = await selectIn({ ...opened, service }, service, booking);
  return selected.ok ? reopen(base, created.booking.id) : selected;
};

const reopen = async ({ deps, caller, tx }: Session, id: string): Promise<Session> => {
  const session = await openSession(deps, caller, tx, id);
  if (!session) throw new Error(`booking ${id} vanished in its own transaction`);
  return session;
};

interface Missed {
  readonly position: number;
  readonly start: Date;
  readonly request: SeriesRequest;
  /** Where the other visits are; what is free there is nearer than what is free elsewhere. */
  readonly usual: OpenSlot | undefined;
}

const missed = (
  session: Session,
  business: Business,
  service: Service,
  { position, start, request, usual }: Missed,
): SeriesVisit => {
  const elsewhere = ({ locationId }: OpenSlot): number =>
    usual && usual.locationId !== locationId ? 1 : 0;
  const demand = demandOf(session, service);
  const at = start.getTime();
  const around = { from: new Date(at - 3 * day), to: new Date(at + 3 * day) };
  const reasons = questionsOf(business, demand, request).flatMap(
    ({ question }) =>
      explainNoSlots({ ...question, rangeStart: at, rangeEnd: at + 1 }, { from: at }).reasons,
  );
  const near = openSlots(business, demand, around, request).toSorted(
    (a, b) => elsewhere(a) - elsewhere(b) || Math.abs(a.start - at) - Math.abs(b.start - at),
  );
  const distinct = new Map(near.toReversed().map((open) => [open.start, open]));
  const alternatives = [...distinct.values()].toReversed().slice(0, 3);
  const signer = { ...session.deps, ...session };
  const priceOf = pricesOf(business, demand);
  return {
    ...{ position, start, status: "not_free", reasons },
    alternatives: alternatives.map((open) => toSlot(signer, demand, open, priceOf(open))),
  };
};

const receiptOf = (
  { now }: Session,
  service: Service,
  of: { seriesId: string; visits: readonly SeriesVisit[]; zone: string },
): SeriesReceipt => {
  const held = of.visits.flatMap((visit) =>
    visit.status === "held"
      ? [
          {
            ...{ bookingId: visit.booking.id, slotId: visit.slot.id },
            price: visit.slot.price ?? null,
          },
        ]
      : [],
  );
  return {
    ok: true,
    action: "series_proposed",
    at: now,
    ...of,
    ...{ serviceId: service.id, serviceName: service.name },
    shownHash: held.length > 0 ? seriesHashOf(of.seriesId, held) : null,
  };
};
