import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
import {
  findStandingEntry,
  insertWaitlistEntry,
  lockWaiter,
  placeInQueue,
  updateWaitlistEntry,
} from "#src/db/queries/waitlist.ts";
import { formatLocalDate, parseLocalDate } from "#src/domain/availability/local-date.ts";
import type { PreferredTime } from "#src/domain/availability/rank-slots.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { type DateSpan, lastDateOf } from "#src/domain/waitlist-wish.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { isUuid, type Session } from "./session.ts";
import { transact } from "./transact.ts";
import { waitingBooking } from "./waiting-booking.ts";

export interface WaitlistWish {
  readonly serviceId: string;
  /** What the lead wants, in their words. */
  readonly wish: string;
  /** The open booking that waits; one is opened without it. */
  readonly bookingId?: string | undefined;
  /** Local dates of the place; the proposal window where no date and no instant is named. */
  readonly dates?: readonly DateSpan[] | undefined;
  readonly times?: readonly PreferredTime[] | undefined;
  /** Starts in `[from, to)`. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly participants?: number | undefined;
}

/** What was recorded, as it stands. */
export interface WaitlistReceipt {
  readonly ok: true;
  readonly action: "waitlist_joined";
  readonly entryId: string;
  readonly bookingId: string;
  readonly serviceName: string;
  readonly dates: readonly DateSpan[];
  readonly times: readonly PreferredTime[];
  readonly participants: number;
  /** 1 is the next whom a time of this service is offered to. */
  readonly place: number;
  readonly expiresAt: Date;
}

const day = 24 * 60 * 60_000;

/**
 * Records the lead's wish for as long as the policy keeps it (`waitlistDays`). Joining again for the
 * same service and booking replaces the wish and keeps the place. A refusal leaves nothing behind.
 */
export const joinWaitlist =
  (deps: BookingDeps) =>
  (caller: Caller, wish: WaitlistWish): Promise<WaitlistReceipt | Refusal> =>
    transact<WaitlistReceipt>(deps, caller, async (tx) => {
      await sql`savepoint joining`.execute(tx);
      const answer = await joinIn(deps, caller, tx, wish);
      if (!answer.ok) await sql`rollback to savepoint joining`.execute(tx);
      return answer;
    });

const joinIn = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  wish: WaitlistWish,
): Promise<WaitlistReceipt | Refusal> => {
  const { organizationId, leadId } = caller;
  const service = isUuid(wish.serviceId)
    ? await findService(tx, organizationId, wish.serviceId)
    : undefined;
  if (!service?.active) {
    return refuse(deps, caller, "unknown_service", `there is no service ${wish.serviceId}`);
  }
  if (leadId === null) return refuse(deps, caller, "invalid_input", "nobody is named to wait");
  const stray = await strayWish(deps, caller, tx, wish);
  if (stray) return stray;
  const waiter = { organizationId, leadId, serviceId: service.id };
  await lockWaiter(tx, waiter);
  const standing = await findStandingEntry(tx, waiter, wish.bookingId ?? null);
  const session = await waitingBooking(deps, caller, tx, service, {
    leadId,
    bookingId: wish.bookingId ?? standing?.booking_id ?? null,
    participants: wish.participants,
  });
  return "ok" in session ? session : record(session, service, wish, standing?.id ?? null);
};

/** Dates no calendar has or that are over, and people or places there are not. */
const strayWish = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  wish: WaitlistWish,
): Promise<Refusal | null> => {
  const { organizationId } = caller;
  for (const kind of ["provider", "location"] as const) {
    const id = wish[`${kind}Id`];
    if (id !== undefined && !(isUuid(id) && (await findThing(tx, kind, { organizationId, id })))) {
      return refuse(deps, caller, `unknown_${kind}`, `there is no ${kind} ${id}`);
    }
  }
  const { dates = [], from, to } = wish;
  if (dates.some((span) => !isDate(span.from) || !isDate(span.to))) {
    return refuse(deps, caller, "impossible_date", "a date is not on the calendar");
  }
  if (dates.some((span) => span.to < span.from) || (from && to && to <= from)) {
    return refuse(deps, caller, "invalid_input", "the end of a wish lies before its start");
  }
  return null;
};

const isDate = (text: string): boolean => {
  try {
    parseLocalDate(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const record = async (
  session: Session,
  service: Service,
  wish: WaitlistWish,
  standingId: string | null,
): Promise<WaitlistReceipt | Refusal> => {
  const { tx, organization, booking, caller, deps, now, policy } = session;
  const zone = await zoneOf(session, wish.locationId);
  const dates = datesOf(session, wish, zone);
  const last = lastDateOf({ dates });
  const today = formatLocalDate(localDayOf(zone, now.getTime()));
  if ((last !== null && last < today) || (wish.to && wish.to <= now)) {
    return refuse(deps, caller, "past_date", "all of the wish lies in the past");
  }
  const times = wish.times ?? [];
  const expiresAt = new Date(now.getTime() + policy.waitlistDays * day);
  const wanted = {
    wish: wish.wish,
    dates: JSON.stringify(dates),
    times: JSON.stringify(times),
    wished_from: wish.from ?? null,
    wished_to: wish.to ?? null,
    provider_id: wish.providerId ?? null,
    location_id: wish.locationId ?? null,
    participants: booking.participants,
    expires_at: expiresAt,
  };
  const entryId = standingId ?? deps.newId();
  const whose = { organization_id: organization.id, id: entryId, service_id: service.id };
  if (standingId === null) {
    await insertWaitlistEntry(tx, {
      ...{ ...whose, ...wanted, lead_id: booking.leadId, booking_id: booking.id },
      ...{ conversation_id: caller.conversationId, created_at: now },
    });
  } else {
    await updateWaitlistEntry(tx, organization.id, entryId, wanted);
  }
  return {
    ok: true,
    action: "waitlist_joined",
    ...{ entryId, bookingId: booking.id, serviceName: service.name, dates, times, expiresAt },
    participants: booking.participants,
    place: await placeInQueue(tx, organization.id, entryId, now),
  };
};

/** Dates are those of the place asked for, else of the organization. */
const zoneOf = async (
  { tx, organization }: Session,
  locationId: string | undefined,
): Promise<string> => {
  if (locationId === undefined) return organization.timezone;
  const key = { organizationId: organization.id, id: locationId };
  return (await findThing(tx, "location", key))?.timezone ?? organization.timezone;
};

const datesOf = (
  { now, policy }: Session,
  { dates = [], from, to }: WaitlistWish,
  zone: string,
): readonly DateSpan[] => {
  if (dates.length > 0 || from || to) return dates;
  const today = localDayOf(zone, now.getTime());
  const last = today + policy.proposalWindowDays;
  return [{ from: formatLocalDate(today), to: formatLocalDate(last) }];
};
