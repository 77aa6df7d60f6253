/** What the lead just asked for: starts in `[from, to)`, epoch milliseconds. */
export interface SlotWish {
  readonly from: number;
  readonly to: number;
  /** The time `from` itself was named, not a stretch of time. */
  readonly exact?: boolean;
  /** The person asked for, when there is one. */
  readonly providerId?: string;
}

interface Offered {
  readonly start: number;
  readonly providerId: string;
}

/**
 * How far a slot is from what was asked, compared from left to right, less is nearer:
 * another person, another local date, milliseconds away.
 */
export type Miss = readonly [person: number, date: number, distance: number];

const isAskedFor = (slot: Offered, wish: SlotWish): boolean =>
  wish.providerId === undefined || wish.providerId === slot.providerId;

/** Whether the slot is one that was asked for. */
export const meetsWish = (slot: Offered, wish: SlotWish): boolean =>
  isAskedFor(slot, wish) &&
  (wish.exact ? slot.start === wish.from : wish.from <= slot.start && slot.start < wish.to);

const distance = (start: number, { from, to, exact }: SlotWish): number => {
  if (exact || start < from) return Math.abs(start - from);
  return Math.max(0, start - to);
};

/** How far the slot is from a wish; the dates of a stretch are those it begins and ends on. */
export const missOf = (
  slot: Offered,
  wish: SlotWish,
  localDay: (instant: number) => number,
): Miss => {
  const day = localDay(slot.start);
  const lastDay = wish.exact ? localDay(wish.from) : localDay(wish.to - 1);
  const isOnDate = localDay(wish.from) <= day && day <= lastDay;
  return [isAskedFor(slot, wish) ? 0 : 1, isOnDate ? 0 : 1, distance(slot.start, wish)];
};
