import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { MeAnswer } from "#src/http/contract/me.ts";
import {
  addPerson,
  askingWith,
  askSignIn,
  cookiesOf,
  ORIGIN,
  PASSWORD,
  personIn,
  signIn,
} from "./people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const atClinic = (role: "owner" | "manager" | "sales") => ({
  organizationId: world.clinic.organizationId,
  role,
});

describe("signing in", () => {
  test("opens the API with a cookie no script reads and no other site sends", async () => {
    const { email, memberId } = await addPerson(world, { ...atClinic("owner"), name: "Hoa" });
    const answer = await askSignIn(world, "sign-in/email", { email, password: PASSWORD });
    expect(answer.statusCode).toBe(200);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const token = /^[^.]+/.exec(cookie?.value ?? "")?.[0] ?? "";
    expect(token.length).toBeGreaterThan(30);
    const own = await askSignIn(world, "get-session", null, { cookie: cookiesOf(answer) });
    expect(own.json()).toMatchObject({ user: { email }, session: {} });
    expect(answer.body + own.body).not.toContain(token);
    const me = await askingWith(world, cookiesOf(answer))("GET", "/me");
    expect(me.as(MeAnswer)).toMatchObject({
      kind: "member",
      member_id: memberId,
      name: "Hoa",
      email,
      role: "owner",
      language: "vi",
      organization: { slug: "nha-khoa-hoa-mai" },
      organizations: [{ role: "owner" }],
    });
  });

  test("with a wrong password or as nobody is refused alike, in the caller's language", async () => {
    const { email } = await addPerson(world, atClinic("sales"));
    const vi = { "accept-language": "vi" };
    const wrong = await askSignIn(world, "sign-in/email", { email, password: "x".repeat(12) }, vi);
    const nobody = { email: "nobody@example.com", password: PASSWORD };
    const unknown = await askSignIn(world, "sign-in/email", nobody, vi);
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toMatchObject({ success: false, error: "WRONG_PASSWORD" });
    expect(wrong.json().message).toContain("mật khẩu không đúng");
    expect([unknown.statusCode, unknown.body]).toEqual([wrong.statusCode, wrong.body]);
  });

  test("nobody makes an account or an organization of their own", async () => {
    const made = { email: "new@example.com", password: PASSWORD, name: "New" };
    const person = await personIn(world, atClinic("owner"));
    const headers = { cookie: person.cookie };
    for (const [path, body] of [
      ["sign-up/email", made],
      ["organization/create", { name: "Mine", slug: "mine" }],
      ["organization/delete", { organizationId: world.clinic.organizationId }],
      ["organization/invite-member", { email: "x@example.com", role: "owner" }],
      ["organization/update-member-role", { memberId: person.memberId, role: "sales" }],
      ["update-user", { name: "Other" }],
      ["sign-in/social", { provider: "google" }],
    ] as const) {
      const answer = await askSignIn(world, path, body, headers);
      expect([path, answer.statusCode]).toEqual([path, 404]);
    }
  });

  test("out ends the session in the database, not only in the browser", async () => {
    const { cookie, ask } = await personIn(world, atClinic("sales"));
    expect((await ask("GET", "/me")).status).toBe(200);
    expect((await askSignIn(world, "sign-out", {}, { cookie })).statusCode).toBe(200);
    expect((await ask("GET", "/me")).status).toBe(401);
  });

  test("never takes over a session that was there before", async () => {
    const { email } = await addPerson(world, atClinic("sales"));
    const planted = "slotwise.session_token=planted.signature";
    const answer = await askSignIn(
      world,
      "sign-in/email",
      { email, password: PASSWORD },
      { cookie: planted },
    );
    expect(answer.statusCode).toBe(200);
    const cookie = cookiesOf(answer);
    expect(cookie).not.toContain("planted");
    expect((await askingWith(world, planted)("GET", "/me")).status).toBe(401);
    const second = await signIn(world, email);
    expect(second).not.toBe(cookie);
  });
});

describe("a session", () => {
  test("of a removed member opens nothing from the next request on", async () => {
    const { ask, memberId } = await personIn(world, atClinic("manager"));
    expect((await ask("GET", "/services")).status).toBe(200);
    await world.db.deleteFrom("members").where("id", "=", memberId).execute();
    expect((await ask("GET", "/services")).status).toBe(401);
  });

  test("goes from one organization of the person to another, and to no other", async () => {
    const { organizationId } = world.spa;
    const person = await personIn(world, atClinic("sales"), { organizationId, role: "owner" });
    const change = (id: string, cookie: string) =>
      askSignIn(world, "organization/set-active", { organizationId: id }, { cookie });
    const changed = await change(organizationId, person.cookie);
    expect(changed.statusCode).toBe(200);
    const me = (await person.ask("GET", "/me")).as(MeAnswer);
    expect(me).toMatchObject({ role: "owner", organization: { slug: "willow-spa" } });
    expect(me.organizations.map(({ role }) => role)).toEqual(["sales", "owner"]);

    const foreign = await personIn(world, atClinic("owner"));
    expect((await change(organizationId, foreign.cookie)).statusCode).toBe(403);
    expect((await change("no-uuid", foreign.cookie)).statusCode).toBe(404);
  });

  test("writes only for pages of ours", async () => {
    const { cookie } = await personIn(world, atClinic("sales"));
    const write = (headers: Readonly<Record<string, string>>) =>
      world.http.inject({
        method: "POST",
        url: "/api/v1/leads",
        headers: { cookie, ...headers },
        payload: { phone: "+84901234599" },
      });
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    ]) {
      const answer = await write(headers);
      expect([headers, answer.statusCode]).toEqual([headers, 403]);
      expect(answer.json()).toMatchObject({ error: "FOREIGN_PAGE" });
    }
    expect((await write({ origin: ORIGIN })).statusCode).toBe(201);
    expect((await write({ "sec-fetch-site": "same-origin" })).statusCode).toBe(200);
    const read = await world.http.inject({ url: "/api/v1/me", headers: { cookie } });
    expect(read.statusCode).toBe(200);
    const signedOut = await askSignIn(
      world,
      "sign-out",
      {},
      { cookie, origin: "https://evil.example" },
    );
    expect(signedOut.statusCode).toBe(403);
  });
});
