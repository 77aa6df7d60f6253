import { expect, test } from "vitest";

import { zoneOf } from "./timezone.ts";

const organization = { timezone: "Asia/Ho_Chi_Minh" };
const lead = { timezone: "America/Los_Angeles" };
const provider = { timezone: "Europe/Paris" };
const location = { timezone: "America/New_York" };
const unknown = { timezone: null };

test("times are on the lead's clock, else the provider's, the location's, the organization's", () => {
  expect(zoneOf({ lead, provider, location, organization })).toBe("America/Los_Angeles");
  expect(zoneOf({ lead: unknown, provider, location, organization })).toBe("Europe/Paris");
  expect(zoneOf({ provider: unknown, location, organization })).toBe("America/New_York");
  expect(zoneOf({ organization })).toBe("Asia/Ho_Chi_Minh");
});

test("a zone that the request names comes first, and must be an IANA zone", () => {
  expect(zoneOf({ asked: "Asia/Tokyo", lead, organization })).toBe("Asia/Tokyo");
  for (const asked of ["Mars/Olympus", "+07:00", "New York", ""]) {
    expect(zoneOf({ asked, lead, organization })).toBeNull();
  }
});
