import { expect, test } from "vitest";

import { deriveKey, seal, unseal } from "./secrets.ts";

const key = deriveKey(Buffer.alloc(32, 1), "channel-secrets");

test("what is sealed opens with its key, about its subject, and shows nothing meanwhile", () => {
  const sealed = seal(key, "123:token của tôi", "telegram/123");
  expect(unseal(key, sealed, "telegram/123")).toBe("123:token của tôi");
  expect(sealed.toString("utf8")).not.toContain("token");
  expect(seal(key, "123:token của tôi", "telegram/123")).not.toEqual(sealed);
});

test("it opens with no other key, about nothing else, and not when a bit was changed", () => {
  const sealed = seal(key, "token", "telegram/123");
  const other = deriveKey(Buffer.alloc(32, 1), "slots");
  expect(() => unseal(other, sealed, "telegram/123")).toThrow();
  expect(() => unseal(key, sealed, "telegram/124")).toThrow();
  for (const at of [0, 12, 28, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => unseal(key, changed, "telegram/123"), String(at)).toThrow();
  }
});
