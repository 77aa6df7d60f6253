const hourMinutes = 60;
const two = (number: number): string => String(number).padStart(2, "0");

/** Minutes since midnight as a field of the time has them. */
export const timeOf = (minute: number): string =>
  `${two(Math.floor(minute / hourMinutes))}:${two(minute % hourMinutes)}`;

/** Null where there is no time. */
export const minuteOf = (time: unknown): number | null => {
  const [, hour, minute] = /^(\d{2}):(\d{2})/u.exec(String(time)) ?? [];
  return hour === undefined ? null : Number(hour) * hourMinutes + Number(minute);
};
