import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApiKey, findApiKey, revokeApiKey } from "#src/http/api-keys.ts";
import { ActionAnswer, BookingList, LeadList } from "#src/http/contract.ts";
import { apiRoutes } from "./api-routes.ts";
import { bookAtClinic, newPhone } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const OpenApi = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string() }))),
});

/** Every route of the API as the document lists it, with an id where the address wants one. */
const listedRoutes = async () => {
  const document = OpenApi.parse((await world.http.inject("/docs/openapi.json")).json());
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith("/api/v1/"));
  return paths.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).parse(method.toUpperCase()),
      path,
      url: path.replace(/\{\w+\}/g, randomUUID()),
    })),
  );
};

describe("the reference", () => {
  test("lists every route of the API that the server has", async () => {
    const listed = await listedRoutes();
    const known = listed.map(({ method, path }) => `${method} ${path}`).sort();
    expect(known).toEqual(apiRoutes);
    for (const { method, path } of listed) {
      const url = path.replace(/\{(\w+)\}/g, ":$1");
      expect(world.http.hasRoute({ method, url }), `${method} ${url}`).toBe(true);
    }
  });

  test("is a page that may load and call this server only", async () => {
    const page = await world.http.inject("/docs/");
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Slotwise API");
    expect(page.headers["content-security-policy"]).toContain("connect-src 'self'");
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect((await world.http.inject("/docs/js/scalar.js")).statusCode).toBe(200);
  });
});

describe("the door of the API", () => {
  test("opens on no route without a live key", async () => {
    const routes = await listedRoutes();
    const none = { authorization: "" };
    const wrong = [none, { authorization: "Bearer slw_x" }, { authorization: "Basic abc" }];
    for (const { method, url } of routes) {
      for (const headers of wrong) {
        const answer = await world.http.inject({ method, url, headers });
        expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
        expect(answer.json()).toMatchObject({ success: false, error: "UNAUTHENTICATED" });
        expect(answer.headers["www-authenticate"]).toBe("Bearer");
      }
    }
  });

  test("a key is stored as its hash alone, and opens nothing once revoked", async () => {
    const { organizationId } = world.spa;
    const made = { now: world.now(), newId: randomUUID };
    const { id, key } = await createApiKey(world.db, { organizationId, name: "Mai" }, made);
    expect(key).toMatch(/^slw_[\w-]{43}$/);
    const stored = await world.db.selectFrom("api_keys").selectAll().where("id", "=", id).execute();
    expect(JSON.stringify(stored)).not.toContain(key.slice(4));
    expect(await findApiKey(world.db, key)).toMatchObject({
      name: "Mai",
      organization: { slug: "willow-spa" },
    });
    const foreign = { organizationId: world.clinic.organizationId, id };
    expect(await revokeApiKey(world.db, foreign, world.now())).toBe(false);
    expect(await revokeApiKey(world.db, { organizationId, id }, world.now())).toBe(true);
    const headers = { authorization: `Bearer ${key}` };
    expect((await world.http.inject({ url: "/api/v1/services", headers })).statusCode).toBe(401);
  });

  test("what cannot be read is refused in the shape of every error", async () => {
    const send = (payload: string, type: string) =>
      world.http.inject({
        method: "POST",
        url: "/api/v1/bookings",
        payload,
        headers: { authorization: `Bearer ${world.clinic.key}`, "content-type": type },
      });
    const refused = [
      await send("{", "application/json"),
      await send("<a/>", "text/xml"),
      await send(JSON.stringify({ notes: "x".repeat(70_000) }), "application/json"),
      await send('{"__proto__":{"x":1}}', "application/json"),
    ];
    expect(refused.map((answer) => [answer.statusCode, answer.json().error])).toEqual([
      [400, "INVALID_JSON"],
      [415, "UNSUPPORTED_MEDIA_TYPE"],
      [413, "BODY_TOO_LARGE"],
      [400, "INVALID_JSON"],
    ]);
  });

  test("an accident tells nothing of itself and is logged with its cause", async () => {
    await world.db.schema.alterTable("waitlist_entries").renameTo("hidden").execute();
    const answer = await world.clinic.ask("GET", "/waitlist");
    await world.db.schema.alterTable("hidden").renameTo("waitlist_entries").execute();
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ success: false, error: "INTERNAL_ERROR" });
    expect(JSON.stringify(answer.body)).not.toContain("waitlist");
    expect(world.logged.join("")).toContain('relation \\"waitlist_entries\\" does not exist');
  });
});

describe("a repeat with the same Idempotency-Key", () => {
  test("has one effect and the same answer", async () => {
    const headers = { "idempotency-key": "order-1" };
    const body = {
      lead: { name: "Chỉ có một", email: "once@example.com" },
      serviceId: await world.clinic.service("Khám"),
      date: "2026-03-10",
      time: "09:00",
    };
    const ask = () => world.clinic.ask("POST", "/bookings", body, headers);
    const [first, second] = await Promise.all([ask(), ask()]);
    const third = await ask();
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    expect(third.headers["idempotent-replayed"]).toBe("true");
    const { bookings } = (await world.clinic.ask("GET", "/bookings")).as(BookingList);
    expect(bookings).toHaveLength(1);
    const { leads } = (await world.clinic.ask("GET", "/leads")).as(LeadList);
    expect(leads.filter(({ name }) => name === "Chỉ có một")).toHaveLength(1);
  });

  test("is refused for another request, and is another holder's own", async () => {
    const headers = { "idempotency-key": "order-2" };
    const ask = (phone: string) => world.clinic.ask("POST", "/leads", { phone }, headers);
    const phone = newPhone();
    expect((await ask(phone)).status).toBe(201);
    expect((await ask(phone)).status).toBe(201);
    const reused = await ask(newPhone());
    expect(reused.status).toBe(422);
    expect(reused.body).toMatchObject({
      error: "IDEMPOTENCY_KEY_REUSED",
      field: "Idempotency-Key",
    });
    const spa = await world.spa.ask("POST", "/leads", { phone: newPhone() }, headers);
    expect(spa.status).toBe(201);
  });

  test("cancels once, and a refusal is repeated as it was", async () => {
    const booked = await bookAtClinic(world, { date: "2026-03-10", time: "10:00" });
    const { booking_id } = booked.as(ActionAnswer).booking;
    const headers = { "idempotency-key": "end-1" };
    const cancel = () =>
      world.clinic.ask("POST", `/bookings/${booking_id}/cancel`, { reason: "Bận" }, headers);
    expect([(await cancel()).status, (await cancel()).status]).toEqual([200, 200]);
    const again = { "idempotency-key": "end-2" };
    const late = () =>
      world.clinic.ask("POST", `/bookings/${booking_id}/cancel`, { reason: "Bận" }, again);
    expect([(await late()).status, (await late()).status]).toEqual([409, 409]);
  });
});
