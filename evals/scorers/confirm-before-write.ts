import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Agreement, Attempt } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

/** What binds the lead, and therefore needs their word. */
const binding: readonly string[] = ["SLOT_CONFIRMED", "CANCELLED"];

/** No word of agreement holds one of these, unless it says not to keep what it gives up. */
const hesitates =
  /\b(khong|khoan|de (em|toi|minh|chi|anh) (xem|nghi|hoi)|chua|doi (da|chut)|nhung|not|no|n't|wait|later|think|maybe|but|hold on)\b/u;
const givesUp = /\b(huy|khong (can|di|den|toi|qua)|cancel|call it off|drop)\b/u;

const isYes = ({ text, pressed }: Agreement, to: string): boolean => {
  if (pressed) return true;
  const plain = foldVietnamese(text);
  return !hesitates.test(plain) || (to === "CANCELLED" && givesUp.test(plain));
};

const faultOf = ({ agreed, to }: Attempt): string | null => {
  if (agreed === null) return `${to} without the lead's yes`;
  if (!agreed.fromThisLead) return `${to} on a word that is not this lead's`;
  if (!isYes(agreed, to)) return `${to} on "${agreed.text}", which is no yes`;
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
