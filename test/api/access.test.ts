import { randomUUID } from "node:crypto";

import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { createApiKey, revokeApiKey } from "#src/http/api-keys.ts";
import { ActionAnswer, BookingList, LeadList } from "#src/http/contract.ts";
import { bodies } from "./access-bodies.ts";
import { newPhone } from "./clinic.ts";
import { conversationOf } from "./conversation-of.ts";
import { askSignIn, ORIGIN, personIn, type SignedInPerson } from "./people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

/** Who tries, and the headers they try with. */
const callers = [
  "nobody",
  "signed out",
  "revoked key",
  "provider",
  "sales",
  "manager",
  "owner",
  "key",
  "sales key",
  "foreign owner",
  "foreign provider",
] as const;
type CallerName = (typeof callers)[number];

const roleOf: Readonly<Record<CallerName, string | null>> = {
  nobody: null,
  "signed out": null,
  "revoked key": null,
  provider: "provider",
  sales: "sales",
  manager: "manager",
  owner: "owner",
  key: "manager",
  "sales key": "sales",
  "foreign owner": "owner",
  "foreign provider": "provider",
};

const allowed: Readonly<Record<string, readonly string[]>> = {
  everyone: ["owner", "manager", "sales", "provider"],
  desk: ["owner", "manager", "sales"],
  managers: ["owner", "manager"],
};

const Access = z.object({
  to: z.enum(["everyone", "desk", "managers"]),
  own: z.string().optional(),
});
const OpenApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ "x-access": Access }))),
});

interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly access: z.output<typeof Access>;
}

let world: ApiWorld;
let routes: readonly Route[];
const headers = new Map<CallerName, Readonly<Record<string, string>>>();
/** Ids of things of the clinic, none of which is the provider's, by the routes they stand in. */
const things = new Map<string, string>();
/** What of the clinic nobody from elsewhere, and the provider neither, may read. */
const secrets: string[] = [];
let own: { bookingId: string; leadId: string };
let provider: SignedInPerson;

const inClinic = () => ({ organizationId: world.clinic.organizationId });

beforeAll(async () => {
  world = await openApiWorld({ streamLifeMs: 50 });
  const document = OpenApi.parse((await world.http.inject("/docs/openapi.json")).json());
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { "x-access": access }]) => ({
      method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).parse(method.toUpperCase()),
      ...{ path, access },
    })),
  );
  await fillClinic();
  await letIn();
}, 60_000);
afterAll(() => world.close());

/** Two providers with a booking each, and one thing of every kind the API can make. */
const fillClinic = async () => {
  const serviceId = await world.clinic.service("Bọc sứ");
  const gives = await world.db
    .selectFrom("provider_services")
    .innerJoin("providers", "providers.id", "provider_services.provider_id")
    .select(["providers.id", "providers.name"])
    .where("provider_services.service_id", "=", serviceId)
    .orderBy("providers.id")
    .execute();
  const [mine, theirs] = gives;
  if (!mine || !theirs) throw new Error("the clinic has two people for this service");
  const book = async (providerId: string, name: string, time: string) => {
    const phone = newPhone();
    const answer = await world.clinic.ask("POST", "/bookings", {
      ...{ lead: { name, phone }, serviceId, providerId, date: "2026-03-04", time },
      answers: { first_visit: "yes" },
    });
    const { booking } = answer.as(ActionAnswer);
    return { bookingId: booking.booking_id, leadId: booking.lead_id, phone };
  };
  own = await book(mine.id, "Khách của tôi", "09:00");
  const other = await book(theirs.id, "Khách bí mật", "10:00");
  provider = await personIn(world, { ...inClinic(), role: "provider", providerId: mine.id });

  const make = async (path: string, body: object): Promise<string> => {
    const { status, body: made } = await world.clinic.ask("POST", path, body);
    if (status !== 201) throw new Error(`${path} answered ${JSON.stringify(made)}`);
    const ids = JSON.stringify(made).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
    return ids?.[0] ?? "";
  };
  const location = await world.db
    .selectFrom("locations")
    .select("id")
    .where("organization_id", "=", world.clinic.organizationId)
    .executeTakeFirstOrThrow();
  const away = { startDate: "2026-03-20", endDate: "2026-03-21", reason: "Lý do kín" };
  const otherDay = { locationId: location.id, providerId: theirs.id, date: "2026-03-25" };
  const made = {
    bookings: other.bookingId,
    lead: other.leadId,
    providers: theirs.id,
    services: serviceId,
    locations: location.id,
    resources: await make("/resources", {
      kind: "chair",
      name: "Ghế kín",
      locationId: location.id,
    }),
    "time-off": await make("/time-off", { providerId: theirs.id, ...away }),
    overrides: await make("/overrides", { ...otherDay, intervals: [] }),
    "lead-blocks": await make("/lead-blocks", { email: "kin@example.com", reason: "Lý do kín" }),
    waitlist: await make("/waitlist", { leadId: other.leadId, serviceId, wish: "Ngày kín" }),
    "webhook-endpoints": await make("/webhook-endpoints", { url: "https://hooks.example.com/a" }),
    invitations: await make("/invitations", { email: "kin@example.com", role: "sales" }),
    knowledge: await make("/knowledge", {
      ...{ topic: "Chuyện kín", keywords: ["chuyện kín"], answer: { vi: "Kín", en: "Kín" } },
    }),
    "api-keys": await make("/api-keys", { name: "Khóa kín", role: "sales" }),
    conversations: await conversationOf(world, other.leadId),
  };
  for (const [kind, id] of Object.entries(made)) things.set(kind, id);
  const shared = new Set(["services", "locations"]);
  const hidden = Object.entries(made).flatMap(([kind, id]) => (shared.has(kind) ? [] : [id]));
  secrets.push(...hidden, theirs.name, "Khách bí mật", other.phone, "Lý do kín", "kin@example.com");
};

