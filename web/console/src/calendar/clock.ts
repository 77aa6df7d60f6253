const dayMs = 86_400_000;
const minuteMs = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  formats.set(zone, made);
  return made;
};

/** What calendar and clock of a zone show: `YYYY-MM-DD` and minutes since its midnight. */
export interface Wall {
  readonly date: string;
  readonly minutes: number;
}

export const wallOf = (zone: string, instant: string | number): Wall => {
  const parts = formatOf(zone).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    minutes: Number(part("hour")) * 60 + Number(part("minute")),
  };
};

/** The instant at which a zone shows this; in a night whose clocks change, the nearest there is. */
export const instantAt = (zone: string, { date, minutes }: Wall): string => {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;
  const shownAt = (instant: number) => {
    const wall = wallOf(zone, instant);
    return Date.parse(`${wall.date}T00:00:00Z`) + wall.minutes * minuteMs;
  };
  const near = wanted + (wanted - shownAt(wanted));
  return new Date(near + (wanted - shownAt(near))).toISOString();
};

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const mondayOf = (date: string): string =>
  addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

export const sayMinutes = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export const readMinutes = (time: string): number => {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
};

/** A date by itself, which is of no zone. */
export const sayDate = (
  language: "vi" | "en",
  date: string,
  options: Intl.DateTimeFormatOptions,
): string =>
  new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", {
    ...options,
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));
