/** Whose hours are meant: the provider's own, or those of the place. */
export type Whose = "provider" | "location";

/**
 * Why a time is not offered. Each alone is enough to take it away. Times are epoch milliseconds,
 * `[from, to)`; dates are local dates "YYYY-MM-DD".
 */
export type NoSlotReason =
  | { readonly code: "past" }
  /** The special hours of this date take it away: without them it is open. */
  | { readonly code: "closed_date"; readonly whose: Whose; readonly date: string }
  | { readonly code: "closed"; readonly whose: Whose }
  | {
      readonly code: "time_off" | "break";
      readonly whose: Whose;
      readonly from: number;
      readonly to: number;
    }
  /** Open, but the service does not end before closing. */
  | { readonly code: "too_short"; readonly openUntil: number }
  /** Open, but no slot starts at this minute. */
  | { readonly code: "off_grid" }
  /** The service is not given on this date. */
  | { readonly code: "out_of_season"; readonly date: string }
  | { readonly code: "horizon"; readonly latestDate: string }
  | { readonly code: "notice"; readonly earliest: number }
  | { readonly code: "daily_cap"; readonly date: string }
  /** No capacity is left during this time, which the slot or its buffers need. */
  | { readonly code: "busy"; readonly from: number; readonly to: number }
  /** Too few resources of a kind, such as chairs or rooms, are free in the slot and its buffers. */
  | { readonly code: "no_resource"; readonly kind: string };

/** What to say first: what nobody can change, then hours, then the rules of booking. */
const ORDER: readonly NoSlotReason["code"][] = [
  "past",
  "closed_date",
  "time_off",
  "closed",
  "break",
  "too_short",
  "off_grid",
  "out_of_season",
  "horizon",
  "notice",
  "daily_cap",
  "busy",
  "no_resource",
];

/** Each reason once, the most telling first. */
export const inTellingOrder = (reasons: readonly NoSlotReason[]): NoSlotReason[] => {
  const distinct = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]));
  return [...distinct.values()].sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
};
