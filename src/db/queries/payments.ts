import { type Insertable, type Selectable, sql, type Updateable } from "kysely";

import type { PaymentProviderName, PaymentStatus, RefundStatus } from "#src/domain/payment.ts";
import type { Db, Tx } from "../connect.ts";
import type { PaymentsTable, RefundsTable } from "../tables/payments.ts";
import { isBehind, type Page } from "./page.ts";

export type PaymentRow = Selectable<PaymentsTable>;
export type RefundRow = Selectable<RefundsTable>;

/** Whoever changes a payment has locked its booking before: the order of all writers. */
export const findPayment = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<PaymentRow | undefined> =>
  db
    .selectFrom("payments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/** By the page's name at its provider, else by our id where the provider has kept it. */
export const findPaymentOfPage = async (
  db: Db | Tx,
  organizationId: string,
  provider: PaymentProviderName,
  page: { readonly paymentId: string | null; readonly sessionId: string | null },
): Promise<PaymentRow | undefined> => {
  const ours = db
    .selectFrom("payments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider);
  const named =
    page.sessionId === null
      ? undefined
      : await ours.where("session_id", "=", page.sessionId).executeTakeFirst();
  if (named || page.paymentId === null) return named;
  return ours.where(sql`id::text`, "=", page.paymentId).executeTakeFirst();
};

export const findPaymentByProviderId = (
  db: Db | Tx,
  organizationId: string,
  provider: string,
  providerPaymentId: string,
): Promise<PaymentRow | undefined> =>
  db
    .selectFrom("payments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("provider", "=", provider)
    .where("provider_payment_id", "=", providerPaymentId)
    .executeTakeFirst();

export const insertPayment = async (tx: Tx, row: Insertable<PaymentsTable>): Promise<void> => {
  await tx.insertInto("payments").values(row).execute();
};

export const updatePayment = (
  tx: Tx,
  { organization_id, id }: Pick<PaymentRow, "organization_id" | "id">,
  change: Updateable<PaymentsTable>,
): Promise<PaymentRow> =>
  tx
    .updateTable("payments")
    .set(change)
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Links whose time is over while nothing came. */
export const listLapsed = (
  db: Db | Tx,
  now: Date,
): Promise<Pick<PaymentRow, "organization_id" | "id" | "booking_id">[]> =>
  db
    .selectFrom("payments")
    .select(["organization_id", "id", "booking_id"])
    .where("status", "in", ["requested", "open"])
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .limit(200)
    .execute();

/** Providers an organization has connected. */
export const listConnected = async (
  db: Db | Tx,
  organizationId: string,
): Promise<PaymentProviderName[]> => {
  const rows = await db
    .selectFrom("payment_accounts")
    .select("provider")
    .where("organization_id", "=", organizationId)
    .orderBy("created_at")
    .orderBy("provider")
    .execute();
  return rows.map(({ provider }) => provider as PaymentProviderName);
};

/** A payment that came, and how much of it was not given back or on its way back. */
export type KeptPayment = PaymentRow & {
  readonly received_minor: number;
  readonly received_currency: string;
  readonly kept_minor: number;
};

export const listKept = async (
  tx: Db | Tx,
  organizationId: string,
  bookingId: string,
): Promise<KeptPayment[]> => {
  const rows = await tx
    .selectFrom("payments")
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom("refunds")
        .select(sql<number>`coalesce(sum(refunds.amount_minor), 0)::bigint`.as("given"))
        .whereRef("refunds.organization_id", "=", "payments.organization_id")
        .whereRef("refunds.payment_id", "=", "payments.id")
        .where("refunds.status", "!=", "failed")
        .as("given"),
    )
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("status", "in", ["paid", "flagged"])
    .orderBy("created_at")
    .execute();
  return rows.flatMap(({ given, received_minor, received_currency, ...row }) =>
    received_minor === null || received_currency === null
      ? []
      : [{ ...row, received_minor, received_currency, kept_minor: received_minor - (given ?? 0) }],
  );
};

export const listPayments = (
  db: Db,
  organizationId: string,
  {
    limit,
    after,
    status,
    bookingId,
  }: Page & {
    readonly status?: PaymentStatus | undefined;
    readonly bookingId?: string | undefined;
  },
): Promise<PaymentRow[]> =>
  db
    .selectFrom("payments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where(isBehind("payments", after))
    .$if(status !== undefined, (narrowed) => narrowed.where("status", "=", status ?? "paid"))
    .$if(bookingId !== undefined, (narrowed) => narrowed.where("booking_id", "=", bookingId ?? ""))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

export const insertRefund = async (tx: Tx, row: Insertable<RefundsTable>): Promise<void> => {
  await tx.insertInto("refunds").values(row).execute();
};

export const findRefund = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<RefundRow | undefined> =>
  db
    .selectFrom("refunds")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

export const findRefundByProviderId = (
  db: Db | Tx,
  organizationId: string,
  providerRefundId: string,
): Promise<RefundRow | undefined> =>
  db
    .selectFrom("refunds")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("provider_refund_id", "=", providerRefundId)
    .executeTakeFirst();

export const updateRefund = (
  tx: Tx,
  { organization_id, id }: Pick<RefundRow, "organization_id" | "id">,
  change: Updateable<RefundsTable>,
): Promise<RefundRow> =>
  tx
    .updateTable("refunds")
    .set(change)
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const listRefunds = (
  db: Db,
  organizationId: string,
  { limit, after, status }: Page & { readonly status?: RefundStatus | undefined },
): Promise<RefundRow[]> =>
  db
    .selectFrom("refunds")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where(isBehind("refunds", after))
    .$if(status !== undefined, (narrowed) => narrowed.where("status", "=", status ?? "failed"))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** Refunds through providers that wait for an answer; each is taken by one process at a time. */
export const takeUnanswered = (
  db: Db,
  { since, before, now }: { readonly since: Date; readonly before: Date; readonly now: Date },
): Promise<Pick<RefundRow, "organization_id" | "id">[]> =>
  db
    .updateTable("refunds")
    .set({ updated_at: now })
    .where("status", "=", "requested")
    .where("created_at", ">", since)
    .where("updated_at", "<", before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("payments")
          .select("payments.id")
          .whereRef("payments.organization_id", "=", "refunds.organization_id")
          .whereRef("payments.id", "=", "refunds.payment_id")
          .where("payments.provider_payment_id", "is not", null),
      ),
    )
    .returning(["organization_id", "id"])
    .execute();

/** Refunds of a payment that were asked for and whose name at the provider is not known yet. */
export const listUnnamedRefunds = (
  db: Db | Tx,
  { organization_id, id }: Pick<PaymentRow, "organization_id" | "id">,
): Promise<RefundRow[]> =>
  db
    .selectFrom("refunds")
    .selectAll()
    .where("organization_id", "=", organization_id)
    .where("payment_id", "=", id)
    .where("status", "=", "requested")
    .where("provider_refund_id", "is", null)
    .orderBy("created_at")
    .execute();

/** Where the books of providers and ours differ, the newest first. */
export const listDifferences = (db: Db, organizationId: string) =>
  db
    .selectFrom("payment_differences")
    .select(["provider", "kind", "subject", "details", "found_at", "seen_at"])
    .where("organization_id", "=", organizationId)
    .orderBy("found_at", "desc")
    .orderBy("subject")
    .limit(200)
    .execute();

/** Webhooks that fit nothing of ours. */
export const listLostEvents = (db: Db, organizationId: string) =>
  db
    .selectFrom("payment_events")
    .select(["provider", "event_id", "received_at"])
    .where("organization_id", "=", organizationId)
    .where("outcome", "=", "fits_nothing")
    .orderBy("received_at", "desc")
    .limit(200)
    .execute();
