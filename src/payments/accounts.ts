import { z } from "zod";

import type { Db, Tx } from "#src/db/connect.ts";
import { type PaymentProviderName, paymentProviderNames } from "#src/domain/payment.ts";
import { seal, unseal } from "#src/secrets.ts";
import type { PaymentAccount } from "./payments.ts";

/** Of which organization, with whom. */
export interface AccountKey {
  readonly organizationId: string;
  readonly provider: PaymentProviderName;
}

const Secrets = z.record(z.string(), z.string());
const Provider = z.enum(paymentProviderNames);

/** What secrets are bound to: a row copied to another organization opens nothing. */
const subjectOf = ({ organizationId, provider }: AccountKey): string =>
  JSON.stringify([organizationId, "payments", provider]);

/** Null when the organization has connected none. */
export const findPaymentAccount = async (
  db: Db | Tx,
  key: Buffer,
  of: AccountKey,
): Promise<PaymentAccount | null> => {
  const row = await db
    .selectFrom("payment_accounts")
    .select(["settings", "secrets"])
    .where("organization_id", "=", of.organizationId)
    .where("provider", "=", of.provider)
    .executeTakeFirst();
  if (!row) return null;
  const secrets = Secrets.parse(JSON.parse(unseal(key, row.secrets, subjectOf(of))));
  return { settings: row.settings, secrets };
};

/** Stores what was just checked with the provider, in the place of what was before. */
export const savePaymentAccount = async (
  db: Db | Tx,
  key: Buffer,
  { organizationId, provider, ...account }: AccountKey & PaymentAccount,
  now: Date,
): Promise<void> => {
  const written = {
    settings: JSON.stringify(account.settings),
    secrets: seal(key, JSON.stringify(account.secrets), subjectOf({ organizationId, provider })),
    updated_at: now,
  };
  await db
    .insertInto("payment_accounts")
    .values({ organization_id: organizationId, provider, created_at: now, ...written })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "provider"]).doUpdateSet(written),
    )
    .execute();
};

/** Without their secrets. */
export const listPaymentAccounts = async (db: Db | Tx, organizationId: string) => {
  const rows = await db
    .selectFrom("payment_accounts")
    .select(["provider", "settings", "created_at", "updated_at", "reconciled_at"])
    .where("organization_id", "=", organizationId)
    .orderBy("provider")
    .execute();
  return rows.map((row) => ({ ...row, provider: Provider.parse(row.provider) }));
};
