import { sql } from "kysely";

import type { Db } from "#src/db/connect.ts";
import { type PaymentProviderName, paymentProviderNames } from "#src/domain/payment.ts";
import { eachAlone } from "#src/each-alone.ts";
import { findPaymentAccount } from "#src/payments/accounts.ts";
import { compareBooks, type Difference, type OurBooks } from "#src/payments/compare-books.ts";
import type { PaymentDeps } from "./payment-deps.ts";

const hour = 3_600_000;
const everyMs = 24 * hour;
const windowMs = 5 * 24 * hour;
/** Money of the last minutes may be on its way to either side. */
const settlingMs = 10 * 60_000;

interface Account {
  readonly organization_id: string;
  readonly provider: string;
}

/**
 * Compares the books of every provider with ours once a day, over the last days. Differences are kept for
 * people and told once; nothing else is changed.
 */
export const reconcile = (deps: PaymentDeps) => async (): Promise<void> => {
  await eachAlone(await takeDue(deps), (account) => reconcileAccount(deps, account));
};

/** Each is taken by one process. */
const takeDue = ({ db, now }: PaymentDeps): Promise<Account[]> =>
  db
    .updateTable("payment_accounts")
    .set({ reconciled_at: now() })
    .where((eb) =>
      eb.or([
        eb("reconciled_at", "is", null),
        eb("reconciled_at", "<=", new Date(now().getTime() - everyMs)),
      ]),
    )
    .returning(["organization_id", "provider"])
    .execute();

const reconcileAccount = async (deps: PaymentDeps, account: Account): Promise<void> => {
  const { db, now, events } = deps;
  const { organization_id: organizationId, provider: named } = account;
  const provider = paymentProviderNames.find((one) => one === named);
  const found =
    provider && (await findPaymentAccount(db, deps.secretsKey, { organizationId, provider }));
  if (!found) return;
  const seenAt = now();
  const since = new Date(seenAt.getTime() - windowMs);
  try {
    const theirs = await deps.providers[provider].readBooks(found, since);
    const differences = compareBooks(await readOurs(db, organizationId, provider, since), theirs);
    const lasting = await withoutSettling(
      db,
      { organizationId, provider, since: new Date(seenAt.getTime() - settlingMs) },
      differences,
    );
    for (const difference of lasting) {
      const isNew = await keep(db, { organizationId, provider, seenAt }, difference);
      const { kind, subject } = difference;
      if (isNew) events.paymentDiffers({ organizationId, provider, kind, subject });
    }
    await forgetOlder(db, { organizationId, provider, seenAt });
  } catch (error) {
    await db
      .updateTable("payment_accounts")
      .set({ reconciled_at: new Date(seenAt.getTime() - everyMs + hour) })
      .where("organization_id", "=", organizationId)
      .where("provider", "=", provider)
      .execute();
    throw error;
  }
};

const readOurs = async (
  db: Db,
  organizationId: string,
  provider: PaymentProviderName,
  since: Date,
): Promise<OurBooks> => {
  const payments = await db
    .selectFrom("payments")
    .select(["id", "provider_payment_id", "received_minor", "received_currency"])
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider)
    .where("paid_at", ">=", since)
    .execute();
  const refunds = await db
    .selectFrom("refunds")
    .innerJoin("payments", (join) =>
      join
        .onRef("payments.organization_id", "=", "refunds.organization_id")
        .onRef("payments.id", "=", "refunds.payment_id"),
    )
    .select(["refunds.id", "refunds.provider_refund_id", "refunds.status"])
    .select(["refunds.amount_minor", "refunds.currency"])
    .where("refunds.organization_id", "=", organizationId)
    .where("payments.provider", "=", provider)
    .where("refunds.created_at", ">=", since)
    .execute();
  return {
    payments: payments.flatMap(({ id, provider_payment_id: providerPaymentId, ...row }) =>
      providerPaymentId === null || row.received_minor === null || row.received_currency === null
        ? []
        : [
            {
              ...{ id, providerPaymentId },
              received: { minor: row.received_minor, currency: row.received_currency },
            },
          ],
    ),
    refunds: refunds.flatMap(({ id, provider_refund_id: providerRefundId, status, ...row }) =>
      providerRefundId === null
        ? []
        : [
            {
              ...{ id, providerRefundId, status },
              amount: { minor: row.amount_minor, currency: row.currency },
            },
          ],
    ),
  };
};

interface Kept {
  readonly organizationId: string;
  readonly provider: string;
  readonly seenAt: Date;
}

/** What a webhook of the last minutes names is not compared yet. */
const withoutSettling = async (
  db: Db,
  { organizationId, provider, since }: Omit<Kept, "seenAt"> & { readonly since: Date },
  differences: readonly Difference[],
): Promise<readonly Difference[]> => {
  const fresh = await db
    .selectFrom("payment_events")
    .select([
      sql<string | null>`event ->> 'providerPaymentId'`.as("payment"),
      sql<string | null>`event -> 'refund' ->> 'providerRefundId'`.as("refund"),
    ])
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider)
    .where("received_at", ">=", since)
    .where("processed_at", "is", null)
    .execute();
  const settling = new Set(fresh.flatMap(({ payment, refund }) => [payment, refund]));
  return differences.filter(({ subject }) => !settling.has(subject));
};

/** Whether it was not known before. */
const keep = async (
  db: Db,
  { organizationId, provider, seenAt }: Kept,
  { kind, subject, ours, theirs }: Difference,
): Promise<boolean> => {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into payment_differences
      (organization_id, provider, kind, subject, details, found_at, seen_at)
    values (${organizationId}, ${provider}, ${kind}, ${subject},
      ${JSON.stringify({ ours, theirs })}, ${seenAt}, ${seenAt})
    on conflict (organization_id, provider, kind, subject)
      do update set details = excluded.details, seen_at = excluded.seen_at
    returning found_at = seen_at as "isNew"`.execute(db);
  return rows[0]?.isNew ?? false;
};

/** What agrees by now, or lies behind the window. */
const forgetOlder = async (db: Db, { organizationId, provider, seenAt }: Kept): Promise<void> => {
  await db
    .deleteFrom("payment_differences")
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider)
    .where("seen_at", "<", seenAt)
    .execute();
};
