import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { sql } from "kysely";

import { readAlways } from "#src/booking/availability-cache.ts";
import { availableSlots } from "#src/booking/available-slots.ts";
import { availableSlotsOfMany } from "#src/booking/batch-availability.ts";
import type { BookingDeps } from "#src/booking/booking-deps.ts";
import { createBookings } from "#src/booking/bookings.ts";
import type { Caller } from "#src/booking/caller.ts";
import { connect, type Db } from "#src/db/connect.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { listServices } from "#src/db/queries/catalog.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { onDatabase } from "../../test/database-admin.ts";
import { median } from "../database/median.ts";
import { quiet, withDatabase } from "../database/with-database.ts";
import type { BenchRow } from "../run.ts";
import { fillTo, loadOrganizations, now, type Organizations } from "./stored-clinic.ts";

const root = path.join(import.meta.dirname, "../..");
const day = 24 * 60 * 60_000;
const sizes = [1_000, 100_000, 1_000_000] as const;
const mostGrowth = 1.3;
const rounds = 60;

interface Stored {
  readonly size: number;
  readonly db: Db;
}

type Look = () => Promise<unknown>;

const timed = async (look: Look): Promise<number> => {
  const began = performance.now();
  await look();
  return performance.now() - began;
};

/** Median milliseconds of each, measured in turns so that a busy machine slows all alike. */
const inTurns = async (looks: readonly Look[], times: number): Promise<number[]> => {
  const took = looks.map((): number[] => []);
  for (let round = 0; round < times; round += 1) {
    for (const [index, look] of looks.entries()) took[index]?.push(await timed(look));
  }
  return took.map((values) => median(values.slice(Math.floor(times / 5))));
};

const depsOf = (db: Db): BookingDeps => ({
  db,
  phrases: loadPhrasebook(path.join(root, "prompts")),
  now: () => now,
  newId: randomUUID,
  slotSecret: Buffer.alloc(32, 3),
  readReason: readChangeReason,
});

const callerOf = (organizationId: string): Caller => ({
  ...{ organizationId, actor: "system", actorId: "bench", leadId: null, conversationId: null },
  providerId: null,
  ...{ messageId: null, language: "vi", operation: null },
});

const until = (days: number) => ({ from: now, to: new Date(now.getTime() + days * day) });

const mustFind = (found: { readonly ok: boolean; readonly slots?: readonly unknown[] }): void => {
  if (!found.ok || found.slots?.length === 0) throw new Error("the bench found no slot");
};

/** A week of one service, in databases of three sizes: the queries alone, and the whole answer. */
const weeks = async (stored: readonly Stored[], { clinic }: Organizations): Promise<BenchRow[]> => {
  const [first] = stored;
  if (!first) throw new Error("nothing is stored");
  const serviceId = (await listServices(first.db, clinic))[0]?.id ?? "";
  const ofSizes = async (what: string, lookIn: (db: Db) => Look): Promise<BenchRow[]> => {
    const looks = stored.map(({ db }) => lookIn(db));
    const took = await inTurns(looks, rounds);
    const [floorMs = Number.NaN] = took;
    return stored.map(({ size }, index) => {
      const ms = took[index] ?? Number.NaN;
      const name = `a week of one service, ${what}, ${size} bookings`;
      const limit = Number((mostGrowth * floorMs).toFixed(3));
      return { name, ms, floorMs, ratio: ms / floorMs, ...(index > 0 && { limit }) };
    });
  };
  const week = { serviceIds: [serviceId], organizationId: clinic, ...until(7), now };
  return [
    ...(await ofSizes("read", (db) => () => readAlways(db)(week))),
    ...(await ofSizes("answered", (db) => {
      const look = availableSlots(depsOf(db), readAlways(db));
      return async () => mustFind(await look(callerOf(clinic), { serviceId, ...until(7) }));
    })),
  ];
};

/** Whole answers against the reading they need: from the kept rows, of a package, of a batch. */
const answers = async (db: Db, { clinic, salon }: Organizations): Promise<BenchRow[]> => {
  const deps = depsOf(db);
  const bookings = createBookings(deps);
  const serviceIds = (await listServices(db, clinic)).map(({ id }) => id);
  const [serviceId = ""] = serviceIds;
  const inSalon = await listServices(db, salon);
  const packageId = inSalon.find(({ kind }) => kind === "package")?.id ?? "";
  const one = availableSlots(deps, readAlways(db));
  const many = availableSlotsOfMany(deps, readAlways(db));
  const read = (organizationId: string, ids: readonly string[], days: number) => () =>
    readAlways(db)({ organizationId, serviceIds: ids, ...until(days), now });
  const batch = { serviceIds, ...until(30), zone: "Asia/Ho_Chi_Minh", providers: "each" } as const;
  const row = async (name: string, look: Look, floor: Look): Promise<BenchRow> => {
    const [ms = Number.NaN, floorMs = Number.NaN] = await inTurns([look, floor], 20);
    return { name, ms, floorMs, ratio: ms / floorMs };
  };
  return [
    await row(
      "a week of one service, its rows kept",
      async () =>
        mustFind(await bookings.availableSlots(callerOf(clinic), { serviceId, ...until(7) })),
      read(clinic, [serviceId], 7),
    ),
    await row(
      "a week of a package",
      async () => mustFind(await one(callerOf(salon), { serviceId: packageId, ...until(7) })),
      read(salon, [packageId], 7),
    ),
    await row(
      "30 services, 20 providers, 30 days, counted",
      async () => mustFind(await many(callerOf(clinic), { ...batch, detail: "count" })),
      read(clinic, serviceIds, 30),
    ),
  ];
};

const open = (url: string): Db => connect({ url, max: 4, log: quiet });

/** One database for each size, copies of one another before they are filled. */
const prepare = async (url: string): Promise<[Stored[], Organizations]> => {
  const first = open(url);
  await migrateToLatest(first, quiet);
  const organizations = await loadOrganizations(first);
  await first.destroy();
  const template = new URL(url).pathname.slice(1);
  const stored: Stored[] = [];
  const admin = open(onDatabase(url, "postgres"));
  for (const size of sizes) {
    const name = `bookings_${size}`;
    await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin);
    stored.push({ size, db: open(onDatabase(url, name)) });
  }
  await admin.destroy();
  for (const { db, size } of stored) await fillTo(db, organizations.clinic, size);
  return [stored, organizations];
};

/** Answers from databases with a thousand, a hundred thousand and a million bookings. */
export const measureStored = (): Promise<BenchRow[]> =>
  withDatabase(async (url) => {
    const [stored, organizations] = await prepare(url);
    try {
      const largest = stored.at(-1);
      if (!largest) throw new Error("nothing is stored");
      return [
        ...(await weeks(stored, organizations)),
        ...(await answers(largest.db, organizations)),
      ];
    } finally {
      for (const { db } of stored) await db.destroy();
    }
  });
