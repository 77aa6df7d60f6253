import { updateBooking } from "#src/db/queries/bookings.ts";
import { insertPayment, type PaymentRow, updatePayment } from "#src/db/queries/payments.ts";
import type { Money } from "#src/domain/money.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { applyTransition } from "./apply-transition.ts";
import { gatherFacts } from "./gather-facts.ts";
import { refuseVerdict } from "./refuse.ts";
import { stopWaiting } from "./request-payment.ts";
import type { Session } from "./session.ts";

/** Money that came, and what proves it. */
export interface MoneyReceived {
  readonly received: Money;
  readonly verified: boolean;
  readonly reference: string | null;
  /** How it came, where not as the booking says. */
  readonly method?: string | undefined;
}

/**
 * Marks a booking as paid, if the rules let it, together with the row of the payment: the one that was
 * waited for, else one of its own. Whatever else is waited for is not any more.
 */
export const payIn = async (
  session: Session,
  payment: MoneyReceived,
  awaited:
    | (Pick<PaymentRow, "organization_id" | "id"> & { readonly providerPaymentId: string })
    | null = null,
): Promise<Receipt | Refusal> => {
  const { received, verified, reference } = payment;
  const { verdict, session: moved } = await applyTransition(session, {
    to: "PAID",
    facts: await gatherFacts(session, { payment: { received, verified, reference } }),
    change: { payment_status: "received", payment_transaction_id: reference },
  });
  if (!verdict.allowed) return refuseVerdict(verdict);
  const { tx, now } = session;
  const came = { received_minor: received.minor, received_currency: received.currency };
  const paid = { ...came, status: "paid", paid_at: now, updated_at: now } as const;
  if (awaited) {
    const { providerPaymentId: provider_payment_id } = awaited;
    await updatePayment(tx, awaited, { ...paid, provider_payment_id });
  } else {
    await insertPayment(tx, { ...paid, ...recorded(session, payment) });
  }
  await stopWaiting(moved, "paid_otherwise");
  const { method } = payment;
  if (method !== undefined && method !== moved.booking.payment.method) {
    await updateBooking(tx, session.organization.id, session.booking.id, {
      payment_method: method,
    });
  }
  return { ok: true, action: "moved", at: now, booking: moved.booking };
};

/** A payment nobody was waiting for: the amount due is what came, or the rules had refused it. */
const recorded = (
  { deps, organization, booking, now }: Session,
  { received, reference, method }: MoneyReceived,
) => ({
  ...{ organization_id: organization.id, id: deps.newId(), booking_id: booking.id },
  ...{ booking_version: booking.version, starts_at: booking.appointment?.start ?? null },
  ...{ amount_minor: received.minor, currency: received.currency, reference },
  method: method ?? booking.payment.method ?? "other",
  created_at: now,
});
