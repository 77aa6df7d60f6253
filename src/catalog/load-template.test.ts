import { readdirSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { listServices } from "#src/db/queries/catalog.ts";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { templateNames } from "../../test/world.ts";
import { loadTemplate } from "./load-template.ts";
import { readTemplate } from "./read-template.ts";
import { Template } from "./template.ts";

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

describe("a mistake in a template names its place", () => {
  const good = read("dental-clinic");
  const raw = {
    slug: "hoa-mai",
    name: "Hoa Mai",
    locale: "vi",
    timezone: "Asia/Ho_Chi_Minh",
    currency: "VND",
    locations: [
      {
        key: "q1",
        name: "Q1",
        address: "1 Lê Lợi",
        hours: [{ days: ["mon"], open: ["08:00-12:00"] }],
      },
    ],
    providers: [
      {
        key: "an",
        name: "An",
        hours: [{ locations: ["q1"], days: ["mon"], open: ["08:00-12:00"] }],
      },
    ],
    services: [{ key: "kham", name: "Khám", duration_minutes: 30, providers: ["an"] }],
  };
  const [service] = raw.services;

  test.each([
    ["an unknown key", { ...raw, colour: "pink" }, "Unrecognized key"],
    ["an unknown timezone", { ...raw, timezone: "Saigon" }, "timezone"],
    [
      "a provider nobody defined",
      { ...raw, services: [{ ...service, providers: ["lan"] }] },
      "there is no provider lan\n  → at services[0].providers[0]",
    ],
    [
      "a location nobody defined",
      {
        ...raw,
        providers: [
          {
            key: "an",
            name: "An",
            hours: [{ locations: ["q9"], days: ["mon"], open: ["08:00-12:00"] }],
          },
        ],
      },
      "there is no location q9\n  → at providers[0].hours[0].locations[0]",
    ],
    [
      "hours that are none",
      {
        ...raw,
        locations: [{ ...raw.locations[0], hours: [{ days: ["mon"], open: ["8-12"] }] }],
      },
      "is not HH:MM-HH:MM\n  → at locations[0].hours[0].open[0]",
    ],
    [
      "a payment without a price",
      { ...raw, services: [{ ...service, payment: { methods: ["card"] } }] },
      "services[0].price",
    ],
    [
      "two services of one key",
      { ...raw, services: [service, service] },
      "kham is used twice\n  → at services[1].key",
    ],
  ])("%s", (_what, broken, message) => {
    const parsed = Template.safeParse(broken);
    expect(parsed.success).toBe(false);
    expect(z.prettifyError(parsed.error ?? new z.ZodError([]))).toContain(message);
  });

  test("a template without a mistake parses", () => {
    expect(Template.parse(raw).services[0]?.capacity).toBe(1);
    expect(good.services.length).toBeGreaterThan(0);
  });
});