const letIn = async () => {
  const signedIn = (person: SignedInPerson) => ({ cookie: person.cookie, origin: ORIGIN });
  const member = async (role: "owner" | "manager" | "sales") =>
    personIn(world, { ...inClinic(), role });
  headers.set("nobody", {});
  headers.set("provider", signedIn(provider));
  for (const role of ["sales", "manager", "owner"] as const) {
    const person = await member(role);
    headers.set(role, signedIn(person));
    if (role === "sales") {
      things.set("members", person.memberId);
      secrets.push(person.memberId, person.email);
    }
    const session = await world.db
      .selectFrom("sessions")
      .select("id")
      .where("person_id", "=", person.personId)
      .executeTakeFirstOrThrow();
    if (role === "sales") things.set("sessions", session.id);
  }
  const gone = await member("owner");
  await askSignIn(world, "sign-out", {}, { cookie: gone.cookie });
  headers.set("signed out", signedIn(gone));
  const made = { now: world.now(), newId: randomUUID };
  const salesKey = await createApiKey(world.db, { ...inClinic(), name: "s", role: "sales" }, made);
  const dead = await createApiKey(world.db, { ...inClinic(), name: "dead" }, made);
  await revokeApiKey(world.db, { ...inClinic(), id: dead.id }, world.now());
  headers.set("key", { authorization: `Bearer ${world.clinic.key}` });
  headers.set("sales key", { authorization: `Bearer ${salesKey.key}` });
  headers.set("revoked key", { authorization: `Bearer ${dead.key}` });
  const { organizationId } = world.spa;
  const therapist = await world.db
    .selectFrom("providers")
    .select("id")
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const foreign = await personIn(world, { organizationId, role: "owner" });
  const from = { organizationId, role: "provider", providerId: therapist.id } as const;
  headers.set("foreign owner", signedIn(foreign));
  headers.set("foreign provider", signedIn(await personIn(world, from)));
};

