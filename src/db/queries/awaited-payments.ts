import type { Tx } from "../connect.ts";
import type { PaymentRow } from "./payments.ts";

/** The page a booking's money is waited for on, open or being made; undefined: none. */
export const findAwaited = (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<PaymentRow | undefined> =>
  tx
    .selectFrom("payments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("status", "in", ["requested", "open"])
    .where("provider", "is not", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();

/** Ends every wait for money of a booking; answers those whose pages are open at a provider. */
export const closeAwaited = async (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  {
    because,
    now,
  }: { readonly because: NonNullable<PaymentRow["closed_because"]>; readonly now: Date },
): Promise<string[]> => {
  const closed = await tx
    .updateTable("payments")
    .set({ status: "closed", closed_because: because, updated_at: now })
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("status", "in", ["requested", "open"])
    .returning(["id", "link_id"])
    .execute();
  return closed.flatMap(({ id, link_id }) => (link_id === null ? [] : [id]));
};
