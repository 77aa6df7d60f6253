import { matchByName } from "#src/language/match-by-name.ts";
import { toMatchable } from "#src/language/pattern.ts";
import type { BriefService } from "../../briefing.ts";

const inSequence =
  /(?<![\p{L}\p{N}])(?:and then|then|and|plus|followed by|after that|rồi|roi|và|va|xong|sau đó|sau do|tiếp theo|tiep theo|kèm|kem)(?![\p{L}\p{N}])|[,+&;]/gu;

/**
 * "Haircut then colouring": the package whose services are named one after the other, the longest
 * one of them. Whichever haircut it is does not matter where only one package begins with one.
 */
export const packageMeant = (
  words: string,
  services: readonly BriefService[],
): { readonly id: string } | null => {
  const singles = services.filter(({ parts }) => parts.length === 0);
  const named = toMatchable(words)
    .split(inSequence)
    .map((segment) => matchByName(segment, singles))
    .flatMap((found) => (found ? [new Set("id" in found ? [found.id] : found.ambiguous)] : []));
  if (named.length < 2) return null;
  const [longest, rival] = services
    .filter(({ parts }) => parts.length > 1 && isNamedInOrder(parts, named))
    .toSorted((a, b) => b.parts.length - a.parts.length);
  const isClear = longest && longest.parts.length !== rival?.parts.length;
  return isClear ? { id: longest.id } : null;
};

const isNamedInOrder = (
  parts: readonly string[],
  named: readonly ReadonlySet<string>[],
): boolean => {
  let next = 0;
  for (const ids of named) {
    if (ids.has(parts[next] ?? "")) next += 1;
  }
  return next === parts.length;
};
