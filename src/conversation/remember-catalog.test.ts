import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openWorld, type World } from "../../test/world.ts";
import type { Catalog } from "./load-catalog.ts";
import { catalogOf } from "./remember-catalog.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const read = (): Promise<Catalog> => catalogOf(world.db, world.organization.id, "vi");

let before: Catalog;
beforeEach(async () => {
  before = await read();
});

test("is the same one while nothing was written", async () => {
  expect(await read()).toBe(before);
});

test("is another one in another language", async () => {
  expect(await catalogOf(world.db, world.organization.id, "en")).not.toBe(before);
});

/** Every table the catalog is read from, with a write that shows in it. */
const writes: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  organizations: (id) =>
    world.db
      .updateTable("organizations")
      .set({ phone: "+84900000001" })
      .where("id", "=", id)
      .execute(),
  services: (id) =>
    world.db
      .updateTable("services")
      .set({ price_minor: 123 })
      .where("organization_id", "=", id)
      .execute(),
  locations: (id) =>
    world.db
      .updateTable("locations")
      .set({ address: "1 Lê Lợi" })
      .where("organization_id", "=", id)
      .execute(),
  providers: (id) =>
    world.db
      .updateTable("providers")
      .set({ gender: "male" })
      .where("organization_id", "=", id)
      .execute(),
  working_hours: (id) =>
    world.db
      .updateTable("working_hours")
      .set({ ends: "23:00" })
      .where("organization_id", "=", id)
      .execute(),
  provider_services: (id) =>
    world.db.deleteFrom("provider_services").where("organization_id", "=", id).execute(),
};

describe("is read anew after a write to", () => {
  test.each(Object.keys(writes))("%s", async (table) => {
    await writes[table]?.(world.organization.id);
    const after = await read();
    expect(after).not.toBe(before);
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
  });
});

test("a transaction sees what it has written itself", async () => {
  await world.db.transaction().execute(async (tx) => {
    await tx
      .updateTable("organizations")
      .set({ name: "Khác" })
      .where("id", "=", world.organization.id)
      .execute();
    expect((await catalogOf(tx, world.organization.id, "vi")).organization.name).toBe("Khác");
  });
});
