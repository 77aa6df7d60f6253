import type { z } from "zod";

import type { BookingRecord } from "#src/http/contract/booking.ts";
import type { BookingState } from "../inbox/state-texts.ts";

type Booking = z.output<typeof BookingRecord>;

/** What a person has filled in for a move. */
export interface Filled {
  readonly serviceId: string;
  readonly slotId: string;
  readonly reason: string;
  readonly date: string;
  readonly time: string;
  readonly reference: string;
  readonly notes: string;
  /** In whole units of the currency. */
  readonly amount: number;
  readonly currency: string;
  readonly overrule: boolean;
}

type Field = "service" | "slot" | "amount" | "overrule" | keyof Filled;

const fields: Partial<Record<BookingState, readonly Field[]>> = {
  SERVICE_SELECTED: ["service"],
  SLOT_PROPOSED: ["date", "time"],
  SLOT_CONFIRMED: ["slot"],
  PAID: ["amount", "reference"],
  COMPLETED: ["notes"],
  NO_SHOW: ["notes"],
  RESCHEDULED: ["reason", "date", "time", "overrule"],
  CANCELLED: ["reason", "overrule"],
  ERROR: ["reason"],
};

export const fieldsOf = (to: BookingState): readonly Field[] => fields[to] ?? [];

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

export const nothingFilled = ({ payment_amount, service_id }: Booking): Filled => ({
  ...{ serviceId: service_id ?? "", slotId: "", reason: "", date: "", time: "" },
  ...{ reference: "", notes: "", overrule: false },
  currency: payment_amount?.currency ?? "VND",
  amount: payment_amount ? payment_amount.minor / 10 ** digitsOf(payment_amount.currency) : 0,
});

/** The request that makes the move; what is left empty is left out, and the validator names it. */
export const requestOf = (
  { booking_id: id }: Pick<Booking, "booking_id">,
  to: BookingState,
  filled: Filled,
): { readonly path: string; readonly body: object } => {
  const { serviceId, slotId, reason, date, time, reference, notes, overrule } = filled;
  const day = { ...(date && { date }), ...(date && time && { time }) };
  switch (to) {
    case "SLOT_PROPOSED":
      return { path: `/bookings/${id}/propose`, body: day };
    case "RESCHEDULED":
      return { path: `/bookings/${id}/reschedule`, body: { reason, overrule, ...day } };
    default:
      return {
        path: `/bookings/${id}/transitions/${to}`,
        body: {
          ...(serviceId && to === "SERVICE_SELECTED" && { serviceId }),
          ...(slotId && { slotId }),
          ...(reason && { reason }),
          ...(notes && { showUpNotes: notes }),
          ...(overrule && { overrule }),
          ...(to === "PAID" && reference && { payment: paymentOf(filled) }),
        },
      };
  }
};

const paymentOf = ({ amount, currency, reference }: Filled) => ({
  amountMinor: Math.round(amount * 10 ** digitsOf(currency)),
  ...{ currency, reference },
});
