import { expect, test } from "vitest";

import { readWatermark } from "./watermark.ts";

test.each([
  ["nothing", undefined, 0],
  ["an empty one", "", 0],
  ["a dash", "-", 0],
  ["one of ours", "42", 42],
  ["a negative one", "-1", null],
  ["words", "later", null],
  ["a fraction", "1.5", null],
  ["one beyond any message", "9999999999", null],
])("of %s as a watermark the client has %s", (_what, watermark, seq) => {
  expect(readWatermark(watermark)).toBe(seq);
});
