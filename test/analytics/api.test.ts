import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { keepAnalytics } from "#src/analytics/keep-analytics.ts";
import { AnalyticsAnswer } from "#src/http/contract/analytics.ts";
import { bookedId } from "../api/clinic.ts";
import { personIn } from "../api/people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
  await bookedId(world);
  const second = await bookedId(world, { date: "2026-03-04" });
  await world.clinic.ask("POST", `/bookings/${second}/cancel`, { reason: "ốm quá" });
  await keepAnalytics(world)();
}, 60_000);
afterAll(() => world.close());

const period = "from=2026-03-01&to=2026-03-31";

/** The rows of a table, as a spreadsheet would open it. */
const csv = async (table: string, path = period) => {
  const answer = await world.http.inject({
    url: `/api/v1/analytics/${table}/csv?${path}`,
    headers: { authorization: `Bearer ${world.clinic.key}` },
  });
  return { answer, lines: answer.body.split("\r\n") };
};

describe("who may read analytics", () => {
  test.each([
    ["owner", 200],
    ["manager", 200],
    ["sales", 403],
    ["provider", 403],
  ] as const)("%s: %i", async (role, status) => {
    const { organizationId } = world.clinic;
    const { id } = await world.db
      .selectFrom("providers")
      .select("id")
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
    const place = { organizationId, role, ...(role === "provider" && { providerId: id }) };
    const person = await personIn(world, place);
    expect((await person.ask("GET", `/analytics?${period}`)).status).toBe(status);
  });

  test("another organization sees its own nothing", async () => {
    const shown = (await world.spa.ask("GET", `/analytics?${period}`)).as(AnalyticsAnswer);
    expect(shown.figures).toMatchObject({ inquiries: 0, confirmed: 0, appointments: 0 });
    const serviceId = await world.clinic.service("Bọc sứ");
    const strange = await world.spa.ask("GET", `/analytics?${period}&serviceId=${serviceId}`);
    expect(strange.as(AnalyticsAnswer).figures.inquiries).toBe(0);
  });
});

describe("a period", () => {
  test("is compared with as many days before it", async () => {
    const shown = (await world.clinic.ask("GET", `/analytics?${period}`)).as(AnalyticsAnswer);
    expect(shown.before).toMatchObject({ from: "2026-01-29", to: "2026-02-28" });
    expect(shown.figures).toMatchObject({ inquiries: 2, won: 2, cancelled: 1, appointments: 1 });
    expect(shown.before.figures.inquiries).toBe(0);
    expect(shown.reasons).toEqual([{ kind: "cancelled", reason: "customer_ill", count: 1 }]);
  });

  test("is narrowed to a place and to a service", async () => {
    const serviceId = await world.clinic.service("Cạo vôi");
    const other = await world.clinic.ask("GET", `/analytics?${period}&serviceId=${serviceId}`);
    expect(other.as(AnalyticsAnswer).figures).toMatchObject({ inquiries: 0, appointments: 0 });
    const booked = await world.db
      .selectFrom("bookings")
      .select("location_id")
      .where("organization_id", "=", world.clinic.organizationId)
      .executeTakeFirstOrThrow();
    const here = await world.clinic.ask(
      "GET",
      `/analytics?${period}&locationId=${booked.location_id}`,
    );
    expect(here.as(AnalyticsAnswer).figures.inquiries).toBeGreaterThan(0);
  });

  test.each([
    ["from=2026-02-30&to=2026-03-31", "from", 422],
    ["from=2026-03-02&to=2026-03-01", "to", 400],
    ["from=2020-01-01&to=2026-03-01", "to", 400],
  ])("%s is refused at %s", async (asked, field, status) => {
    const answer = await world.clinic.ask("GET", `/analytics?${asked}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, field });
  });
});

describe("a table as CSV", () => {
  test("is a file of UTF-8 with the names of the contract", async () => {
    const { answer, lines } = await csv("reasons");
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toBe(
      'attachment; filename="reasons-2026-03-01-2026-03-31.csv"',
    );
    expect(lines).toEqual(["\uFEFFkind,reason,count", "cancelled,customer_ill,1", ""]);
  });

  test("runs no name as a formula, and keeps commas and quotes in their cell", async () => {
    const { organizationId } = world.clinic;
    await world.db
      .updateTable("services")
      .set({ name: '=HYPERLINK("http://evil.example","Bọc, sứ")' })
      .where("organization_id", "=", organizationId)
      .where("name", "like", "%Bọc sứ%")
      .execute();
    const { lines } = await csv("demand");
    expect(lines[1]).toContain(`,"'=HYPERLINK(""http://evil.example"",""Bọc, sứ"")",2,2,1`);
  });

  test("of what is refused is no file", async () => {
    const { answer } = await csv("summary", "from=2026-03-02&to=2026-03-01");
    expect(answer.statusCode).toBe(400);
    expect(answer.headers["content-disposition"]).toBeUndefined();
    expect(answer.json()).toMatchObject({ success: false, field: "to" });
  });
});
