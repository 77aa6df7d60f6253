import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { mintSlotId, readSlotId } from "./slot-id.ts";

const secret = Buffer.alloc(32, 1);
const organization = randomUUID();
const key = {
  serviceId: randomUUID(),
  providerId: randomUUID(),
  locationId: randomUUID(),
  minutes: 45,
  variant: 7,
  start: new Date("2026-02-10T02:00:00.123Z"),
};
const id = mintSlotId(secret, organization, key);

describe("a slot id", () => {
  test("reads back as what it binds together", () => {
    expect(readSlotId(secret, organization, id)).toEqual(key);
  });

  test("means nothing to another organization, nor under another secret", () => {
    expect(readSlotId(secret, randomUUID(), id)).toBeNull();
    expect(readSlotId(Buffer.alloc(32, 2), organization, id)).toBeNull();
  });

  test("cannot be changed in any byte", () => {
    const bytes = Buffer.from(id, "base64url");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(index) ^ flip, index);
        expect(readSlotId(secret, organization, changed.toString("base64url"))).toBeNull();
      }),
    );
  });

  test("cannot be made up", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readSlotId(secret, organization, text)).toBeNull();
      }),
    );
  });
});
