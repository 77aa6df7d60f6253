import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

import { buildWidget } from "./web-chat-widget.ts";

test("the widget weighs at most 10 KB, styles and words included", async () => {
  const code = await buildWidget();
  expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThanOrEqual(10_240);
});
