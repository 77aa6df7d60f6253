/** Why people move or cancel an appointment, as far as they say. */
export const leadReasons = [
  "customer_cannot_attend",
  "customer_ill",
  "no_longer_needed",
  "too_expensive",
  "went_elsewhere",
  "cannot_travel",
  "booked_by_mistake",
] as const;

/**
 * Why an appointment was moved or cancelled, for whoever counts (000 §8.1, §8.2); the words it was
 * said in are kept beside it. `other`: a reason was given, and it is none of these.
 */
export const changeReasons = [
  ...leadReasons,
  "provider_unavailable",
  "below_minimum",
  "payment_lapsed",
  "other",
] as const;

export type ChangeReason = (typeof changeReasons)[number];
