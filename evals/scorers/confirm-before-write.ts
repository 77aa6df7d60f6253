import type { Attempt } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

/** What binds the lead, and therefore needs their word. */
const binding: readonly string[] = ["SLOT_CONFIRMED", "CANCELLED"];

const faultOf = ({ agreed, to }: Attempt): string | null => {
  if (agreed === null) return `${to} without the lead's yes`;
  if (!agreed.fromThisLead) return `${to} on a word that is not this lead's`;
  return agreed.afterShown ? null : `${to} on "${agreed.text}", before the time was shown`;
};

/** Every booking and cancellation by the lead stands on their own later yes to what was shown. */
export const confirmBeforeWrite: Scorer = {
  name: "confirm before write",
  critical: true,
  score: (_case, { end }) =>
    end.attempts
      .filter(({ allowed, by, to }) => allowed && by === "customer" && binding.includes(to))
      .map(faultOf)
      .filter((fault) => fault !== null),
};
