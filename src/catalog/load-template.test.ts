import { readdirSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listServices } from "#src/db/queries/catalog.ts";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { templateNames } from "../../test/world.ts";
import { serviceFault } from "./edit/service-fault.ts";
import { loadTemplate } from "./load-template.ts";
import { readTemplate } from "./read-template.ts";

const now = new Date("2026-02-01T00:00:00Z");
const folder = path.join(import.meta.dirname, "../../templates");
const read = (name: string) => readTemplate(path.join(folder, `${name}.yaml`));

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("every file of templates/ is tested", () => {
  expect(readdirSync(folder).toSorted()).toEqual(templateNames.map((name) => `${name}.yaml`));
});

describe.each(templateNames)("the template %s", (name) => {
  const template = read(name);

  test("becomes an organization with everything it offers", async () => {
    const { db } = database;
    const id = await loadTemplate(db, template, { now });
    const tables = ["locations", "providers", "services", "knowledge"] as const;
    for (const table of tables) {
      const rows = await db
        .selectFrom(table)
        .select("id")
        .where("organization_id", "=", id)
        .execute();
      expect(rows, table).toHaveLength(template[table].length);
    }
    expect(template.locations.length).toBeGreaterThanOrEqual(2);
    expect(template.providers.length).toBeGreaterThanOrEqual(4);
    expect(template.services.length).toBeGreaterThanOrEqual(6);
    const hours = await db
      .selectFrom("working_hours")
      .innerJoin("locations", "locations.id", "working_hours.location_id")
      .leftJoin("providers", "providers.id", "working_hours.provider_id")
      .select(["locations.name as place", "providers.name as person"])
      .where("working_hours.organization_id", "=", id)
      .execute();
    expect(new Set(hours.map(({ place }) => place)).size).toBe(template.locations.length);
    expect(new Set(hours.map(({ person }) => person)).size).toBe(template.providers.length + 1);
  });

  test("is left as it is when it is loaded again", async () => {
    const { db } = database;
    const id = await loadTemplate(db, template, { now });
    await db.updateTable("organizations").set({ name: "Renamed" }).where("id", "=", id).execute();
    expect(await loadTemplate(db, template, { now, newId: () => crypto.randomUUID() })).toBe(id);
    const organization = await db
      .selectFrom("organizations")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(organization.name).toBe("Renamed");
    expect(await listServices(db, id)).toHaveLength(template.services.length);
  });

  test("has no service that the catalog would refuse from a desk", async () => {
    const { db } = database;
    const id = await loadTemplate(db, template, { now });
    const parts = await db.selectFrom("service_parts").selectAll().execute();
    const needs = await db.selectFrom("service_resources").selectAll().execute();
    for (const service of await listServices(db, id)) {
      const fault = serviceFault({
        service,
        parts: parts.filter((part) => part.package_id === service.id),
        needs: needs.filter((need) => need.service_id === service.id),
      });
      expect(fault, service.name).toBeNull();
    }
  });

  test("has at least two people for every service, one with payment and one with a question", () => {
    for (const { key, providers } of template.services.filter(({ parts }) => !parts)) {
      expect(providers.length, key).toBeGreaterThanOrEqual(2);
    }
    expect(template.services.some(({ payment }) => payment)).toBe(true);
    expect(template.services.some(({ questions }) => questions.length > 0)).toBe(true);
  });
});

test("ids are the same wherever a template is loaded", async () => {
  const other = await openTestDatabase();
  try {
    for (const name of templateNames) {
      const here = await loadTemplate(database.db, read(name), { now });
      const there = await loadTemplate(other.db, read(name), { now });
      expect(there).toBe(here);
      const ids = async (db: typeof other.db) => (await listServices(db, here)).map(({ id }) => id);
      expect(await ids(other.db)).toEqual(await ids(database.db));
    }
  } finally {
    await other.close();
  }
});
