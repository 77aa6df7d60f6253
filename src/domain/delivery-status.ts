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

const waysForward: readonly DeliveryStatus[] = ["sent", "delivered", "read"];

/** Whether a report tells more than is known of something that was sent. */
export const hasMovedBeyond = (told: DeliveryStatus, known: DeliveryStatus): boolean =>
  waysForward.includes(known) && waysForward.indexOf(told) > waysForward.indexOf(known);
