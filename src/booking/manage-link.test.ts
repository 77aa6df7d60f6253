import { expect, test } from "vitest";

import { booking } from "../../test/booking.ts";
import { openManageLinks } from "./manage-link.ts";

const now = new Date("2026-11-21T03:00:00Z");
const start = new Date("2026-11-23T01:00:00Z");
const appointment = {
  ...{ start, end: new Date("2026-11-23T01:30:00Z"), zone: "Asia/Ho_Chi_Minh" },
  ...{ locationId: "l", locationName: "Quận 1", providerId: "p", providerName: "BS. An" },
};
const uuids = {
  ...{ id: "018f2f3e-0000-7000-8000-000000000001" },
  organizationId: "018f2f3e-0000-7000-8000-00000000000a",
};
const theirs = booking({ ...uuids, state: "SLOT_CONFIRMED", appointment });
const links = (byte = 6, publicUrl: string | null = "https://book.example.com", mostDays = 90) =>
  openManageLinks({ key: Buffer.alloc(32, byte), publicUrl, now: () => now, mostDays });
const token = links().tokenOf(theirs) ?? "";

test("a link says whose appointment it is of, and how long", () => {
  expect(token).toMatch(/^[\w-]{70,80}$/u);
  expect(links().urlOf(theirs)).toBe(`https://book.example.com/b/${token}`);
  expect(links().read(token)).toEqual({
    ...{ organizationId: uuids.organizationId, bookingId: uuids.id, edition: 0, isOurs: true },
    expiresAt: theirs.appointment?.end,
  });
});

test("it lives no longer than its days", () => {
  const short = links(6, null, 1);
  expect(short.read(short.tokenOf(theirs) ?? "")?.expiresAt).toEqual(
    new Date("2026-11-22T03:00:00Z"),
  );
  expect(short.urlOf(theirs)).toBeNull();
});

test("no character of it can be changed, added or left out", () => {
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === "A" ? "B" : "A";
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    expect(links().read(changed)?.isOurs ?? false, changed).toBe(false);
  }
  for (const wrong of ["", "x", token.slice(1), `${token}A`, `${token}=`, ` ${token}`]) {
    expect(links().read(wrong), wrong).toBeNull();
  }
  expect(links(7).read(token)?.isOurs).toBe(false);
});

test("a moved appointment has another, one that is none has none", () => {
  const moved = booking({ ...theirs, previousAppointments: [appointment] });
  expect(links().read(links().tokenOf(moved) ?? "")?.edition).toBe(1);
  expect(links().tokenOf(booking({ ...theirs, state: "CANCELLED" }))).toBeNull();
  expect(links().tokenOf(booking({ ...theirs, state: "SLOT_PROPOSED" }))).toBeNull();
});
