import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import {
  findPayment,
  findRefund,
  type PaymentRow,
  type RefundRow,
  takeUnanswered,
} from "#src/db/queries/payments.ts";
import { eachAlone } from "#src/each-alone.ts";
import { PaymentTrouble } from "#src/payments/payments.ts";
import { houseCaller } from "../house-caller.ts";
import { type AskedOfProvider, providerOf } from "./asked-of-provider.ts";
import { moveRefund } from "./move-refund.ts";
import { callFinance, type PaymentDeps } from "./payment-deps.ts";

export interface RefundKey {
  readonly organizationId: string;
  readonly refundId: string;
}

/**
 * Asks the provider to give money back; one refund however often it is asked. What people took, they
 * give back. Throws when it may work later.
 */
export const sendRefund =
  (deps: PaymentDeps) =>
  async ({ organizationId, refundId }: RefundKey): Promise<void> => {
    const refund = await findRefund(deps.db, organizationId, refundId);
    if (refund?.status !== "requested") return;
    const paid = await findPayment(deps.db, organizationId, refund.payment_id);
    const asked = paid && (await providerOf(deps, paid));
    deps.events.refundMoved({ organizationId, refundId, status: "requested" });
    if (!asked || paid.provider_payment_id === null) {
      return paid && callPeople(deps, paid, "a refund has to be made by people");
    }
    const { provider_payment_id: providerPaymentId } = paid;
    await askProvider(deps, refund, { ...asked, providerPaymentId });
  };

const askProvider = async (
  deps: PaymentDeps,
  refund: RefundRow,
  {
    provider,
    account,
    providerPaymentId,
  }: AskedOfProvider & { readonly providerPaymentId: string },
): Promise<void> => {
  const amount = { minor: refund.amount_minor, currency: refund.currency };
  try {
    const asked = { refundId: refund.id, providerPaymentId, amount };
    await moveRefund(deps, refund, await provider.refund(account, asked));
  } catch (error) {
    if (!(error instanceof PaymentTrouble) || error.passes) throw error;
    const { code } = error;
    await moveRefund(deps, refund, { status: "failed", providerRefundId: null, code });
  }
};

const callPeople = async (
  deps: PaymentDeps,
  { organization_id: organizationId, booking_id }: PaymentRow,
  reason: string,
): Promise<void> => {
  const caller = houseCaller(organizationId, "refund");
  await transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, booking_id);
    if (session) await callFinance(session, reason);
    return { ok: true };
  });
};

/**
 * Every try has failed, but one may have been heard: it stays requested, is tried again with the same id
 * by `retryRefunds`, and people know.
 */
export const giveUpRefund =
  (deps: PaymentDeps) =>
  async ({ organizationId, refundId }: RefundKey): Promise<void> => {
    const refund = await findRefund(deps.db, organizationId, refundId);
    if (refund?.status !== "requested") return;
    const paid = await findPayment(deps.db, organizationId, refund.payment_id);
    if (paid) await callPeople(deps, paid, "a refund could not be sent yet");
  };

/** While providers know the id of a request again (docs.stripe.com/api/idempotent_requests: a day). */
const retryForMs = 20 * 3_600_000;
const pauseMs = 15 * 60_000;

/** Refunds that no provider has answered yet. */
export const retryRefunds = (deps: PaymentDeps) => async (): Promise<void> => {
  const now = deps.now().getTime();
  const since = new Date(now - retryForMs);
  const unanswered = await takeUnanswered(deps.db, {
    since,
    before: new Date(now - pauseMs),
    now: deps.now(),
  });
  await eachAlone(unanswered, ({ organization_id: organizationId, id: refundId }) =>
    sendRefund(deps)({ organizationId, refundId }),
  );
};