/** Calls a route about the clinic's things, or with `elsewhere` about things nobody has. */
const call = ({ method, path }: Route, caller: CallerName, about: "clinic" | "nothing") => {
  const kind = /^\/api\/v1\/(?:me\/)?([\w-]+)/.exec(path)?.[1] ?? "";
  const idOf = (name: string): string => {
    if (name === "to") return "CANCELLED";
    if (name === "provider") return "stripe";
    if (name === "channel") return "telegram";
    const known = things.get(name === "leadId" ? "lead" : kind);
    return about === "clinic" && known !== undefined ? known : randomUUID();
  };
  const url = path.replace(/\{(\w+)\}/g, (_all, name: string) => idOf(name));
  const short = `${method} ${path.slice("/api/v1".length)}`;
  const nonsense = { nonsense: true };
  const payload = about === "clinic" ? (bodies[short] ?? {}) : nonsense;
  const sent = headers.get(caller) ?? {};
  const query =
    method === "GET" && /time-off|overrides/.test(path) ? "?from=2026-03-01&to=2026-03-31" : "";
  return world.http.inject({
    method,
    url: url + query,
    headers: sent,
    ...(method !== "GET" && { payload }),
  });
};

/** Everything the clinic has, but for the log, which grows with every attempt. */
const clinicNow = async (): Promise<string> => {
  const tables = [
    ...(["bookings", "booking_events", "leads", "conversations", "messages", "providers"] as const),
    ...([
      "services",
      "locations",
      "resources",
      "time_off",
      "hour_overrides",
      "lead_blocks",
    ] as const),
    ...(["waitlist_entries", "webhook_endpoints", "invitations", "api_keys", "members"] as const),
    ...(["knowledge", "sops", "price_rules"] as const),
    ...(["working_hours", "payments", "channel_accounts", "payment_accounts"] as const),
  ];
  const { organizationId } = world.clinic;
  const rows = await Promise.all(
    tables.map((table) =>
      sql<{ all: unknown }>`select coalesce(json_agg(t order by t::text), '[]') as all
        from ${sql.table(table)} t where organization_id = ${organizationId}`.execute(world.db),
    ),
  );
  return JSON.stringify(rows.map((one) => one.rows));
};

describe("every route of the API", () => {
  test("says who may call it", () => {
    expect(routes.length).toBeGreaterThan(100);
    const open = routes.filter(({ path }) => !path.startsWith("/api/v1/"));
    expect(open).toEqual([]);
    for (const { access } of routes)
      expect(access.to === "everyone").toBe(access.own !== undefined);
  });

  test.each(callers)("lets %s in where it says so, and nowhere else", async (caller) => {
    const role = roleOf[caller];
    for (const route of routes) {
      const { statusCode, body } = await call(route, caller, "nothing");
      const may = role !== null && allowed[route.access.to]?.includes(role) === true;
      const expected = role === null ? 401 : 403;
      const said = `${caller}: ${route.method} ${route.path} ${body.slice(0, 200)}`;
      if (may) expect([401, 403, 500], said).not.toContain(statusCode);
      else expect(statusCode, said).toBe(expected);
    }
  });
});

describe.each(["foreign owner", "foreign provider", "provider"] as const)("a %s", (caller) => {
  test("reads and changes nothing of others at the clinic, by whatever route", async () => {
    const before = await clinicNow();
    for (const route of routes) {
      const { statusCode, body } = await call(route, caller, "clinic");
      const said = `${route.method} ${route.path} answered ${statusCode} ${body.slice(0, 300)}`;
      for (const secret of secrets)
        expect(body.includes(secret), `${secret} in ${said}`).toBe(false);
      expect(statusCode, said).not.toBe(500);
      const named = /\{(id|leadId)\}/.test(route.path) && route.access.own !== "shared";
      if (named) expect([400, 403, 404], said).toContain(statusCode);
    }
    expect(await clinicNow()).toBe(before);
  });
});

describe("a provider", () => {
  test("sees the own booking with its lead, and may end it", async () => {
    const { bookings } = (await provider.ask("GET", "/bookings")).as(BookingList);
    expect(bookings.map(({ booking_id }) => booking_id)).toEqual([own.bookingId]);
    const { leads } = (await provider.ask("GET", "/leads")).as(LeadList);
    expect(leads.map(({ lead_id }) => lead_id)).toEqual([own.leadId]);
    expect((await provider.ask("GET", `/bookings/${own.bookingId}`)).status).toBe(200);
    expect((await provider.ask("GET", `/bookings/lead/${own.leadId}`)).status).toBe(200);
    const ended = await provider.ask("POST", `/bookings/${own.bookingId}/cancel`, { reason: "Ốm" });
    expect(ended.as(ActionAnswer).booking.cancelled_by).toBe("provider");
  });
});
