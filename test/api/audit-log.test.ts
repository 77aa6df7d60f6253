import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditList } from "#src/http/contract/audit.ts";
import { personIn, type SignedInPerson } from "./people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let owner: SignedInPerson;
beforeAll(async () => {
  world = await openApiWorld();
  owner = await personIn(world, { ...at("owner"), name: "Hoa" });
});
afterAll(() => world.close());

const at = (role: "owner" | "sales") => ({ organizationId: world.clinic.organizationId, role });

describe("the audit log", () => {
  test("says who did what, to what, and how it ended, without words or bodies", async () => {
    const sales = await personIn(world, { ...at("sales"), name: "Thanh" });
    const phone = "+84901239999";
    const lead = await sales.ask("POST", "/leads", { phone, name: "Khách kín" });
    expect(lead.status).toBe(201);
    await sales.ask("PUT", `/services/${await world.clinic.service("Khám")}/rules`, {});
    await sales.ask("GET", "/services");
    await world.clinic.ask("POST", "/leads", { phone });
    const log = await owner.ask("GET", `/audit-log?actorId=${sales.memberId}`);
    const { entries } = log.as(AuditList);
    expect(entries.map(({ action, status }) => [action, status])).toEqual(
      expect.arrayContaining([
        ["PUT /api/v1/services/:id/rules", 403],
        ["POST /api/v1/leads", 201],
        ["POST /api/auth/sign-in/email", 200],
      ]),
    );
    expect(entries).toHaveLength(3);
    expect(
      entries.every(
        ({ actor_kind, actor_name }) => `${actor_kind} ${actor_name}` === "member Thanh",
      ),
    ).toBe(true);
    const all = await world.db.selectFrom("audit_log").selectAll().execute();
    expect(JSON.stringify(all)).not.toContain("9999");
    expect(JSON.stringify(all)).not.toContain("Khách kín");
    const byKey = await owner.ask("GET", `/audit-log?actorId=${world.clinic.keyId}`);
    expect(byKey.as(AuditList).entries[0]).toMatchObject({
      actor_kind: "key",
      action: "POST /api/v1/leads",
      status: 200,
    });
    expect((await sales.ask("GET", "/audit-log")).status).toBe(403);
  });

  test("is read page by page and by kind of deed", async () => {
    for (let n = 0; n < 5; n += 1) await owner.ask("PATCH", "/me", { name: "Hoa" });
    const path = "/audit-log?action=PATCH%20/api/v1/me&limit=3";
    const first = (await owner.ask("GET", path)).as(AuditList);
    expect(first.entries).toHaveLength(3);
    const rest = (await owner.ask("GET", `${path}&cursor=${first.nextCursor}`)).as(AuditList);
    expect(rest.entries).toHaveLength(2);
    const ids = [...first.entries, ...rest.entries].map(({ audit_id }) => audit_id);
    expect(new Set(ids).size).toBe(5);
    const future = await owner.ask("GET", "/audit-log?from=2027-01-01T00:00:00Z");
    expect(future.as(AuditList).entries).toEqual([]);
  });

  test("that cannot be written keeps the write from being done", async () => {
    await world.db.schema.alterTable("audit_log").renameTo("hidden").execute();
    const phone = "+84901230000";
    const answer = await owner.ask("POST", "/leads", { phone });
    await world.db.schema.alterTable("hidden").renameTo("audit_log").execute();
    expect(answer.status).toBe(500);
    const row = await world.db
      .selectFrom("leads")
      .select("id")
      .where("phone", "=", phone)
      .execute();
    expect(row).toEqual([]);
  });
});
