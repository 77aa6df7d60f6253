import type { DeliveryReport } from "#src/conversation/push-channel.ts";
import type { Tx } from "#src/db/connect.ts";
import { changeDelivery, type Delivery, lockSent } from "#src/db/queries/deliveries.ts";
import type { AccountKey } from "#src/db/queries/parked-events.ts";
import { hasMovedBeyond } from "#src/domain/delivery-status.ts";

/**
 * Writes what a provider says of something we sent; what lies behind what is known changes nothing.
 * Null when nothing that has left as a whole has this name, else the delivery as it was.
 */
export const settleReport = async (
  tx: Tx,
  key: AccountKey,
  { providerId, status, code }: DeliveryReport,
  now: Date,
): Promise<Delivery | null> => {
  const delivery = await lockSent(tx, key, providerId);
  if (!delivery || delivery.status === "sending") return null;
  if (status === "failed") {
    if (delivery.status !== "sent") return delivery;
    await changeDelivery(tx, delivery, { status, error_code: code ?? "failed" }, now);
    return delivery;
  }
  // Of a message in parts the last tells: the ones before it have arrived before.
  const isLast = delivery.provider_ids.at(-1) === providerId;
  if (isLast && hasMovedBeyond(status, delivery.status)) {
    await changeDelivery(tx, delivery, { status }, now);
  }
  return delivery;
};
