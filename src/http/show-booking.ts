import type { z } from "zod";
import { findBookingWithin } from "#src/db/queries/bookings.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Answer } from "./answer.ts";
import { type ApiCall, reachOf } from "./auth.ts";
import type { ActionAnswer, BookingRecord } from "./contract/booking.ts";
import { ownPartsOf } from "./own-parts.ts";
import { toBookingRecords } from "./records/booking-record.ts";
import { toSlotRecord } from "./records/slot-record.ts";
import type { ServerDeps } from "./server-deps.ts";

/** The record of one booking; null when none with this id exists for the caller. */
export const showBooking = async (
  deps: ServerDeps,
  call: ApiCall,
  id: string,
): Promise<z.output<typeof BookingRecord> | null> => {
  const row = await findBookingWithin(deps.db, reachOf(call), id);
  const [record] = row ? await toBookingRecords(deps, call, [row]) : [];
  return record ?? null;
};

/** The booking as it stands after the action, also when a repeat is answered. */
export type ActionShown = z.output<typeof ActionAnswer>;

interface Shown {
  readonly status?: number;
  /** Whose clock the slots are shown on; without one, their location's. */
  readonly zone?: string;
}

/** The booking a receipt is about, and what came of the action. */
export const showReceipt = async (
  deps: ServerDeps,
  call: ApiCall,
  { booking, offered, rebookOffered, flaggedUnstable }: Receipt,
  { status = 200, zone }: Shown = {},
): Promise<Answer<ActionShown>> => {
  const record = await showBooking(deps, call, booking.id);
  if (record === null) throw new Error(`booking ${booking.id} has a receipt and no row`);
  return {
    status,
    body: {
      success: true,
      booking: record,
      ...(offered && {
        offered: offered.map((slot) => ownPartsOf(call, toSlotRecord(slot, zone))),
      }),
      ...(rebookOffered !== undefined && { rebookOffered }),
      ...(flaggedUnstable !== undefined && { flaggedUnstable }),
    },
  };
};
