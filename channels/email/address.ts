// Plain mailboxes only: quoted local parts and lists would let one address mean another.
const MAILBOX =
  /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]+\.[^\s<>()[\]\\,;:"@\p{Cc}]+$/u;

/** Longer ones cannot be sent to (RFC 5321 §4.5.3.1.3). */
const mostChars = 254;

/** A mailbox in the form it is compared in; null when it is none we could answer. */
export const toMailbox = (address: string): string | null => {
  const lower = address.trim().toLowerCase();
  return lower.length <= mostChars && MAILBOX.test(lower) ? lower : null;
};

export const domainOf = (mailbox: string): string => mailbox.slice(mailbox.lastIndexOf("@") + 1);
