import { findAwaited } from "#src/db/queries/awaited-payments.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { PAYMENT_LINK, requestPayment } from "./request-payment.ts";
import { type Session, withBooking } from "./session.ts";

export interface PaymentStart {
  readonly bookingId: string;
}

/**
 * Gives the lead the page to pay on, again where there is one and anew where there is none any more. The
 * house tells its address itself, from what the provider answered: no model ever holds it.
 */
export const startPayment =
  (deps: BookingDeps) =>
  (caller: Caller, { bookingId }: PaymentStart): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, bookingId, async (session) => {
      if (session.booking.state !== "PAYMENT_PENDING") {
        return refuse(deps, caller, "payment_not_awaited", "nothing is to be paid for it now");
      }
      if (!(await sendAgain(session)) && !(await requestPayment(session))) {
        return refuse(deps, caller, "no_payment_link", "its way to pay has no page");
      }
      return { ok: true, action: "payment_started", at: session.now, booking: session.booking };
    });

/** False when no page is open or being made. */
const sendAgain = async ({ tx, organization, booking, now }: Session): Promise<boolean> => {
  const awaited = await findAwaited(tx, organization.id, booking.id, now);
  if (!awaited) return false;
  // One that is being made is told when it is there.
  if (awaited.status === "open") {
    const payload = { paymentId: awaited.id, again: true };
    await addToOutbox(tx, { organizationId: organization.id, topic: PAYMENT_LINK, payload }, now);
  }
  return true;
};
