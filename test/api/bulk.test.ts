import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";

import { BulkAnswer, ErrorBody } from "#src/http/contract.ts";
import { leadOf, newPhone } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let serviceId: string;
beforeAll(async () => {
  world = await openApiWorld();
  serviceId = await world.clinic.service("Cạo vôi");
});
afterAll(() => world.close());

const row = (difference: object = {}) => ({
  lead: { name: "Lan", phone: newPhone() },
  serviceId,
  ...{ date: "2026-03-03", time: "09:00" },
  ...difference,
});
const at = (start: string) => row({ date: undefined, time: undefined, start });

const send = (bookings: readonly object[], key?: string) =>
  world.clinic.ask("POST", "/bookings/bulk", { bookings }, key ? { "idempotency-key": key } : {});
const bulk = async (bookings: readonly object[], key?: string) =>
  (await send(bookings, key)).as(BulkAnswer);

type Result = z.output<typeof BulkAnswer>["results"][number];
const ends = (results: readonly Result[]) =>
  results.map((result) => (result.ok ? result.booking.state : result.error.error));
const idOf = (result: Result | undefined) => (result?.ok ? result.booking.booking_id : undefined);

const countBookings = async () =>
  (await world.db.selectFrom("bookings").select("id").execute()).length;

describe("bookings in bulk", () => {
  test("each ends by itself, at its own index", async () => {
    const leadId = await leadOf(world.clinic);
    const { results, ...counts } = await bulk([
      row({ date: "2026-03-04" }),
      row({ date: "2026-03-01" }),
      row({ lead: undefined, leadId, date: "2026-03-04", time: "13:30", statedBy: "Chị Mai" }),
      row({ serviceId: crypto.randomUUID() }),
      row({ date: "2026-03-04", participants: 40 }),
      at("2026-03-05T09:00:00+07:00"),
    ]);
    expect(counts).toEqual({ success: true, booked: 3, refused: 3 });
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(ends(results)).toEqual([
      "SLOT_CONFIRMED",
      "PAST_DATE",
      "SLOT_CONFIRMED",
      "UNKNOWN_SERVICE",
      "TRANSITION_BLOCKED",
      "SLOT_CONFIRMED",
    ]);
    expect(results[5]).toMatchObject({ booking: { appointment_date: "2026-03-05" } });
    expect(results[4]).toMatchObject({ status: 409, error: { field: "participants" } });
  });

  test("of rows that race for one slot exactly one wins", async () => {
    const providers = await world.db
      .selectFrom("provider_services")
      .select("provider_id")
      .where("service_id", "=", serviceId)
      .execute();
    const same = { date: "2026-03-06", time: "09:00", providerId: providers[0]?.provider_id };
    const { results } = await bulk(Array.from({ length: 12 }, () => row(same)));
    expect(ends(results).toSorted()).toEqual(
      ["SLOT_CONFIRMED", ...Array.from({ length: 11 }, () => "SLOT_UNAVAILABLE")].toSorted(),
    );
    const lost = results.find((result) => !result.ok);
    expect(lost).toMatchObject({ error: { availableSlots: expect.any(Array) } });
  });

  test("a repeat under its key books nothing twice and answers the same", async () => {
    const asked = [
      row({ date: "2026-03-09" }),
      row({ date: "2026-03-01" }),
      row({ date: "2026-03-10" }),
    ];
    const first = await bulk(asked, "campaign-1");
    const before = await countBookings();
    const again = await send(asked, "campaign-1");
    expect(again.headers["idempotent-replayed"]).toBe("true");
    const { results } = again.as(BulkAnswer);
    expect(results.map(idOf)).toEqual(first.results.map(idOf));
    expect(ends(results)).toEqual(["SLOT_CONFIRMED", "PAST_DATE", "SLOT_CONFIRMED"]);
    expect(await countBookings()).toBe(before);
  });

  test("one that was cut short goes on where it stopped", async () => {
    const asked = [row({ date: "2026-03-11" }), row({ date: "2026-03-12" })];
    const first = await bulk(asked, "campaign-2");
    await world.db
      .deleteFrom("operations")
      .where("key", "=", `api/${world.clinic.keyId}/campaign-2/row/1`)
      .execute();
    const { results } = await bulk(asked, "campaign-2");
    expect(idOf(results[0])).toBe(idOf(first.results[0]));
    expect(idOf(results[1])).not.toBe(idOf(first.results[1]));
  });

  test("a key stands for one bulk", async () => {
    await bulk([row({ date: "2026-03-13" })], "campaign-3");
    const before = await countBookings();
    const other = await send([row({ date: "2026-03-14" })], "campaign-3");
    expect(other.as(ErrorBody).error).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(await countBookings()).toBe(before);
  });

  test("what breaks the contract is named with its row, and nothing is booked", async () => {
    const before = await countBookings();
    const answer = await send([row({ date: "2026-03-17" }), row({ time: undefined })]);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, "bookings.1.time"]);
    expect((await send(Array.from({ length: 501 }, () => row()))).as(ErrorBody).field).toBe(
      "bookings",
    );
    expect((await send([])).status).toBe(400);
    expect(await countBookings()).toBe(before);
  });

  test("takes hundreds, whose body is larger than any other may be", async () => {
    const notes = "Chiến dịch tháng ba ".repeat(20);
    const asked = Array.from({ length: 200 }, () => row({ date: "2026-03-01", notes }));
    expect(JSON.stringify(asked).length).toBeGreaterThan(64 * 1_024);
    expect(await bulk(asked)).toMatchObject({ booked: 0, refused: 200 });
  });
});
