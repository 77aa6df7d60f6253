import { boundOf, type LocalRange, rangeOfDate } from "./local-time.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

interface Asked {
  readonly date?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The day or the range a request names, on the clock of a zone; the field no calendar has; `length`
 * for a range that ends before it begins or is longer than `mostDays`.
 */
export const rangeAsked = (
  zone: string,
  { date, from, to }: Asked,
  mostDays: number,
): LocalRange | { readonly missing: "date" | "from" | "to" } | "length" => {
  if (date !== undefined) return rangeOfDate(zone, date) ?? { missing: "date" };
  const first = boundOf(zone, from, "from");
  const last = boundOf(zone, to, "to");
  if (!first) return { missing: "from" };
  if (!last) return { missing: "to" };
  const length = last.getTime() - first.getTime();
  // An hour more, for the night in which clocks go back.
  return length > 0 && length <= mostDays * day + hour ? { from: first, to: last } : "length";
};
