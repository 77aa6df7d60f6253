import { formatLocalDate } from "#src/domain/availability/local-date.ts";
import { localDayOf, localMinutesOf } from "#src/domain/availability/wall-time.ts";

/** What calendar and clock of a zone show at an instant: `YYYY-MM-DD` and `HH:MM`. */
export const wallClock = (zone: string, instant: Date): { date: string; time: string } => {
  const minutes = localMinutesOf(zone, instant.getTime());
  const digits = (value: number) => String(value).padStart(2, "0");
  return {
    date: formatLocalDate(localDayOf(zone, instant.getTime())),
    time: `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`,
  };
};
