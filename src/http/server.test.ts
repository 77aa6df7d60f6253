import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ApiWorld, openApiWorld } from "../../test/api/world.ts";

describe("the server around the API", () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await openApiWorld();
  });
  afterAll(() => world.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    world.http.inject({ method: "GET", url, headers });

  test("lives, and is ready once the database is migrated", async () => {
    expect((await get("/healthz")).json()).toEqual({ status: "ok" });
    expect((await get("/readyz")).json()).toEqual({ status: "ready" });
  });

  test("is not ready while a migration is missing", async () => {
    await sql`update kysely_migration set name = 'x' || name`.execute(world.db);
    const answer = await get("/readyz");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ status: "not_ready", reason: "migrations_pending" });
    await sql`update kysely_migration set name = substr(name, 2)`.execute(world.db);
    expect((await get("/readyz")).statusCode).toBe(200);
  });

  test("gives the widget to pages of every origin", async () => {
    const answer = await get("/widget.js", { origin: "https://clinic.example" });
    expect(answer.body).toBe("console.log('widget')");
    expect(answer.headers["content-type"]).toContain("javascript");
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  test("shows the first organization on its page, or the one that is named", async () => {
    expect((await get("/")).body).toBe(
      '<html lang="vi"><b data-slug="nha-khoa-hoa-mai">Nha khoa Hoa Mai</b></html>',
    );
    expect((await get("/?organization=willow-spa")).body).toContain("Willow Medical Spa");
    expect((await get("/?organization=nobody")).json()).toMatchObject({
      success: false,
      error: "UNKNOWN_ORGANIZATION",
    });
  });

  test("names every request, and takes the name a client gives it", async () => {
    expect((await get("/healthz")).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect((await get("/healthz", { "x-request-id": "mine-1" })).headers["x-request-id"]).toBe(
      "mine-1",
    );
    const forged = await get("/healthz", { "x-request-id": "a b\tc" });
    expect(forged.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("shows its metrics to this machine and not through a proxy", async () => {
    const local = await get("/metrics");
    expect(local.body).toContain(
      'http_request_duration_seconds_count{method="GET",route="/healthz"',
    );
    expect((await get("/metrics", { "x-forwarded-for": "1.2.3.4" })).statusCode).toBe(404);
  });

  test("never logs a key, the query of an address or what a body says", async () => {
    const { key } = world.clinic;
    await world.http.inject({
      method: "POST",
      url: "/api/v1/bookings?token=query-secret",
      headers: { authorization: `Bearer ${key}` },
      payload: { notes: "words of a lead" },
    });
    await get(`/nowhere/${key}?t=query-secret`);
    const log = world.logged.join("");
    expect(log).toContain('"route":"/healthz"');
    for (const secret of [key, "query-secret", "words of a lead"]) {
      expect(log).not.toContain(secret);
    }
  });

  test("answers what does not exist in the shape of every error", async () => {
    const answer = await get("/nowhere", { "accept-language": "vi" });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      success: false,
      error: "NOT_FOUND",
      message: "Địa chỉ này không có gì. Tài liệu API ở /docs.",
    });
  });
});

describe("an address that asks too often", () => {
  test("is told to wait", async () => {
    const world = await openApiWorld({ requestsPerMinute: 2 });
    const ask = () => world.http.inject({ method: "GET", url: "/" });
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ success: false, error: "RATE_LIMITED" });
    expect(refused.headers["retry-after"]).toBeDefined();
    await world.close();
  });
});

describe("metrics with a token", () => {
  test("are shown to its holder only", async () => {
    const world = await openApiWorld({ metricsToken: "scrape-me" });
    const read = (authorization: string) =>
      world.http.inject({ method: "GET", url: "/metrics", headers: { authorization } });
    expect((await read("Bearer other")).statusCode).toBe(404);
    expect((await read("Bearer scrape-me")).statusCode).toBe(200);
    await world.close();
  });
});
