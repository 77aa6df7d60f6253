/** What a reply may claim to be so. */
export type DeedKind =
  | "booked"
  | "held"
  | "moved"
  | "cancelled"
  | "handed_over"
  | "call_back"
  | "waitlist"
  | "paid"
  | "refunded"
  | "no_appointment"
  | "no_payment"
  | "discount";

/**
 * Patterns over one clause in lower case without diacritics ("dạ" left out). Broad on purpose: a
 * clause wrongly taken for a claim costs a template, a claim missed costs the promise.
 */
export type DeedWords = Readonly<Record<DeedKind, readonly RegExp[]>>;
