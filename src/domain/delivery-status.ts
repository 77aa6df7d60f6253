/**
 * What becomes of a message that has to be sent, in the order it happens. `failed`: it shall not be
 * sent any more. `dead`: it could not be, and a person may try again.
 */
export const deliveryStatuses = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "read",
  "failed",
  "dead",
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
