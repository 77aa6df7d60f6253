import { DateTime } from "luxon";

import type { Briefing } from "../../briefing.ts";
import type { WishedTime } from "../../focus.ts";
import type { Act } from "./embedded.ts";

const mostWishes = 10;

/** A place on the waitlist for the times spoken of last, the person and the place. */
export const waitFor = (
  { focus, organization, places }: Briefing,
  { serviceId, wish }: { readonly serviceId: string; readonly wish: string },
): Act => {
  const { providerId, locationId } = focus.wish;
  const times = focus.wish.times.length > 0 ? focus.wish.times : focus.lastWished;
  const zone = places.find(({ id }) => id === locationId)?.zone ?? organization.zone;
  const wished = times.slice(0, mostWishes);
  const hours = wished.flatMap((time) => hoursOf(time, zone));
  return {
    tool: "join_waitlist",
    with: {
      ...{ serviceId, wish: wish.slice(0, 500) },
      ...(wished.length > 0 && { dates: wished.map((time) => datesOf(time, zone)) }),
      ...(hours.length > 0 && hours.length === wished.length && { times: hours }),
      ...(providerId && { providerId }),
      ...(locationId && { locationId }),
    },
  };
};

const datesOf = ({ from, to }: WishedTime, zone: string) => ({
  from: DateTime.fromISO(from, { zone }).toISODate() ?? "",
  to: DateTime.fromISO(to, { zone }).minus({ milliseconds: 1 }).toISODate() ?? "",
});

/** The part of the day of a wish within one date; a whole day or more names none. */
const hoursOf = ({ from, to }: WishedTime, zone: string) => {
  const start = DateTime.fromISO(from, { zone });
  const end = DateTime.fromISO(to, { zone });
  if (!start.hasSame(end.minus({ milliseconds: 1 }), "day")) return [];
  const fromMinute = start.hour * 60 + start.minute;
  const toMinute = fromMinute + Math.round(end.diff(start, "minutes").minutes);
  return fromMinute === 0 && toMinute >= 1440 ? [] : [{ fromMinute, toMinute }];
};
