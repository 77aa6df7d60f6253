import type { Calendar } from "./calendar.ts";
import type { Interval } from "./interval.ts";

/** Time that is taken, in epoch milliseconds. A booking's own buffers are already inside it. */
export interface Busy extends Interval {
  /** A booking takes one unit of capacity; anything external takes all of it. */
  readonly kind: "booking" | "external";
  /** A booking of another kind of service: takes all capacity, yet counts for `maxPerDay`. */
  readonly takesAll?: boolean;
}

/** What a service asks of a slot. */
export interface SlotRules {
  readonly durationMinutes: number;
  /** Distance between the starts of one block of hours, in elapsed minutes. */
  readonly slotIntervalMinutes: number;
  /** Minutes around the slot that must be free of busy time, inside or outside opening hours. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** Elapsed minutes between now and the start, boundary included. */
  readonly minNoticeMinutes: number;
  /** Last bookable date, counted in days from the local date of now; null for no limit. */
  readonly maxAdvanceDays: number | null;
  /** Bookings that may start on one local date of the provider. */
  readonly maxPerDay?: number;
  /** Bookings that may run at once; 1 when absent. */
  readonly capacity?: number;
}

/** A provider's calendar and everything else that decides about the slots of one service. */
export interface SlotQuestion extends Calendar {
  /** Epoch milliseconds. */
  readonly now: number;
  /** In any order; must hold everything that is taken around the times asked about. */
  readonly busy: readonly Busy[];
  readonly service: SlotRules;
  /** The place, when its hours also bind. In its own zone, with its own overrides and time off. */
  readonly location?: Calendar;
}

/** Which slots start in `[rangeStart, rangeEnd)`, in epoch milliseconds? */
export interface FindSlotsInput extends SlotQuestion {
  readonly rangeStart: number;
  readonly rangeEnd: number;
}
