import { expect, test } from "vitest";

import { differenceOf, wilson } from "./share.ts";

// Newcombe (1998), table II, method 10: 56/70 − 48/80 and 9/10 − 3/10.
test.each([
  [48, 80, 56, 70, 0.0524, 0.3339],
  [3, 10, 9, 10, 0.1705, 0.809],
])("%i of %i against %i of %i differ as published", (hits, of, others, ofOthers, low, high) => {
  const difference = differenceOf(wilson(hits, of), wilson(others, ofOthers));
  expect(difference.low).toBeCloseTo(low, 3);
  expect(difference.high).toBeCloseTo(high, 3);
});

test("what is the same differs by nothing, whichever stands first", () => {
  const { value, low, high } = differenceOf(wilson(5, 20), wilson(5, 20));
  expect(value).toBe(0);
  expect(low).toBeCloseTo(-high, 10);
});
