import type { Calendar } from "./calendar.ts";
import type { Interval } from "./interval.ts";

/** Time that is taken, in epoch milliseconds. A booking's own buffers are already inside it. */
export interface Busy extends Interval {
  /** A booking takes one unit of capacity; anything external takes all of it. */
  readonly kind: "booking" | "external";
  /** A booking of another kind of service: takes all capacity, yet counts for `maxPerDay`. */
  readonly takesAll?: boolean;
  /** Places a booking takes of a group's capacity; 1 when absent. */
  readonly seats?: number;
  /** A later part of a booking that is counted by its first: it does not count for `maxPerDay`. */
  readonly continues?: boolean;
}

/** Resources of one kind that a slot needs, and when each one that could serve is taken. */
export interface ResourceNeed {
  readonly kind: string;
  readonly quantity: number;
  /** One list for each resource of the kind; none when there is no such resource. */
  readonly pool: readonly (readonly Interval[])[];
}

/**
 * Local dates on which a service is given, both included and of one form: "YYYY-MM-DD", or "MM-DD"
 * of every year.
 */
export interface Season {
  readonly from: string;
  /** Before `from`: dates of every year run over New Year, whole dates name no date at all. */
  readonly to: string;
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
  /** Places that may be taken at once; 1 when absent. */
  readonly capacity?: number;
  /** Places this slot must have; 1 when absent. */
  readonly seats?: number;
  /** When the service is given; always when absent or empty. */
  readonly seasons?: readonly Season[];
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
  /** What else must be free in the slot and its buffers. */
  readonly resources?: readonly ResourceNeed[];
}

/** Which slots start in `[rangeStart, rangeEnd)`, in epoch milliseconds? */
export interface FindSlotsInput extends SlotQuestion {
  readonly rangeStart: number;
  readonly rangeEnd: number;
}
