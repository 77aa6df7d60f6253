import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect, test } from "vitest";

import { pairingCodesIn } from "./pairing-codes.ts";

test("a code is told while it is fresh, of this organization alone", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "slotwise-pairing-"));
  let now = new Date();
  const codeOf = pairingCodesIn(folder, () => now);
  expect(await codeOf("hoa-mai")).toBeNull();
  await mkdir(path.join(folder, "whatsapp-web"));
  await writeFile(path.join(folder, "whatsapp-web/hoa-mai.qr"), "2@abc,def");
  expect(await codeOf("hoa-mai")).toBe("2@abc,def");
  expect(await codeOf("willow-spa")).toBeNull();
  now = new Date(now.getTime() + 120_000);
  expect(await codeOf("hoa-mai")).toBeNull();
  await rm(folder, { recursive: true });
});
