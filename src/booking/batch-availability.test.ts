import type { KyselyPlugin } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";

import { granted, refused } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";
import type { BatchQuery } from "./batch-rows.ts";
import { type Bookings, createBookings } from "./bookings.ts";

let world: World;
let counted: Bookings;
let queries = 0;

const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    queries += 1;
    return node;
  },
  transformResult: async ({ result }) => result,
};

beforeAll(async () => {
  world = await openWorld();
  await growTo(world, { providers: 20, services: 30 });
});
afterAll(() => world.close());

/** Copies of the first dentist and of the first service until there are so many. */
const growTo = async (
  { db, organization }: World,
  { providers, services }: { readonly providers: number; readonly services: number },
): Promise<void> => {
  const { id } = organization;
  const copies = (table: string, many: number) => sql`
    insert into ${sql.table(table)}
    select (jsonb_populate_record(null::${sql.table(table)},
      to_jsonb(first) || jsonb_build_object('id', gen_random_uuid()))).*
    from (select * from ${sql.table(table)} where organization_id = ${id}
      order by position limit 1) first,
    generate_series(1, ${many} - (select count(*) from ${sql.table(table)}
      where organization_id = ${id}))`;
  await copies("providers", providers).execute(db);
  await copies("services", services).execute(db);
  await sql`insert into provider_services (organization_id, provider_id, service_id)
    select ${id}, providers.id, services.id from providers, services
    where providers.organization_id = ${id} and services.organization_id = ${id}
    on conflict do nothing`.execute(db);
  await sql`insert into working_hours
    select (jsonb_populate_record(null::working_hours, to_jsonb(hours)
      || jsonb_build_object('id', gen_random_uuid(), 'provider_id', providers.id))).*
    from providers, working_hours hours
    where providers.organization_id = ${id} and hours.organization_id = ${id}
      and hours.provider_id = ${world.provider("BS. Nguyễn Văn An").id}
      and providers.id not in (select provider_id from working_hours
        where provider_id is not null)`.execute(db);
};

const ask = async (query: Partial<BatchQuery>) => {
  counted = createBookings({ ...world.deps, db: world.db.withPlugin(counting) });
  queries = 0;
  const answer = await counted.availableSlotsOfMany(world.caller({ actor: "sales" }), {
    serviceIds: [world.service("Bọc sứ thẩm mỹ").id],
    from: new Date("2026-02-10T00:00:00+07:00"),
    to: new Date("2026-02-11T00:00:00+07:00"),
    zone: "Asia/Ho_Chi_Minh",
    detail: "count",
    ...query,
  });
  return { answer, queries };
};

test("asks the database as often for one day as for 30 services, 20 providers and 30 days", async () => {
  const one = await ask({});
  expect(granted(one.answer).rows).toHaveLength(1);
  const all = await world.db
    .selectFrom("services")
    .select("id")
    .where("organization_id", "=", world.organization.id)
    .execute();
  const many = await ask({
    serviceIds: all.map(({ id }) => id),
    to: new Date("2026-03-12T00:00:00+07:00"),
    providers: "each",
  });
  const { rows } = granted(many.answer);
  expect(new Set(rows.map(({ serviceId }) => serviceId)).size).toBe(30);
  expect(new Set(rows.map(({ providerId }) => providerId)).size).toBe(20);
  expect(new Set(rows.map(({ days }) => days.length))).toEqual(new Set([30]));
  expect(rows.flatMap(({ days }) => days).filter(({ count }) => count > 0).length).toBeGreaterThan(
    5_000,
  );
  expect(many.queries).toBe(one.queries);
  expect(one.queries).toBeLessThanOrEqual(4);
});

test("refuses what one answer cannot hold instead of telling a part of it", async () => {
  const { answer } = await ask({
    to: new Date("2026-04-12T00:00:00+07:00"),
    ...{ providers: "each", detail: "slots" },
  });
  expect(refused(answer).code).toBe("invalid_input");
});

test("tells the dates of the zone asked for", async () => {
  const range = {
    from: new Date("2026-02-10T00:00:00+07:00"),
    to: new Date("2026-02-11T00:00:00+07:00"),
  };
  const { answer } = await ask({ ...range, zone: "America/New_York" });
  expect(granted(answer).rows[0]?.days.map(({ date }) => date)).toEqual([
    "2026-02-09",
    "2026-02-10",
  ]);
});
