import type { SendFailure } from "#src/conversation/push-channel.ts";

/** After so many tries a person decides. */
export const mostTries = 6;

const firstMs = 2_000;
const mostMs = 5 * 60_000;

/**
 * Milliseconds until the next try: as long as the provider said, else twice as long after every one;
 * half of it is chance, so that what failed together does not come back together.
 */
export const waitBefore = (
  tries: number,
  failure: Extract<SendFailure, { readonly kind: "retry" }>,
  random: () => number,
): number => {
  const own = Math.min(firstMs * 2 ** (tries - 1), mostMs);
  return failure.afterMs ?? own / 2 + (own / 2) * random();
};
