import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AvailabilityAnswer, BatchAnswer, ErrorBody } from "#src/http/contract.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let serviceIds: string[];
beforeAll(async () => {
  world = await openApiWorld();
  serviceIds = await Promise.all(["Bọc sứ", "Tẩy trắng"].map((name) => world.clinic.service(name)));
});
afterAll(() => world.close());

const week = { from: "2026-03-03", to: "2026-03-09" };
const ask = (question: object) =>
  world.clinic.ask("POST", "/availability/batch", { serviceIds, ...week, ...question });
const batch = async (question: object = {}) => (await ask(question)).as(BatchAnswer);
const single = async (question: object) =>
  (await world.clinic.ask("POST", "/availability", { serviceId: serviceIds[0], ...question })).as(
    AvailabilityAnswer,
  );

describe("a batch of availability", () => {
  test("says of each service and date what the single question says", async () => {
    const { rows, timezone } = await batch();
    expect(timezone).toBe("Asia/Ho_Chi_Minh");
    expect(rows.map(({ service_id }) => service_id)).toEqual(serviceIds);
    for (const { service_id, days } of rows) {
      expect(days.map(({ date }) => date)).toEqual(
        [3, 4, 5, 6, 7, 8, 9].map((d) => `2026-03-0${d}`),
      );
      for (const { date, count, starts, reasons } of days) {
        const { slots, reasons: why } = await single({ serviceId: service_id, date });
        expect(count).toBe(slots.length);
        expect(starts).toEqual([...new Set(slots.map(({ starts_at }) => starts_at))].sort());
        expect(new Set(reasons)).toEqual(new Set(why.map(({ code }) => code)));
      }
    }
    expect(rows.flatMap(({ days }) => days).some(({ count }) => count > 0)).toBe(true);
  });

  test("tells each provider and location apart, with whole slots, when asked", async () => {
    const { rows } = await batch({
      ...{ providers: "each", locations: "each", detail: "slots" },
      ...{ serviceIds: serviceIds.slice(0, 1), to: "2026-03-04" },
    });
    const { slots } = await single({ from: "2026-03-03", to: "2026-03-04" });
    const found = rows.flatMap(({ days }) => days.flatMap((day) => day.slots ?? []));
    expect(new Set(found.map(({ slot_id }) => slot_id))).toEqual(
      new Set(slots.map(({ slot_id }) => slot_id)),
    );
    for (const { provider_id, location_id, days } of rows) {
      for (const slot of days.flatMap((day) => day.slots ?? [])) {
        expect([slot.provider_id, slot.location_id]).toEqual([provider_id, location_id]);
      }
    }
    expect(new Set(rows.map(({ provider_id }) => provider_id)).size).toBeGreaterThan(1);
  });

  test("counts without listing, and says when nobody gives the service so", async () => {
    const { rows } = await batch({ detail: "count", gender: "male", languages: ["xx"] });
    expect(rows[0]?.days[0]).toEqual({ date: "2026-03-03", count: 0, reasons: ["nobody"] });
  });

  test("refuses a length the service does not offer, by its own row", async () => {
    const { rows } = await batch({ durationMinutes: 17 });
    expect(rows[0]?.days.map(({ count, reasons }) => [count, reasons])).toContainEqual([
      0,
      ["length_fits"],
    ]);
  });

  test.each([
    ["more than 62 days", { to: "2026-05-05" }, 400, "INVALID_INPUT", "to"],
    ["a range in the past", { from: "2026-02-01", to: "2026-02-02" }, 422, "PAST_DATE", "to"],
    ["31 February", { to: "2026-02-31" }, 422, "IMPOSSIBLE_DATE", "to"],
    ["no service", { serviceIds: [] }, 400, "INVALID_INPUT", "serviceIds"],
    [
      "a service of nobody",
      { serviceIds: [crypto.randomUUID()] },
      404,
      "UNKNOWN_SERVICE",
      "serviceIds",
    ],
    [
      "a provider of nobody",
      { providers: [crypto.randomUUID()] },
      404,
      "UNKNOWN_PROVIDER",
      "providers",
    ],
    [
      "more slots than one answer holds",
      { to: "2026-05-02", detail: "slots" },
      400,
      "INVALID_INPUT",
      "to",
    ],
  ])("refuses %s and names the field", async (_what, question, status, error, field) => {
    const answer = await ask(question);
    expect([answer.status, answer.as(ErrorBody).error]).toEqual([status, error]);
    expect(answer.as(ErrorBody).field).toBe(field);
  });

  test("knows no service of another organization", async () => {
    const answer = await ask({ serviceIds: [await world.spa.service("Skin")] });
    expect(answer.as(ErrorBody).error).toBe("UNKNOWN_SERVICE");
  });
});
