import { expect, test } from "vitest";

import { isPublicHost } from "./public-address.ts";

const resolving =
  (...addresses: string[]) =>
  async () =>
    addresses;

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[fd00::1]",
  "[fe80::1]",
  "fe80::1%eth0",
  "[::ffff:a9fe:a9fe]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "localhost",
  "127.1",
  "0x7f000001",
])("%s is inside", async (host) => {
  expect(await isPublicHost(host)).toBe(false);
});

test.each(["93.184.216.34", "172.32.0.1", "[2606:4700::1111]"])("%s is outside", async (host) => {
  expect(await isPublicHost(host)).toBe(true);
});

test("a name is outside when all its addresses are", async () => {
  expect(await isPublicHost("a.example", resolving("93.184.216.34"))).toBe(true);
  expect(await isPublicHost("a.example", resolving("93.184.216.34", "10.0.0.1"))).toBe(false);
  expect(await isPublicHost("a.example", resolving())).toBe(false);
});
