import { DateTime } from "luxon";

import type { Briefing } from "../../briefing.ts";
import type { WishedRhythm } from "../../focus.ts";
import type { Act } from "./embedded.ts";

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const mostVisits = 60;

/** Visits that come back, once it is known when the first one is and how many they are. */
export const proposeRhythm = ({ focus, organization, places }: Briefing): Act | null => {
  const { rhythm, times, providerId, locationId, traits } = focus.wish;
  if (!rhythm) return null;
  const first = times.find(({ exact }) => exact);
  if (!first) return { say: { kind: "plain", say: "ask_time" } };
  const count = visitsIn(rhythm);
  if (count === null) return { say: { kind: "plain", say: "ask_series_length" } };
  const zone = places.find(({ id }) => id === locationId)?.zone ?? organization.zone;
  const start = DateTime.fromISO(first.from, { zone });
  return {
    tool: "propose_series",
    with: {
      ...{ freq: rhythm.freq, interval: rhythm.interval, count: Math.min(count, mostVisits) },
      ...(rhythm.weekdays && { weekdays: rhythm.weekdays.flatMap((day) => days[day - 1] ?? []) }),
      ...{ date: start.toFormat("yyyy-MM-dd"), time: start.toFormat("HH:mm") },
      ...(providerId && { providerId }),
      ...(locationId && { locationId }),
      ...traits,
    },
  };
};

/** Visits in the time that was named; null when it was not. */
const visitsIn = ({ freq, interval, weekdays, count, weeks, months }: WishedRhythm) => {
  if (count !== undefined) return count;
  const span = weeks ?? (months === undefined ? undefined : months * weeksInMonth);
  if (span === undefined) return null;
  if (freq === "daily") return Math.round((span * 7) / interval);
  if (freq === "monthly") return Math.round(span / weeksInMonth / interval);
  return Math.round(span / interval) * Math.max(1, weekdays?.length ?? 1);
};

const weeksInMonth = 52 / 12;
