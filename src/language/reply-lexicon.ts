/** What a message can do. The order of `read-reply` decides which one leads when several are found. */
export type ReplyAct =
  | "affirm"
  | "deny"
  | "affirm_but"
  | "choose"
  | "reschedule"
  | "cancel"
  | "keep"
  | "defer"
  | "greet"
  | "thanks"
  | "ask"
  | "human"
  | "opt_out"
  | "emergency"
  | "late"
  | "inform"
  | "none";

/** Marks found in a message before they are weighed against each other. */
export type Mark =
  /** Means yes wherever it stands: "xác nhận", "that works". */
  | "confirm"
  /** Means yes at the head of a clause, whatever follows: "đúng rồi", "yes". */
  | "yes"
  /** Acknowledges; a yes only when nothing else is asked or added: "ok", "vâng", "great". */
  | "ack"
  | "no_trouble"
  | "any"
  | "not_yes"
  /** A yes-word put as a question: "được không", "is that ok". */
  | "asks_yes"
  | "no"
  | "but"
  | "hedge"
  | "defer"
  | "reschedule"
  | "cancel"
  | "cancel_talk"
  | "keep"
  | "greet"
  | "thanks"
  | "ask"
  | "human"
  | "opt_out"
  | "emergency"
  | "not_emergency"
  | "late"
  | "choose"
  | "earlier"
  | "later"
  /** In the place of what stands. */
  | "instead"
  /** The hour of what was offered, on another day. */
  | "same"
  | "other";

/** Phrases of one language per mark, as regular-expression sources with full diacritics. */
export type Lexicon = Readonly<Record<Mark, readonly string[]>>;
