import { closeAwaited } from "#src/db/queries/awaited-payments.ts";
import { insertPayment, listConnected, type PaymentRow } from "#src/db/queries/payments.ts";
import { takerOf } from "#src/domain/payment.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import type { Session } from "./session.ts";

/** Outbox topics of pages that take money: to be made, and to be closed. */
export const PAYMENT_LINK = "payment_link";
export const PAYMENT_CLOSE = "payment_close";

const minute = 60_000;

/**
 * Asks for a page to pay on, where the way to pay has one. It is bound to the booking as it stands, to
 * the amount due and to the appointment's time, and what is not paid in time gives that time back. False
 * where there is none.
 */
export const requestPayment = async (session: Session): Promise<boolean> => {
  const { tx, deps, organization, booking, policy, now } = session;
  const { amount, method } = booking.payment;
  const provider = takerOf(method, await listConnected(tx, organization.id));
  if (!provider || !method || !amount || amount.minor === 0) return false;
  const start = booking.appointment?.start ?? null;
  const until = now.getTime() + policy.paymentMinutes * minute;
  const id = deps.newId();
  await insertPayment(tx, {
    ...{ organization_id: organization.id, id, booking_id: booking.id },
    ...{ booking_version: booking.version, starts_at: start },
    ...{ amount_minor: amount.minor, currency: amount.currency, method, provider },
    ...{ status: "requested", created_at: now, updated_at: now },
    expires_at: new Date(Math.min(until, start?.getTime() ?? until)),
  });
  const payload = { paymentId: id };
  await addToOutbox(tx, { organizationId: organization.id, topic: PAYMENT_LINK, payload }, now);
  return true;
};

/** Nothing is waited for any more; open pages are closed at their provider. */
export const stopWaiting = async (
  { tx, organization, booking, now }: Session,
  because: NonNullable<PaymentRow["closed_because"]>,
): Promise<void> => {
  const open = await closeAwaited(tx, organization.id, booking.id, { because, now });
  for (const paymentId of open) {
    const entry = { organizationId: organization.id, topic: PAYMENT_CLOSE, payload: { paymentId } };
    await addToOutbox(tx, entry, now);
  }
};
