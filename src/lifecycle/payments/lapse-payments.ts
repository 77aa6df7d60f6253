import { applyTransition } from "#src/booking/apply-transition.ts";
import { gatherFacts } from "#src/booking/gather-facts.ts";
import { PAYMENT_CLOSE } from "#src/booking/request-payment.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { appointmentGivenUp } from "#src/booking/to-booking.ts";
import { transact } from "#src/booking/transact.ts";
import { tellLead } from "#src/conversation/tell-lead.ts";
import { releaseAllocations } from "#src/db/queries/allocations.ts";
import {
  findPayment,
  listLapsed,
  type PaymentRow,
  updatePayment,
} from "#src/db/queries/payments.ts";
import { eachAlone } from "#src/each-alone.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { houseCaller } from "../house-caller.ts";
import { callFinance, type PaymentDeps, payerOf } from "./payment-deps.ts";

type Lapsed = Pick<PaymentRow, "organization_id" | "id" | "booking_id">;

/** Gives up every appointment whose payment has not come in time. Safe in many processes at once. */
export const lapsePayments = (deps: PaymentDeps) => async (): Promise<void> => {
  await eachAlone(await listLapsed(deps.db, deps.now()), async (one) => {
    await lapse(deps, one, "due");
  });
};

/**
 * The end of a page and of the time it kept, in one transaction, whichever of them came first: its own
 * hour (`due`) or the word of its provider (`told`). What is paid or closed already stays as it is.
 */
export const lapse = async (
  deps: PaymentDeps,
  { organization_id: organizationId, id: paymentId, booking_id }: Lapsed,
  why: "due" | "told",
): Promise<boolean> => {
  const caller = houseCaller(organizationId, "payment lapsed");
  const answer = await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, booking_id);
    const payment = await findPayment(tx, organizationId, paymentId);
    const isAwaited = payment?.status === "requested" || payment?.status === "open";
    const isOver = why === "told" || (payment?.expires_at ?? deps.now()) <= deps.now();
    if (!session || !payment || !isAwaited || !isOver) return { ok: true as const, done: false };
    await lapseIn(session, payment);
    return { ok: true as const, done: true };
  });
  const done = answer.ok && answer.done;
  if (done) deps.events.paymentMoved({ organizationId, paymentId, outcome: "lapsed" });
  return done;
};

const lapseIn = async (session: Session, payment: PaymentRow): Promise<void> => {
  const { tx, organization, now, booking } = session;
  const change = { status: "closed", closed_because: "lapsed", updated_at: now } as const;
  await updatePayment(tx, payment, change);
  if (payment.link_id !== null) {
    const payload = { paymentId: payment.id };
    await addToOutbox(tx, { organizationId: organization.id, topic: PAYMENT_CLOSE, payload }, now);
  }
  const isBound =
    booking.state === "PAYMENT_PENDING" && booking.version === payment.booking_version;
  if (isBound) await giveTimeBack(session, payment);
};

/** The booking stays open, for another time or for money that is on its way. */
const giveTimeBack = async (session: Session, payment: PaymentRow): Promise<void> => {
  const { tx, deps, organization, now, booking } = session;
  const reason = "payment_lapsed";
  const { verdict } = await applyTransition(session, {
    to: "RESCHEDULED",
    facts: await gatherFacts(session, { reason, reasonCode: reason }),
    change: {
      ...appointmentGivenUp(session),
      reschedule_reason: reason,
      reschedule_reason_code: reason,
    },
  });
  if (!verdict.allowed) return callFinance(session, "an unpaid appointment could not be given up");
  await releaseAllocations(tx, organization.id, booking.id, now);
  const { appointment: at } = booking;
  const amount = { minor: payment.amount_minor, currency: payment.currency };
  if (!at) return;
  const news = { kind: "payment", about: "lapsed", booking, at, amount } as const;
  await tellLead(tx, deps, payerOf(session), news, booking.id);
};
