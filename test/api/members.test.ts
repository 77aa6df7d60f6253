import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { listProviders } from "#src/db/queries/catalog.ts";
import { MeAnswer } from "#src/http/contract/me.ts";
import {
  ApiKeyAnswer,
  InvitationAnswer,
  MemberList,
  SessionList,
} from "#src/http/contract/members.ts";
import {
  addPerson,
  askingWith,
  ORIGIN,
  personIn,
  type SignedInPerson,
  signIn,
} from "./people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let owner: SignedInPerson;
beforeAll(async () => {
  world = await openApiWorld();
  owner = await personIn(world, { ...at("owner"), name: "Hoa" });
});
afterAll(() => world.close());

const at = (role: "owner" | "manager" | "sales") => ({
  organizationId: world.clinic.organizationId,
  role,
});

const tokenOf = (link: string) => link.split("/").at(-1) ?? "";

const join = (token: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  world.http.inject({
    method: "POST",
    url: `/api/join/${token}`,
    headers: { origin: ORIGIN, ...headers },
    payload,
  });

const inviting = async (by: SignedInPerson, body: object) =>
  (await by.ask("POST", "/invitations", body)).as(InvitationAnswer);

describe("an invitation", () => {
  test("is handed over by a link, makes one member and is spent", async () => {
    const { link, sent, invitation } = await inviting(owner, {
      email: "Lan@Example.com",
      role: "sales",
    });
    expect(sent).toBe(false);
    expect(invitation.email).toBe("lan@example.com");
    const token = tokenOf(link);
    const stored = await world.db.selectFrom("invitations").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    const shown = await world.http.inject(`/api/join/${token}`);
    expect(shown.json()).toMatchObject({ email: "lan@example.com", role: "sales", known: false });
    const accepting = { name: "Lan", password: "mot-mat-khau-dai" };
    const both = await Promise.all([join(token, accepting), join(token, accepting)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400]);
    const cookie = await signIn(world, "lan@example.com", "mot-mat-khau-dai");
    const me = (await askingWith(world, cookie)("GET", "/me")).as(MeAnswer);
    expect(me).toMatchObject({ name: "Lan", role: "sales" });
    expect((await world.http.inject(`/api/join/${token}`)).statusCode).toBe(400);
  });

  test("to somebody who signs in already is accepted by them alone, signed in", async () => {
    const { organizationId } = world.spa;
    const known = await personIn(world, { organizationId, role: "sales" });
    const other = await personIn(world, { organizationId, role: "sales" });
    const { link } = await inviting(owner, { email: known.email, role: "manager" });
    const token = tokenOf(link);
    const stolen = await join(token, { name: "Thief", password: "x".repeat(12) });
    expect(stolen.statusCode).toBe(401);
    expect((await join(token, {}, { cookie: other.cookie })).statusCode).toBe(401);
    expect((await join(token, {}, { cookie: known.cookie })).statusCode).toBe(200);
    const { organizations } = (await known.ask("GET", "/me")).as(MeAnswer);
    expect(organizations.map(({ role }) => role).sort()).toEqual(["manager", "sales"]);
    const again = await owner.ask("POST", "/invitations", { email: known.email, role: "sales" });
    expect([again.status, again.body]).toMatchObject([409, { error: "ALREADY_MEMBER" }]);
  });

  test("passes after seven days, and dies when it is replaced or taken back", async () => {
    const first = await inviting(owner, { email: "vy@example.com", role: "sales" });
    const second = await inviting(owner, { email: "vy@example.com", role: "sales" });
    expect((await world.http.inject(`/api/join/${tokenOf(first.link)}`)).statusCode).toBe(400);
    const { invitation_id } = second.invitation;
    const before = world.now().toISOString();
    world.setClock("2026-03-09T01:59:00Z");
    expect((await world.http.inject(`/api/join/${tokenOf(second.link)}`)).statusCode).toBe(200);
    world.setClock("2026-03-09T02:01:00Z");
    expect((await world.http.inject(`/api/join/${tokenOf(second.link)}`)).statusCode).toBe(400);
    world.setClock(before);
    expect((await owner.ask("DELETE", `/invitations/${invitation_id}`)).status).toBe(200);
    expect((await owner.ask("DELETE", `/invitations/${invitation_id}`)).status).toBe(404);
    expect((await world.http.inject(`/api/join/${tokenOf(second.link)}`)).statusCode).toBe(400);
  });
});

describe("a role", () => {
  test("of a provider comes with a provider of this organization, the others without", async () => {
    const [dentist] = await listProviders(world.db, world.clinic.organizationId);
    const [stranger] = await listProviders(world.db, world.spa.organizationId);
    const invite = async (body: object) => {
      const { status, body: told } = await owner.ask("POST", "/invitations", body);
      return [status, (told as { error?: string }).error];
    };
    const email = "bac-si@example.com";
    expect(await invite({ email, role: "provider" })).toEqual([400, "PROVIDER_MISMATCH"]);
    expect(await invite({ email, role: "sales", providerId: dentist?.id })).toEqual([
      400,
      "PROVIDER_MISMATCH",
    ]);
    expect(await invite({ email, role: "provider", providerId: stranger?.id })).toEqual([
      404,
      "UNKNOWN_PROVIDER",
    ]);
    expect(await invite({ email, role: "provider", providerId: dentist?.id })).toEqual([
      201,
      undefined,
    ]);
  });

  test("of an owner is given and taken by owners alone", async () => {
    const manager = await personIn(world, at("manager"));
    const asManager = async (path: string, method: "PATCH" | "DELETE" | "POST", body?: object) =>
      (await manager.ask(method, path, body)).status;
    expect(await asManager(`/members/${owner.memberId}`, "PATCH", { role: "sales" })).toBe(403);
    expect(await asManager(`/members/${owner.memberId}`, "DELETE")).toBe(403);
    expect(await asManager(`/members/${owner.memberId}/sessions`, "DELETE")).toBe(403);
    expect(await asManager(`/members/${manager.memberId}`, "PATCH", { role: "owner" })).toBe(403);
    const wish = { email: "boss@example.com", role: "owner" };
    expect(await asManager("/invitations", "POST", wish)).toBe(403);
    expect((await owner.ask("GET", "/me")).status).toBe(200);
  });

  test("of the last owner stays, also when two owners unmake each other at once", async () => {
    const { organizationId } = world.spa;
    const [a, b] = await Promise.all([
      personIn(world, { organizationId, role: "owner" }),
      personIn(world, { organizationId, role: "owner" }),
    ]);
    const answers = await Promise.all([
      a.ask("DELETE", `/members/${b.memberId}`),
      b.ask("PATCH", `/members/${a.memberId}`, { role: "sales" }),
    ]);
    const left = await world.db
      .selectFrom("members")
      .select("id")
      .where("organization_id", "=", organizationId)
      .where("role", "=", "owner")
      .execute();
    expect(left, JSON.stringify(answers.map(({ body }) => body))).toHaveLength(1);
    const last = left[0]?.id === a.memberId ? a : b;
    const alone = await last.ask("DELETE", `/members/${last.memberId}`);
    expect([alone.status, alone.body]).toMatchObject([409, { error: "LAST_OWNER" }]);
    const demoted = await last.ask("PATCH", `/members/${last.memberId}`, { role: "manager" });
    expect(demoted.body).toMatchObject({ error: "LAST_OWNER" });
  });

  test("that is changed counts from the next request on", async () => {
    const member = await personIn(world, at("manager"));
    expect((await member.ask("GET", "/invitations")).status).toBe(200);
    await owner.ask("PATCH", `/members/${member.memberId}`, { role: "sales" });
    expect((await member.ask("GET", "/invitations")).status).toBe(403);
    const { members } = (await owner.ask("GET", "/members")).as(MemberList);
    expect(members.find(({ member_id }) => member_id === member.memberId)?.role).toBe("sales");
  });
});

test("a provider somebody signs in as is not deleted; invitations to be one go with them", async () => {
  const added = await owner.ask("POST", "/providers", { name: "Bác sĩ mới" });
  const { provider_id: providerId } = z
    .object({ provider: z.object({ provider_id: z.uuid() }) })
    .parse(added.body).provider;
  await inviting(owner, { email: "moi-den@example.com", role: "provider", providerId });
  const member = await personIn(world, {
    organizationId: world.clinic.organizationId,
    role: "provider",
    providerId,
    name: "Bác sĩ Mới",
  });
  const used = await owner.ask("DELETE", `/providers/${providerId}`);
  expect([used.status, used.body]).toMatchObject([
    409,
    { error: "IN_USE", usedBy: [{ kind: "member", name: "Bác sĩ Mới" }] },
  ]);
  expect((await owner.ask("DELETE", `/members/${member.memberId}`)).status).toBe(200);
  expect((await member.ask("GET", "/me")).status).toBe(401);
  expect((await owner.ask("DELETE", `/providers/${providerId}`)).status).toBe(200);
});

describe("sessions", () => {
  test("are listed without their secrets and ended one by one", async () => {
    const { email, memberId } = await addPerson(world, at("sales"));
    const [here, there] = [await signIn(world, email), await signIn(world, email)];
    const ask = askingWith(world, here);
    const { sessions } = (await ask("GET", "/me/sessions")).as(SessionList);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }) => !current);
    expect((await ask("DELETE", `/me/sessions/${other?.session_id}`)).status).toBe(200);
    expect((await askingWith(world, there)("GET", "/me")).status).toBe(401);
    expect((await ask("GET", "/me")).status).toBe(200);
    expect((await owner.ask("DELETE", `/members/${memberId}/sessions`)).status).toBe(200);
    expect((await ask("GET", "/me")).status).toBe(401);
    const mine = (await owner.ask("GET", "/me/sessions")).as(SessionList).sessions[0];
    const foreign = await personIn(world, at("sales"));
    expect((await foreign.ask("DELETE", `/me/sessions/${mine?.session_id}`)).status).toBe(404);
  });
});

describe("an API key", () => {
  test("is made by people with the role they name, and revoked", async () => {
    const made = await owner.ask("POST", "/api-keys", { name: "website", role: "sales" });
    const { key, api_key } = made.as(ApiKeyAnswer);
    const ask = async (url: string) =>
      (
        await world.http.inject({
          url: `/api/v1${url}`,
          headers: { authorization: `Bearer ${key}` },
        })
      ).statusCode;
    expect(await ask("/services")).toBe(200);
    expect(await ask("/payment-accounts")).toBe(403);
    expect((await owner.ask("POST", "/api-keys", { name: "x", role: "owner" })).status).toBe(400);
    expect((await owner.ask("DELETE", `/api-keys/${api_key.api_key_id}`)).status).toBe(200);
    expect(await ask("/services")).toBe(401);
  });
});

test("tokens of invitations are stored as nothing but their hash", async () => {
  const { link } = await inviting(owner, { email: "hash@example.com", role: "sales" });
  const hash = createHash("sha256").update(tokenOf(link)).digest("hex");
  const row = await world.db
    .selectFrom("invitations")
    .select("status")
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  expect(row?.status).toBe("pending");
});
