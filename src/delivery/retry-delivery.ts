import { DELIVER } from "#src/conversation/queue-delivery.ts";
import type { Db } from "#src/db/connect.ts";
import { changeDelivery, type Delivery, lockDelivery } from "#src/db/queries/deliveries.ts";
import { addToOutbox } from "#src/outbox/add.ts";

/** Takes a dead delivery up again, from the part that did not leave; what was sent stays sent. */
export const retryDelivery = (
  db: Db,
  organizationId: string,
  id: string,
  now: Date,
): Promise<Delivery | "unknown" | "not_dead"> =>
  db.transaction().execute(async (tx) => {
    const delivery = await lockDelivery(tx, organizationId, id);
    if (!delivery) return "unknown";
    if (delivery.status !== "dead") return "not_dead";
    const again = { status: "queued", attempts: 0, next_at: now, queued_at: now } as const;
    await changeDelivery(tx, delivery, { ...again, error_code: null }, now);
    const payload = { conversationId: delivery.conversation_id };
    await addToOutbox(tx, { organizationId, topic: DELIVER, payload }, now);
    return { ...delivery, ...again, error_code: null, updated_at: now };
  });
