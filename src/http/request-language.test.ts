import { expect, test } from "vitest";

import { languageOf } from "./request-language.ts";

test.each([
  ["vi", "vi"],
  ["vi-VN,en;q=0.5", "vi"],
  ["en-US, vi;q=0.9", "en"],
  ["vi;q=0.3, en;q=0.8", "en"],
  ["fr, vi;q=0.1", "vi"],
  ["vi;q=0, fr", "en"],
  ["", "en"],
  [undefined, "en"],
] as const)("Accept-Language %s is answered in %s", (header, language) => {
  expect(languageOf(header, "en")).toBe(language);
});

test("a client with no language of ours hears the organization's", () => {
  expect(languageOf("fr-FR", "vi")).toBe("vi");
});
