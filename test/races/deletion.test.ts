import { randomUUID } from "node:crypto";

import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";

import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import { granted, refused } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A service like another one, that nothing uses yet. */
const addService = async (): Promise<string> => {
  const id = randomUUID();
  const { rules, seasons, translations, ...like } = world.service("Bọc sứ thẩm mỹ");
  await world.db
    .insertInto("services")
    .values({
      ...{ ...like, id, name: `Service ${id}` },
      ...{ rules: JSON.stringify(rules), seasons: JSON.stringify(seasons) },
      translations: JSON.stringify(translations),
    })
    .execute();
  return id;
};

/** Resolves once a statement of this database waits for somebody's lock. */
const somebodyWaits = () =>
  expect
    .poll(async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(world.db);
      return rows.length;
    })
    .toBeGreaterThan(0);

test("a service that goes while somebody chooses it is refused by name", async () => {
  const serviceId = await addService();
  const lead = await world.lead();
  const caller = world.caller({ actor: "lead", lead });
  const { conversationId } = lead;
  const inquiry = await world.bookings.create(caller, { leadId: lead.id, conversationId });
  const bookingId = granted(inquiry).booking.id;
  const choosing = await world.db.transaction().execute(async (tx) => {
    const scope = {
      tx,
      organizationId: world.organization.id,
      now: new Date(0),
      newId: randomUUID,
    };
    expect(await removeThing(scope, "service", serviceId)).toMatchObject({ ok: true });
    const choice = world.bookings.selectService(caller, { bookingId, serviceId });
    await somebodyWaits();
    // Not awaited inside the transaction it waits for.
    return { choice };
  });
  expect(refused(await choosing.choice).code).toBe("unknown_service");
});
