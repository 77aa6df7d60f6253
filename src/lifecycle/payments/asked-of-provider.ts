import type { PaymentRow } from "#src/db/queries/payments.ts";
import { paymentProviderNames } from "#src/domain/payment.ts";
import { findPaymentAccount } from "#src/payments/accounts.ts";
import type { PaymentAccount, PaymentProvider } from "#src/payments/payments.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/** Who took a payment, and the account it was taken with. */
export interface AskedOfProvider {
  readonly provider: PaymentProvider;
  readonly account: PaymentAccount;
}

/** Null when people took it. */
export const providerOf = async (
  { db, providers, secretsKey }: PaymentDeps,
  payment: Pick<PaymentRow, "organization_id" | "provider">,
): Promise<AskedOfProvider | null> => {
  const name = paymentProviderNames.find((one) => one === payment.provider);
  if (!name) return null;
  const of = { organizationId: payment.organization_id, provider: name };
  const account = await findPaymentAccount(db, secretsKey, of);
  return account && { provider: providers[name], account };
};
