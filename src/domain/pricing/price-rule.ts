import type { PreferredTime } from "../availability/rank-slots.ts";
import type { Language } from "../facts.ts";

/** Starts at these times of the place's clock. */
export interface OffPeak {
  readonly kind: "off_peak";
  readonly times: readonly PreferredTime[];
}

/**
 * So much of the day is booked already. Percents of the open minutes of the slot's local date, with
 * the slot's provider or, over everybody who gives the service there, at its location.
 */
export interface FillRate {
  readonly kind: "fill_rate";
  readonly of: "provider" | "location";
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
  /** Only slots that start within so many days from now; any when absent. */
  readonly withinDays?: number | undefined;
}

/** The nth visit and every one after it, counted in a series, or of a lead over some days. */
export interface Volume {
  readonly kind: "volume";
  readonly of: "series" | "lead";
  readonly from: number;
  /** With `lead`: the days before the slot in which visits are counted. */
  readonly withinDays?: number | undefined;
}

export type PriceCondition = OffPeak | FillRate | Volume;

/** What a rule does to the price of one person, in percent of the list price or minor units. */
export type PriceChange = { readonly percent: number } | { readonly minor: number };

/** A rule of an organization that makes a price differ from the list. */
export interface PriceRule {
  readonly id: string;
  /** Raised by every edit, so that a price remembers which rule made it. */
  readonly version: number;
  /** As leads are told of it, after "10% off". */
  readonly name: Readonly<Record<Language, string>>;
  /** The higher one is looked at first. */
  readonly priority: number;
  /** Whether it counts together with others that do; else it stands alone. */
  readonly combines: boolean;
  readonly condition: PriceCondition;
  readonly change: PriceChange;
  /** For one person. A floor ends what lowers a price, a ceiling what raises it. */
  readonly floorMinor: number | null;
  readonly ceilingMinor: number | null;
  /** Null: every service, every location. */
  readonly serviceId: string | null;
  readonly locationId: string | null;
}
