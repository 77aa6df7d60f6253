import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApiKey, findApiKey, revokeApiKey } from "#src/http/api-keys.ts";
import { ActionAnswer, BookingList, LeadList } from "#src/http/contract.ts";
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
    expect(known).toEqual([
      "DELETE /api/v1/api-keys/{id}",
      "DELETE /api/v1/bookings/{id}",
      "DELETE /api/v1/canned-replies/{id}",
      "DELETE /api/v1/channel-accounts/{channel}/{account}",
      "DELETE /api/v1/invitations/{id}",
      "DELETE /api/v1/labels/{id}",
      "DELETE /api/v1/lead-blocks/{id}",
      "DELETE /api/v1/locations/{id}",
      "DELETE /api/v1/me/sessions/{id}",
      "DELETE /api/v1/members/{id}",
      "DELETE /api/v1/members/{id}/sessions",
      "DELETE /api/v1/overrides/{id}",
      "DELETE /api/v1/providers/{id}",
      "DELETE /api/v1/resources/{id}",
      "DELETE /api/v1/services/{id}",
      "DELETE /api/v1/time-off/{id}",
      "DELETE /api/v1/waitlist/{id}",
      "DELETE /api/v1/webhook-endpoints/{id}",
      "GET /api/v1/api-keys",
      "GET /api/v1/audit-log",
      "GET /api/v1/bookings",
      "GET /api/v1/bookings/lead/{leadId}",
      "GET /api/v1/bookings/{id}",
      "GET /api/v1/bookings/{id}/actions",
      "GET /api/v1/bookings/{id}/events",
      "GET /api/v1/bookings/{id}/offered",
      "GET /api/v1/bookings/{id}/transitions/{to}",
      "GET /api/v1/canned-replies",
      "GET /api/v1/channel-accounts",
      "GET /api/v1/channels",
      "GET /api/v1/conversations",
      "GET /api/v1/conversations/{id}/messages",
      "GET /api/v1/deliveries",
      "GET /api/v1/events",
      "GET /api/v1/invitations",
      "GET /api/v1/inbox",
      "GET /api/v1/inbox/{id}",
      "GET /api/v1/inbox/{id}/lead",
      "GET /api/v1/inbox/{id}/notes",
      "GET /api/v1/labels",
      "GET /api/v1/lead-blocks",
      "GET /api/v1/leads",
      "GET /api/v1/locations",
      "GET /api/v1/locations/{id}",
      "GET /api/v1/locations/{id}/hours",
      "GET /api/v1/me",
      "GET /api/v1/me/sessions",
      "GET /api/v1/members",
      "GET /api/v1/organization",
      "GET /api/v1/overrides",
      "GET /api/v1/payment-accounts",
      "GET /api/v1/payments",
      "GET /api/v1/payments/reconciliation",
      "GET /api/v1/providers",
      "GET /api/v1/providers/{id}",
      "GET /api/v1/providers/{id}/hours",
      "GET /api/v1/refunds",
      "GET /api/v1/resources",
      "GET /api/v1/resources/{id}",
      "GET /api/v1/rules",
      "GET /api/v1/series/{id}",
      "GET /api/v1/services",
      "GET /api/v1/services/{id}",
      "GET /api/v1/skills",
      "GET /api/v1/stream",
      "GET /api/v1/suggestions",
      "GET /api/v1/suggestions/{id}",
      "GET /api/v1/suggestions/{id}/eval-case",
      "GET /api/v1/suggestions/{id}/evidence",
      "GET /api/v1/time-off",
      "GET /api/v1/travel-times",
      "GET /api/v1/waitlist",
      "GET /api/v1/webhook-deliveries",
      "GET /api/v1/webhook-endpoints",
      "PATCH /api/v1/bookings/{id}",
      "PATCH /api/v1/conversations/{id}",
      "PATCH /api/v1/locations/{id}",
      "PATCH /api/v1/me",
      "PATCH /api/v1/members/{id}",
      "PATCH /api/v1/organization",
      "PATCH /api/v1/providers/{id}",
      "PATCH /api/v1/resources/{id}",
      "PATCH /api/v1/services/{id}",
      "POST /api/v1/api-keys",
      "POST /api/v1/availability",
      "POST /api/v1/availability/batch",
      "POST /api/v1/bookings",
      "POST /api/v1/bookings/bulk",
      "POST /api/v1/bookings/{id}/cancel",
      "POST /api/v1/bookings/{id}/confirm",
      "POST /api/v1/bookings/{id}/payments",
      "POST /api/v1/bookings/{id}/propose",
      "POST /api/v1/bookings/{id}/reschedule",
      "POST /api/v1/bookings/{id}/show-up",
      "POST /api/v1/bookings/{id}/transitions/{to}",
      "POST /api/v1/canned-replies",
      "POST /api/v1/channel-accounts",
      "POST /api/v1/conversations/{id}/hand-back",
      "POST /api/v1/conversations/{id}/messages",
      "POST /api/v1/conversations/{id}/presence",
      "POST /api/v1/conversations/{id}/take-over",
      "POST /api/v1/deliveries/{id}/retry",
      "POST /api/v1/invitations",
      "POST /api/v1/inbox/{id}/notes",
      "POST /api/v1/labels",
      "POST /api/v1/lead-blocks",
      "POST /api/v1/leads",
      "POST /api/v1/locations",
      "POST /api/v1/overrides",
      "POST /api/v1/payments/{id}/refunds",
      "POST /api/v1/providers",
      "POST /api/v1/refunds/{id}/done",
      "POST /api/v1/resources",
      "POST /api/v1/series",
      "POST /api/v1/series/{id}/cancel",
      "POST /api/v1/series/{id}/confirm",
      "POST /api/v1/series/{id}/move",
      "POST /api/v1/services",
      "POST /api/v1/suggestions/{id}/approve",
      "POST /api/v1/suggestions/{id}/edit",
      "POST /api/v1/suggestions/{id}/reject",
      "POST /api/v1/time-off",
      "POST /api/v1/waitlist",
      "POST /api/v1/webhook-deliveries/{id}/replay",
      "POST /api/v1/webhook-endpoints",
      "PUT /api/v1/inbox/{id}/assignee",
      "PUT /api/v1/inbox/{id}/labels",
      "PUT /api/v1/inbox/{id}/read",
      "PUT /api/v1/locations/{id}/hours",
      "PUT /api/v1/locations/{id}/rules",
      "PUT /api/v1/overrides/{id}",
      "PUT /api/v1/payment-accounts/{provider}",
      "PUT /api/v1/providers/{id}/hours",
      "PUT /api/v1/providers/{id}/rules",
      "PUT /api/v1/services/{id}/rules",
      "PUT /api/v1/travel-times",
    ]);
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
