import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { AuditList } from "#src/http/contract/audit.ts";
import { MeAnswer } from "#src/http/contract/me.ts";
import { askingWith, askSignIn, cookiesOf, PASSWORD, personIn } from "./people-signed-in.ts";
import { codeOf } from "./totp.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()).min(5) });

/** Somebody of the clinic whose app is set up. */
const withSecondFactor = async () => {
  const { organizationId } = world.clinic;
  const person = await personIn(world, { organizationId, role: "owner" });
  const enabled = await askSignIn(
    world,
    "two-factor/enable",
    { password: PASSWORD },
    { cookie: person.cookie },
  );
  const { totpURI, backupCodes } = Enabled.parse(enabled.json());
  const code = codeOf(totpURI, new Date());
  const verified = await askSignIn(
    world,
    "two-factor/verify-totp",
    { code },
    { cookie: person.cookie },
  );
  expect(verified.statusCode).toBe(200);
  const cookie = cookiesOf(verified, person.cookie);
  return { ...person, cookie, totpURI, backupCodes };
};

const passwordGiven = async (email: string) => {
  const answer = await askSignIn(world, "sign-in/email", { email, password: PASSWORD });
  expect(answer.json()).toMatchObject({ twoFactorRedirect: true });
  return cookiesOf(answer);
};

describe("a second factor", () => {
  test("is asked for at the next sign-in: the password alone opens nothing", async () => {
    const { email, totpURI, cookie } = await withSecondFactor();
    const half = await passwordGiven(email);
    expect((await askingWith(world, half)("GET", "/me")).status).toBe(401);
    const wrong = await askSignIn(
      world,
      "two-factor/verify-totp",
      { code: "000000" },
      { cookie: half },
    );
    expect([wrong.statusCode, wrong.json().error]).toEqual([401, "WRONG_CODE"]);
    const code = codeOf(totpURI, new Date());
    const right = await askSignIn(world, "two-factor/verify-totp", { code }, { cookie: half });
    expect(right.statusCode).toBe(200);
    const me = await askingWith(world, cookiesOf(right, half))("GET", "/me");
    expect(me.as(MeAnswer)).toMatchObject({ email, two_factor_enabled: true });
    const log = (await askingWith(world, cookie)("GET", "/audit-log?limit=50")).as(AuditList);
    const actions = log.entries.map(({ action, status }) => `${action} ${status}`);
    expect(actions).toContain("POST /api/auth/two-factor/enable 200");
    expect(actions).toContain("POST /api/auth/two-factor/verify-totp 200");
  });

  test("can be a backup code, each once", async () => {
    const { email, backupCodes } = await withSecondFactor();
    const [code = ""] = backupCodes;
    const first = await passwordGiven(email);
    const use = (cookie: string) =>
      askSignIn(world, "two-factor/verify-backup-code", { code }, { cookie });
    const used = await use(first);
    expect(used.statusCode).toBe(200);
    expect((await askingWith(world, cookiesOf(used, first))("GET", "/me")).status).toBe(200);
    expect((await use(await passwordGiven(email))).statusCode).toBe(401);
  });

  test("is kept sealed, and given up only with the password", async () => {
    const { personId, totpURI, backupCodes, cookie } = await withSecondFactor();
    const stored = JSON.stringify(
      await world.db
        .selectFrom("two_factors")
        .selectAll()
        .where("person_id", "=", personId)
        .execute(),
    );
    expect(stored).not.toContain(new URL(totpURI).searchParams.get("secret"));
    expect(stored).not.toContain(backupCodes[0]);
    const giveUp = (password: string) =>
      askSignIn(world, "two-factor/disable", { password }, { cookie });
    expect((await giveUp("x".repeat(12))).statusCode).toBeGreaterThanOrEqual(400);
    expect((await giveUp(PASSWORD)).statusCode).toBe(200);
  });
});
