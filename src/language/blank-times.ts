import type { TimeFound } from "./time-found.ts";

/** Stands for words already understood; no pattern matches it. */
export const BLANK = "□";

/** The NFC text with the times found in it blanked out, so "sau", "hai" or "sáng" are not read twice. */
export const blankTimes = (text: string, times: readonly TimeFound[]): string =>
  times
    .filter((time) => !time.excluded)
    .reduce(
      (left, { index, text: said }) =>
        left.slice(0, index) + BLANK.repeat(said.length) + left.slice(index + said.length),
      text,
    );
