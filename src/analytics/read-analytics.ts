import type { Db } from "#src/db/connect.ts";
import {
  type CountsWanted,
  countStaleDays,
  readAppointments,
  readInquiries,
  readMoves,
  readTalks,
  readTime,
} from "#src/db/queries/analytics/read-counts.ts";
import { readCalendars, type StoredCalendars } from "#src/db/queries/calendars.ts";
import { formatLocalDate } from "#src/domain/availability/local-date.ts";
import { firstInstantOf } from "#src/domain/availability/wall-time.ts";
import {
  channelsOf,
  courseOf,
  demandOf,
  popularTimesOf,
  reasonsOf,
  utilisationOf,
} from "./break-down.ts";
import { type Counts, gatherFigures } from "./gather-figures.ts";
import { openMinutes } from "./open-minutes.ts";
import { grainOf, type Period, periodBefore, stepsOf } from "./period.ts";

export interface AnalyticsWanted {
  readonly organizationId: string;
  readonly zone: string;
  readonly period: Period;
  readonly locationId: string | null;
  readonly serviceId: string | null;
}

/** What was counted of a period and of the one before it, in the shape of the contract. */
export const readAnalytics = async (db: Db, wanted: AnalyticsWanted, now: Date) => {
  const { organizationId, zone, period, locationId, serviceId } = wanted;
  const grain = grainOf(period);
  const before = periodBefore(period);
  const names = await readNames(db, organizationId);
  const serviceIds = names.services.map(({ id }) => id);
  const stored = await readCalendars(db, organizationId, { serviceIds });
  const asked = (of: Period): CountsWanted => ({
    ...{ organizationId, locationId, serviceId, grain },
    ...datesOf(of),
  });
  const countsOf = (of: Period) =>
    readCounts(db, asked(of), minutesIn(stored, zone, of, locationId));
  const [counts, earlier, stale] = await Promise.all([
    countsOf(period),
    countsOf(before),
    countStaleDays(db, asked(period), now),
  ]);
  return {
    ...datesOf(period),
    ...{ timezone: zone, grain, stale_days: stale },
    figures: gatherFigures(counts),
    before: { ...datesOf(before), figures: gatherFigures(earlier) },
    course: courseOf(counts, stepsOf(period, grain)),
    reasons: reasonsOf(counts),
    demand: demandOf(counts, names.services),
    popular_times: popularTimesOf(counts),
    channels: channelsOf(counts),
    utilisation: utilisationOf(counts, names.providers),
  };
};

export type Analytics = Awaited<ReturnType<typeof readAnalytics>>;

const datesOf = ({ from, to }: Period) => ({
  from: formatLocalDate(from),
  to: formatLocalDate(to),
});

const minutesIn = (
  stored: StoredCalendars,
  zone: string,
  { from, to }: Period,
  locationId: string | null,
) => {
  const window = { start: firstInstantOf(zone, from), end: firstInstantOf(zone, to + 1) };
  return openMinutes(stored, window, locationId);
};

const readCounts = async (db: Db, wanted: CountsWanted, open: Counts["open"]): Promise<Counts> => {
  const [inquiries, moves, appointments, time, talks] = await Promise.all([
    readInquiries(db, wanted),
    readMoves(db, wanted),
    readAppointments(db, wanted),
    readTime(db, wanted),
    readTalks(db, wanted),
  ]);
  return { inquiries, moves, appointments, time, talks, open };
};

/** Retired ones too: what was booked of them was booked. */
const readNames = async (db: Db, organizationId: string) => {
  const all = (table: "services" | "providers") =>
    db
      .selectFrom(table)
      .select(["id", "name"])
      .where("organization_id", "=", organizationId)
      .orderBy("position")
      .execute();
  const [services, providers] = await Promise.all([all("services"), all("providers")]);
  return { services, providers };
};
