import type { Letter } from "./letter.ts";

const MACHINES = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@-]|$)/u;
const BULK = /^(?:bulk|list|junk|auto_reply)$/iu;

/**
 * Whether a machine has written it, or it went to many: answering such letters makes loops and
 * nuisances. Source: RFC 3834 §2, RFC 2919, RFC 2369.
 */
export const isAutomated = ({ headers, from }: Letter): boolean =>
  headers("auto-submitted").some((value) => !/^no\b/iu.test(value)) ||
  headers("precedence").some((value) => BULK.test(value.trim())) ||
  headers("return-path").some((value) => value.trim() === "<>") ||
  ["list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-auto-reply"].some(
    (name) => headers(name).length > 0,
  ) ||
  MACHINES.test(from?.address ?? "");
