import { openSession } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import {
  findPaymentByProviderId,
  findRefund,
  findRefundByProviderId,
  insertRefund,
  listUnnamedRefunds,
  type RefundRow,
} from "#src/db/queries/payments.ts";
import type { PaymentProviderName } from "#src/domain/payment.ts";
import type { RefundTold } from "#src/payments/payments.ts";
import { houseCaller } from "../house-caller.ts";
import { moveRefund } from "./move-refund.ts";
import type { PaymentDeps } from "./payment-deps.ts";

interface Told {
  readonly organizationId: string;
  readonly provider: PaymentProviderName;
  readonly eventId: string;
  readonly refund: RefundTold;
}

/**
 * What a provider tells of a refund. One that was made in its own console gets a row of its own, so that
 * our books hold all that went back. Null: of no payment of ours.
 */
export const hearOfRefund = async (deps: PaymentDeps, told: Told): Promise<string | null> => {
  const found = (await findOurs(deps.db, told)) ?? (await record(deps, told));
  if (!found) return null;
  return (await moveRefund(deps, found, told.refund)) ? told.refund.status : "not_new";
};

/** By our id, by theirs, else the one of this amount whose answer we have not read yet. */
const findOurs = async (
  db: Db | Tx,
  { organizationId, provider, refund }: Told,
): Promise<RefundRow | undefined> => {
  const named = refund.refundId && (await findRefund(db, organizationId, refund.refundId));
  if (named) return named;
  const known = await findRefundByProviderId(db, organizationId, refund.providerRefundId);
  if (known || refund.providerPaymentId === null) return known;
  const { providerPaymentId, amount } = refund;
  const paid = await findPaymentByProviderId(db, organizationId, provider, providerPaymentId);
  const unnamed = paid ? await listUnnamedRefunds(db, paid) : [];
  return unnamed.find(({ amount_minor: minor }) => minor === amount.minor);
};

const record = async (deps: PaymentDeps, told: Told): Promise<RefundRow | undefined> => {
  const { organizationId, provider, eventId, refund } = told;
  const { providerPaymentId, providerRefundId, amount } = refund;
  if (providerPaymentId === null) return undefined;
  const paid = await findPaymentByProviderId(deps.db, organizationId, provider, providerPaymentId);
  if (!paid) return undefined;
  const caller = houseCaller(organizationId, eventId);
  await transact(deps, caller, async (tx) => {
    await openSession(deps, caller, tx, paid.booking_id);
    const now = deps.now();
    if (await findOurs(tx, told)) return { ok: true };
    await insertRefund(tx, {
      ...{ organization_id: organizationId, id: deps.newId(), payment_id: paid.id },
      ...{ amount_minor: amount.minor, currency: amount.currency },
      ...{ reason: "made_at_provider", requested_by: provider, status: "requested" },
      ...{ provider_refund_id: providerRefundId, created_at: now, updated_at: now },
    });
    return { ok: true };
  });
  return findRefundByProviderId(deps.db, organizationId, providerRefundId);
};
