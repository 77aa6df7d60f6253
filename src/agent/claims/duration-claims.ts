import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";
import type { KnownFacts } from "./known-facts.ts";

const length =
  /\b(\d{1,4}) ?(phut|minutes?|mins?|tieng|hours?|hrs?|gio dong ho)\b(?! (?:notice|nua|sau|ago))/gu;

const inMinutes = (amount: string, unit: string): number =>
  Number(amount) * (/^(?:phut|min)/u.test(unit) ? 1 : 60);

/** How long a visit takes and how long a time is held are facts like any other. */
export const durationClaims = (
  sentences: readonly string[],
  { holdMinutes, refusals }: KnownFacts,
  { services }: Briefing,
): FalseClaim[] => {
  const known = [...services.map(({ minutes }) => minutes), ...holdMinutes];
  const told = foldVietnamese(refusals.join(" "));
  return sentences.flatMap((sentence) =>
    [...foldVietnamese(sentence).matchAll(length)]
      .filter(([said, amount = "", unit = ""]) => {
        const minutes = inMinutes(amount, unit);
        return !told.includes(said) && !known.some((one) => Math.abs(one - minutes) <= 1);
      })
      .map(([said]) => ({ kind: "duration" as const, said })),
  );
};
