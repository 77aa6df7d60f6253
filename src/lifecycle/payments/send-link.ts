import { PAYMENT_CLOSE } from "#src/booking/request-payment.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { findPayment, type PaymentRow, updatePayment } from "#src/db/queries/payments.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { type Link, PaymentTrouble } from "#src/payments/payments.ts";
import { houseCaller } from "../house-caller.ts";
import { providerOf } from "./asked-of-provider.ts";
import { callFinance, type PaymentDeps, payerOf } from "./payment-deps.ts";

export interface PaymentKey {
  readonly organizationId: string;
  readonly paymentId: string;
}

/** `again`: the lead asks for the page they were told of before. */
type LinkAskedFor = PaymentKey & { readonly again?: boolean | undefined };

/**
 * Has the page made that takes a payment and gives the lead its address. Run again, the provider answers
 * with the same page. Throws when it may work later.
 */
export const sendLink =
  (deps: PaymentDeps) =>
  async ({ again = false, ...key }: LinkAskedFor): Promise<void> => {
    const payment = await findPayment(deps.db, key.organizationId, key.paymentId);
    if (again && payment?.status === "open") return tellAgain(deps, key, payment.booking_id);
    if (payment?.status === "requested") await makeLink(deps, key, payment);
  };

const makeLink = async (deps: PaymentDeps, key: PaymentKey, payment: PaymentRow): Promise<void> => {
  const asked = await askedOf(deps, payment);
  if (!asked) return giveUpLink(deps)(key);
  try {
    const { provider, account, link } = asked;
    await keepLink(deps, key, payment, await provider.createLink(account, link));
  } catch (error) {
    if (!(error instanceof PaymentTrouble) || error.passes) throw error;
    await giveUpLink(deps)(key);
  }
};

const askedOf = async (deps: PaymentDeps, payment: PaymentRow) => {
  const asked = await providerOf(deps, payment);
  const booking = await findBooking(deps.db, payment.organization_id, payment.booking_id);
  if (!asked || !booking) return null;
  return { ...asked, link: linkAsked(deps, payment, booking.service_name ?? "") };
};

const linkAsked = ({ returnUrl }: PaymentDeps, payment: PaymentRow, title: string) => ({
  paymentId: payment.id,
  bookingId: payment.booking_id,
  organizationId: payment.organization_id,
  amount: { minor: payment.amount_minor, currency: payment.currency },
  ...{ title, returnUrl },
  askedAt: payment.created_at,
  expiresAt: payment.expires_at ?? payment.created_at,
});

/** One that is not wanted any more is kept all the same, to be closed and recognised. */
const keepLink = async (
  deps: PaymentDeps,
  { organizationId, paymentId }: PaymentKey,
  { booking_id: bookingId }: PaymentRow,
  { url, sessionId, linkId }: Link,
): Promise<void> => {
  const caller = houseCaller(organizationId, "payment link");
  await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const payment = await findPayment(tx, organizationId, paymentId);
    if (!session || !payment || payment.link_id !== null) return { ok: true };
    const { now } = session;
    const made = { url, session_id: sessionId, link_id: linkId, updated_at: now };
    if (payment.status !== "requested") {
      await updatePayment(tx, payment, made);
      const entry = { organizationId, topic: PAYMENT_CLOSE, payload: { paymentId } };
      await addToOutbox(tx, entry, now);
      return { ok: true };
    }
    await updatePayment(tx, payment, { ...made, status: "open" });
    await tellLink(session, { ...payment, url });
    return { ok: true };
  });
};

const tellLink = async (session: Session, payment: PaymentRow): Promise<void> => {
  const { tx, deps, booking, now } = session;
  const { appointment: at } = booking;
  const { url } = payment;
  const isTold =
    at !== null &&
    url !== null &&
    (await tellLead(
      tx,
      deps,
      payerOf(session),
      {
        ...{ kind: "payment", about: "link", booking, at, url },
        amount: { minor: payment.amount_minor, currency: payment.currency },
        expiresAt: payment.expires_at ?? now,
      },
      booking.id,
    ));
  if (!isTold) await callFinance(session, "the payment link could not be told");
};

/** Only while it still takes the money of this appointment. */
const tellAgain = async (
  deps: PaymentDeps,
  { organizationId, paymentId }: PaymentKey,
  bookingId: string,
): Promise<void> => {
  const caller = houseCaller(organizationId, "payment link");
  await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const payment = await findPayment(tx, organizationId, paymentId);
    if (session && payment?.status === "open") await tellLink(session, payment);
    return { ok: true };
  });
};

/** No page could be made: people see how the lead pays. */
export const giveUpLink =
  (deps: PaymentDeps) =>
  async ({ organizationId, paymentId }: PaymentKey): Promise<void> => {
    const caller = houseCaller(organizationId, "payment link");
    const found = await findPayment(deps.db, organizationId, paymentId);
    if (!found) return;
    await transact(deps, caller, async (tx) => {
      const session = await openSession(deps, caller, tx, found.booking_id);
      const payment = await findPayment(tx, organizationId, paymentId);
      if (!session || payment?.status !== "requested") return { ok: true };
      const change = { status: "closed", closed_because: "no_link" } as const;
      await updatePayment(tx, payment, { ...change, updated_at: session.now });
      await callFinance(session, "no payment link could be made");
      const reason = "a payment link could not be made";
      await handToPeople(tx, payerOf(session), { reason, now: session.now });
      return { ok: true };
    });
    deps.events.paymentMoved({ organizationId, paymentId, outcome: "no_link" });
  };

/** Closes a page at its provider; what was paid there before is told by its own event. */
export const closeLink =
  (deps: PaymentDeps) =>
  async ({ organizationId, paymentId }: PaymentKey): Promise<void> => {
    const payment = await findPayment(deps.db, organizationId, paymentId);
    if (!payment || payment.link_id === null) return;
    const asked = await providerOf(deps, payment);
    await asked?.provider.closeLink(asked.account, { linkId: payment.link_id });
  };
