import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { expect, test } from "vitest";

import { statesPage } from "./states-page.ts";

test("docs/states.md is what the transition table says; `npm run states` writes it", async () => {
  const file = path.join(import.meta.dirname, "../docs/states.md");
  expect(await readFile(file, "utf8")).toBe(statesPage());
});
