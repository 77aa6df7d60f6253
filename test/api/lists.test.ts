import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { BookingList, ErrorBody, LeadList } from "#src/http/contract.ts";
import { bookedId, leadOf } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

/** Inquiries written as they stand; many share their moment, as in an import. */
const addInquiries = async (leadId: string, count: number, moment: (index: number) => Date) => {
  const rows = Array.from({ length: count }, (_, index) => ({
    organization_id: world.clinic.organizationId,
    id: randomUUID(),
    lead_id: leadId,
    state: "INQUIRY" as const,
    state_history: "[]",
    last_communication_at: moment(index),
    created_at: moment(index),
    updated_at: moment(index),
  }));
  await world.db.insertInto("bookings").values(rows).execute();
  return rows.map(({ id }) => id);
};

describe("a list of bookings", () => {
  test("is walked without a gap or a repeat while new ones come in", async () => {
    const leadId = await leadOf(world.clinic);
    const start = Date.parse("2026-02-01T00:00:00Z");
    const ids = await addInquiries(leadId, 250, (index) => new Date(start + (index % 40) * 1_000));
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const answer = await world.clinic.ask("GET", `/bookings?limit=30${query}`);
      const page = answer.as(BookingList);
      seen.push(...page.bookings.map(({ booking_id }) => booking_id));
      cursor = page.nextCursor;
      await addInquiries(leadId, 3, () => new Date("2026-02-28T00:00:00Z"));
    }
    expect(seen).toHaveLength(250);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  test("is of one state when that is asked for, and of one organization always", async () => {
    const id = await bookedId(world);
    const confirmed = await world.clinic.ask("GET", "/bookings?state=SLOT_CONFIRMED");
    expect(confirmed.as(BookingList)).toMatchObject({
      bookings: [{ booking_id: id }],
      nextCursor: null,
    });
    expect((await world.spa.ask("GET", "/bookings")).as(BookingList).bookings).toEqual([]);
  });

  test.each([
    ["limit=101", "INVALID_INPUT", "limit"],
    ["limit=0", "INVALID_INPUT", "limit"],
    ["state=DONE", "INVALID_INPUT", "state"],
    ["cursor=made-up", "INVALID_CURSOR", "cursor"],
    ["page=2", "INVALID_INPUT", "page"],
  ])("refuses ?%s and names the field", async (query, error, field) => {
    const answer = await world.clinic.ask("GET", `/bookings?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.as(ErrorBody)).toMatchObject({ error, field });
  });
});

test("leads page the same way", async () => {
  const ids = [];
  for (let index = 0; index < 5; index += 1) ids.push(await leadOf(world.spa));
  const first = (await world.spa.ask("GET", "/leads?limit=3")).as(LeadList);
  const rest = (await world.spa.ask("GET", `/leads?limit=3&cursor=${first.nextCursor}`)).as(
    LeadList,
  );
  const seen = [...first.leads, ...rest.leads].map(({ lead_id }) => lead_id);
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(rest.nextCursor).toBeNull();
});
