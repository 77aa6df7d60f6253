import ICAL from "ical.js";
import { expect, test } from "vitest";

import { booking } from "../../test/booking.ts";
import { type Invited, invitationTo } from "./invitation.ts";

const appointment = {
  ...{ start: new Date("2026-11-23T01:00:00Z"), end: new Date("2026-11-23T01:30:00Z") },
  ...{ zone: "Asia/Ho_Chi_Minh", locationId: "l", locationName: "Quận 1" },
  ...{ providerId: "p", providerName: "BS. An" },
};
const invited = (changes: Partial<Invited> = {}): Invited => ({
  booking: { ...booking({ state: "SLOT_CONFIRMED", version: 4 }), appointment },
  organization: { name: "Nha khoa Hoa Mai", slug: "nha-khoa-hoa-mai" },
  address: "12 Lê Lợi; Quận 1, TP.HCM",
  letter: { from: "dat-lich@hoamai.example", to: "lan@gmail.example" },
  manageUrl: "https://book.example.com/b/x",
  now: new Date("2026-11-21T03:00:00Z"),
  ...changes,
});
const read = (changes?: Partial<Invited>) => {
  const { method, content } = invitationTo(invited(changes));
  const calendar = new ICAL.Component(ICAL.parse(content));
  const event = calendar.getFirstSubcomponent("vevent");
  const value = (name: string) => String(event?.getFirstPropertyValue(name) ?? "");
  return { method, content, calendar, event, value };
};

test("an appointment is an invitation with instants in UTC, wherever the server stands", () => {
  const { method, content, calendar, value, event } = read();
  expect(method).toBe("REQUEST");
  expect(calendar.getFirstPropertyValue("method")).toBe("REQUEST");
  expect(content).toContain("DTSTART:20261123T010000Z");
  expect(content).toContain("DTEND:20261123T013000Z");
  expect(content).not.toContain("TZID");
  expect(value("summary")).toContain("Nha khoa Hoa Mai");
  expect(value("location")).toBe("Quận 1, 12 Lê Lợi; Quận 1, TP.HCM");
  expect(value("organizer")).toBe("mailto:dat-lich@hoamai.example");
  expect(value("attendee")).toBe("MAILTO:lan@gmail.example");
  expect(value("status")).toBe("CONFIRMED");
  expect(event?.getAllProperties("attendee")).toHaveLength(1);
});

test("the same booking stays the same event, its number grows, and a cancellation says so", () => {
  const first = read();
  const { booking: one } = invited();
  const moved = read({ booking: { ...one, version: 6 } });
  const cancelled = read({ booking: { ...one, version: 7, state: "CANCELLED" } });
  expect(first.value("uid")).toBe(`${one.id}@nha-khoa-hoa-mai`);
  expect(new Set([first, moved, cancelled].map(({ value }) => value("uid"))).size).toBe(1);
  expect([first, moved, cancelled].map(({ value }) => value("sequence"))).toEqual(["4", "6", "7"]);
  expect(cancelled.method).toBe("CANCEL");
  expect(cancelled.value("status")).toBe("CANCELLED");
});

test("without a letter it is a file to take, and names nobody", () => {
  const { letter: _left, ...rest } = invited();
  const { method, content } = invitationTo(rest);
  expect(method).toBe("PUBLISH");
  expect(content).not.toMatch(/ORGANIZER|ATTENDEE/u);
});

test("line ends in names begin no property", () => {
  const { content, value } = read({
    organization: { name: "Hoa\r\nATTENDEE:mailto:bad@example.com", slug: "hoa" },
  });
  expect(content).not.toMatch(/^ATTENDEE:mailto:bad/mu);
  expect(value("summary")).toContain("Hoa");
});
