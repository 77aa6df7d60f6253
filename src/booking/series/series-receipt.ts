import { createHash } from "node:crypto";

import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Money } from "#src/domain/money.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";

/** One visit of a series and what became of it; nothing is ever left out. */
export type SeriesVisit = { readonly position: number; readonly start: Date } & (
  | { readonly status: "held"; readonly booking: Booking; readonly slot: Slot }
  | { readonly status: "booked" | "cancelled"; readonly booking: Booking }
  /** The time is not to be had; what is free nearest to it. */
  | {
      readonly status: "not_free";
      readonly reasons: readonly NoSlotReason[];
      readonly alternatives: readonly Slot[];
    }
  /** A rule stands in the way of this visit; it is as it was before. */
  | { readonly status: "refused"; readonly booking: Booking; readonly refusal: Refusal }
);

/** What was done with a series, visit by visit. */
export interface SeriesReceipt {
  readonly ok: true;
  readonly action: "series_proposed" | "series_confirmed" | "series_cancelled" | "series_moved";
  readonly at: Date;
  readonly seriesId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly zone: string;
  readonly visits: readonly SeriesVisit[];
  /** Fingerprint of all visits held now; one yes to it confirms them together. */
  readonly shownHash: string | null;
}

/** What is fingerprinted of a visit. */
export interface ShownVisit {
  readonly bookingId: string;
  readonly slotId: string;
  readonly price: Money | null;
}

/**
 * Fingerprint of what a lead is shown of a series: every visit that is held, in which slot and at
 * which price.
 */
export const seriesHashOf = (seriesId: string, held: readonly ShownVisit[]): string =>
  createHash("sha256")
    .update(JSON.stringify([seriesId, ...held.map(shownOf)]))
    .digest("base64url");

const shownOf = ({ bookingId, slotId, price }: ShownVisit) => [
  bookingId,
  slotId,
  ...(price ? [price.minor, price.currency] : []),
];
