import { randomBytes, randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { OutboundPart, PushChannel } from "#src/conversation/push-channel.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { InvitationAnswer } from "#src/http/contract/members.ts";
import { makeFirstOwner } from "#src/sign-in/first-owner.ts";
import { resetOwner } from "#src/sign-in/reset-owner.ts";
import { addPerson, askingWith, cookiesOf, PASSWORD } from "./people-signed-in.ts";
import { API_SECRETS_KEY, type ApiWorld, openApiWorld } from "./world.ts";

const PUBLIC = "https://book.example.com";
const posted: OutboundPart[] = [];

/** Takes letters and keeps them. */
const mail: PushChannel = {
  name: "email",
  options: [],
  limits: {
    ...{ textChars: 50_000, choices: 0, choiceChars: 0, perSecond: 1, chatIntervalMs: 0 },
    files: true,
  },
  verify: () => false,
  parse: () => [],
  connect: () => Promise.reject(new Error("is connected already")),
  send: async (part) => {
    posted.push(part);
    return { ok: true, providerId: part.key };
  },
};

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld({ publicUrl: PUBLIC }, [], [mail]);
});
afterAll(() => world.close());

const post = (path: string, payload: object, address = "198.51.100.1", cookie?: string) =>
  world.http.inject({
    method: "POST",
    url: path,
    headers: { origin: PUBLIC, ...(cookie && { cookie }) },
    payload,
    remoteAddress: address,
  });

const tryPassword = (email: string, password: string, address: string, headers = {}) =>
  world.http.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: PUBLIC, ...headers },
    payload: { email, password },
    remoteAddress: address,
  });

const clinicOwner = () =>
  addPerson(world, { organizationId: world.clinic.organizationId, role: "owner" });

describe("guessing passwords", () => {
  test("ends after ten tries of an address in a minute, whatever it claims to be", async () => {
    const { email } = await clinicOwner();
    const statuses: number[] = [];
    for (let n = 0; n < 13; n += 1) {
      const lies = { "x-forwarded-for": `203.0.113.${n}`, "x-slotwise-address": `203.0.113.${n}` };
      const answer = await tryPassword(email, `wrong-password-${n}`, "198.51.100.66", lies);
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) {
        expect(answer.json()).toMatchObject({ error: "RATE_LIMITED" });
        expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
      }
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429, 429]);
    expect((await tryPassword(email, PASSWORD, "198.51.100.66")).statusCode).toBe(429);
    expect((await tryPassword(email, PASSWORD, "198.51.100.67")).statusCode).toBe(200);
    const failed = await world.db
      .selectFrom("audit_log")
      .select(["actor_kind", "status"])
      .where("actor_kind", "=", "unknown")
      .where("status", "=", 401)
      .execute();
    expect(failed.length).toBe(10);
  });
});

describe("with a public address", () => {
  test("cookies travel encrypted only, and other origins are refused", async () => {
    const { email } = await clinicOwner();
    const answer = await tryPassword(email, PASSWORD, "198.51.100.2");
    expect(answer.cookies[0]).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax" });
    const cookie = cookiesOf(answer);
    const foreign = await world.http.inject({
      method: "POST",
      url: "/api/v1/leads",
      headers: { cookie, origin: "http://localhost:80" },
      payload: { phone: "+84901112223" },
    });
    expect(foreign.json()).toMatchObject({ error: "FOREIGN_PAGE" });
    const elsewhere = await world.http.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { origin: "https://evil.example" },
      payload: { email, password: PASSWORD },
    });
    expect(elsewhere.statusCode).toBe(403);
  });
});

