import { expect, test } from "vitest";

import { allowsPrivateHosts, readConfig } from "./config.ts";

test.each([
  [{}, true],
  [{ PUBLIC_URL: "http://localhost:3000" }, true],
  [{ PUBLIC_URL: "http://127.0.0.1:3000" }, true],
  [{ PUBLIC_URL: "http://[::1]:3000" }, true],
  [{ PUBLIC_URL: "https://book.example.com" }, false],
  [{ PUBLIC_URL: "https://localhost.example.com" }, false],
  [{ PUBLIC_URL: "https://book.example.com", ALLOW_PRIVATE_HOSTS: "true" }, true],
  [{ ALLOW_PRIVATE_HOSTS: "false" }, false],
])("servers of our own network may be named with %j: %s", (settings, allowed) => {
  expect(allowsPrivateHosts(readConfig(settings))).toBe(allowed);
});
