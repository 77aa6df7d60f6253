import fc from "fast-check";
import { expect, test } from "vitest";

import { partsOf } from "./linked-text.tsx";

test.each([
  ["see https://a.vn/b?x=1.", ["see ", "https://a.vn/b?x=1", "."]],
  ["(https://a.vn) và https://b.vn", ["(", "https://a.vn", ") và ", "https://b.vn", ""]],
  ["http://a.vn javascript:alert(1) a.vn", ["http://a.vn javascript:alert(1) a.vn"]],
  ['https://a.vn"onclick=x', ["", "https://a.vn", '"onclick=x']],
])("in %s only whole https addresses are links", (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
});

test("no character is lost, and every link is https", () => {
  const piece = fc.oneof(fc.string(), fc.constant("https://"), fc.webUrl());
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const parts = partsOf(pieces.join(""));
      expect(parts.join("")).toBe(pieces.join(""));
      for (const [at, part] of parts.entries()) {
        if (at % 2 === 1) expect(part).toMatch(/^https:\/\/\S+$/);
      }
    }),
  );
});