describe("where e-mail is connected", () => {
  beforeAll(async () => {
    const { organizationId } = world.clinic;
    const account = { organizationId, channel: "email", account: "desk@clinic.example" };
    const row = { ...account, name: "desk", settings: {}, secrets: {} };
    await saveAccount(world.db, API_SECRETS_KEY, row, world.now());
  });

  test("an invitation goes to the address in the organization's language", async () => {
    const { email } = await clinicOwner();
    const cookie = await signInAs(email);
    const answer = await post(
      "/api/v1/invitations",
      { email: "moi@example.com", role: "sales" },
      "198.51.100.3",
      cookie,
    );
    const { sent, link } = InvitationAnswer.parse(answer.json());
    expect(sent).toBe(true);
    expect(link).toMatch(/^https:\/\/book\.example\.com\/console\/join\/[\w-]{43}$/);
    expect(posted.at(-1)).toMatchObject({ address: "moi@example.com", language: "vi" });
    expect(posted.at(-1)?.text).toContain(link);
    expect(posted.at(-1)?.text).toContain("mời bạn");
  });

  test("a lost password is replaced by a link, once, and every session ends", async () => {
    const { email } = await clinicOwner();
    const cookie = await signInAs(email);
    const asked = await post("/api/auth/request-password-reset", { email });
    expect(asked.statusCode).toBe(200);
    await expect.poll(() => posted.at(-1)?.address).toBe(email);
    const token = /new-password\?token=([\w-]+)/.exec(posted.at(-1)?.text ?? "")?.[1] ?? "";
    const reset = () =>
      post("/api/auth/reset-password", { token, newPassword: "mot-mat-khau-khac" });
    expect((await reset()).statusCode).toBe(200);
    expect((await reset()).json()).toMatchObject({ error: "LINK_SPENT" });
    expect((await askingWith(world, cookie)("GET", "/me")).status).toBe(401);
    expect((await tryPassword(email, PASSWORD, "198.51.100.4")).statusCode).toBe(401);
    const now = await tryPassword(email, "mot-mat-khau-khac", "198.51.100.4");
    expect(now.statusCode).toBe(200);
    const before = posted.length;
    const nobody = await post("/api/auth/request-password-reset", { email: "no@example.com" });
    expect([nobody.statusCode, nobody.body]).toEqual([asked.statusCode, asked.body]);
    expect(posted.length).toBe(before);
  });
});

const signInAs = async (email: string) =>
  cookiesOf(await tryPassword(email, PASSWORD, `198.51.${posted.length}.9`));

describe("the first owner", () => {
  const deps = () => ({ db: world.db, now: world.now, newId: randomUUID, random: randomBytes });

  test("is made once by processes that start together, for all that have none", async () => {
    await world.db.deleteFrom("members").execute();
    const made = await Promise.all(
      Array.from({ length: 4 }, () => makeFirstOwner(deps(), "boss@example.com")),
    );
    const told = made.filter((one) => one !== null);
    expect(told).toHaveLength(1);
    expect(told[0]?.password).toMatch(/^[\w-]{20}$/);
    const owners = await world.db
      .selectFrom("members")
      .select(["organization_id", "role"])
      .execute();
    expect(owners.map(({ role }) => role)).toEqual(["owner", "owner"]);
    expect(new Set(owners.map(({ organization_id }) => organization_id)).size).toBe(2);
    expect(
      (await tryPassword("boss@example.com", told[0]?.password ?? "", "198.51.100.5")).statusCode,
    ).toBe(200);
    expect(await makeFirstOwner(deps(), "boss@example.com")).toBeNull();
    expect(world.logged.join("")).not.toContain(told[0]?.password);
  });

  test("who has lost the password gets another by command, and is signed out everywhere", async () => {
    const { email } = await clinicOwner();
    const cookie = await signInAs(email);
    const asked = { email: email.toUpperCase(), withoutSecondFactor: false };
    const reset = await resetOwner(deps(), asked);
    expect((await askingWith(world, cookie)("GET", "/me")).status).toBe(401);
    expect((await tryPassword(email, PASSWORD, "198.51.100.6")).statusCode).toBe(401);
    expect((await tryPassword(email, reset?.password ?? "", "198.51.100.6")).statusCode).toBe(200);
    expect(await resetOwner(deps(), { ...asked, email: "no@example.com" })).toBeNull();
  });
});
