import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { sql } from "kysely";
import { Pool } from "pg";

import { type Bookings, createBookings } from "#src/booking/bookings.ts";
import type { Caller } from "#src/booking/caller.ts";
import { shownHashOf } from "#src/booking/slot-view.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import { connect, type Db } from "#src/db/connect.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { quiet, withDatabase } from "./database/with-database.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const root = path.join(import.meta.dirname, "..");
const concurrency = 8;
const rounds = 5;
const perRound = 32;
const single = 60;
const dentists = 16;
const now = new Date("2026-02-05T09:00:00+07:00");
const later = new Date("2026-02-05T09:05:00+07:00");

/** A clinic with as many dentists as it takes for confirmations not to wait for one another. */
const clinic = () => {
  const template = readTemplate(path.join(root, "templates/dental-clinic.yaml"));
  const [service] = template.services;
  const [dentist] = template.providers;
  if (!service || !dentist) throw new Error("the template is empty");
  const keys = Array.from({ length: dentists }, (_, index) => `dentist-${index}`);
  const providers = keys.map((key) => ({ ...dentist, key, name: key }));
  return { ...template, sops: [], providers, services: [{ ...service, providers: keys }] };
};

interface Ready {
  readonly caller: Caller;
  readonly bookingId: string;
  readonly slotId: string;
  readonly messageId: string;
  readonly shownHash: string;
}

/** Half-hour starts of the clinic's hours on the next weekdays, for every dentist. */
const times = (providerIds: readonly string[]) =>
  ["06", "09", "10", "11", "12"].flatMap((day) =>
    [
      "08:00",
      "08:30",
      "09:00",
      "09:30",
      "10:00",
      "10:30",
      "11:00",
      "14:00",
      "14:30",
      "15:00",
    ].flatMap((time) =>
      providerIds.map((providerId) => ({
        providerId,
        start: new Date(`2026-02-${day}T${time}:00+07:00`),
      })),
    ),
  );

/** A lead with a held slot who has just said yes to it. */
const prepare = async (
  db: Db,
  bookings: Bookings,
  organizationId: string,
  wish: { readonly serviceId: string; readonly providerId: string; readonly start: Date },
): Promise<Ready> => {
  const conversationId = randomUUID();
  await openConversation(
    db,
    { organizationId, conversationId, address: conversationId, language: "vi" },
    {
      ...{ channel: "web-chat", account: "site", now, newId: randomUUID },
      greet: () => Promise.resolve({ text: "Xin chào!", choices: [] }),
    },
  );
  const { lead_id: leadId } = await db
    .selectFrom("conversations")
    .select("lead_id")
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  const caller: Caller = {
    ...{ organizationId, actor: "lead", actorId: leadId, leadId, conversationId },
    providerId: null,
    ...{ messageId: null, language: "vi", operation: null },
  };
  const held = await bookings.bookTime(caller, { ...wish, leadId, conversationId, statedBy: null });
  const slot = held.ok ? held.offered?.[0] : undefined;
  if (!held.ok || !slot) throw new Error(`the slot is not to be had: ${JSON.stringify(held)}`);
  const message = { conversationId, deliveryId: randomUUID(), text: "Vâng", choiceId: null };
  const { messageId } = await receive(db, {
    ...{ organizationId, messageId: randomUUID(), now: new Date(now.getTime() + 60_000) },
    message: { ...message, channelData: null },
  });
  const bookingId = held.booking.id;
  const shownHash = shownHashOf(bookingId, slot);
  return { caller: { ...caller, messageId }, bookingId, slotId: slot.id, messageId, shownHash };
};

const confirm = async (bookings: Bookings, ready: Ready): Promise<void> => {
  const { caller, bookingId, slotId, messageId, shownHash } = ready;
  const consent = { messageId, shownHash };
  const answer = await bookings.confirmSlot(caller, { bookingId, slotId, consent });
  if (!answer.ok) throw new Error(`not confirmed: ${answer.reason}`);
};

/** The rows of a confirmation and nothing else: no look at the calendar, no rule, no lock. */
const writeRows = async (pool: Pool, ready: Ready): Promise<void> => {
  const { caller, bookingId, slotId, messageId, shownHash } = ready;
  const { organizationId } = caller;
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      `update bookings set state = 'SLOT_CONFIRMED', version = version + 1, provider_id = a.provider_id,
         location_id = a.location_id, starts_at = a.starts_at, ends_at = a.ends_at,
         state_history = state_history || '[{"state":"SLOT_CONFIRMED","at":"2026-02-05","by":"lead"}]',
         last_communication_at = $3, updated_at = $3
       from allocations a where bookings.organization_id = $1 and bookings.id = $2 and a.booking_id = $2`,
      [organizationId, bookingId, later],
    );
    await client.query(
      `insert into booking_events (organization_id, event_id, booking_id, timestamp, event_type,
         from_state, to_state, triggered_by, triggered_by_id, message_content, data_snapshot,
         validation_passed, validation_checks)
       values ($1, $2, $3, $4, 'state_change', 'SLOT_PROPOSED', 'SLOT_CONFIRMED', 'customer', $5,
         'Vâng', $6, true, $7)`,
      [organizationId, randomUUID(), bookingId, later, caller.actorId, snapshot, checks],
    );
    await client.query(
      "insert into outbox (organization_id, topic, payload, created_at) values ($1, 'booking', $2, $3)",
      [organizationId, JSON.stringify({ bookingId, to: "SLOT_CONFIRMED" }), later],
    );
    await client.query(
      `update allocations set kind = 'booking', expires_at = null
       where organization_id = $1 and booking_id = $2 and slot_id = $3`,
      [organizationId, bookingId, slotId],
    );
    await client.query(
      `insert into consents (organization_id, message_id, booking_id, action, shown_hash, used_at)
       values ($1, $2, $3, 'confirm_slot', $4, $5)`,
      [organizationId, messageId, bookingId, shownHash, later],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
};

const snapshot = JSON.stringify({ starts_at: now, appointment_date: "2026-02-10", zone: "x" });
const checks = JSON.stringify(
  Array.from({ length: 9 }, () => ({ rule: "slot_chosen", passed: true, why: "a slot is chosen" })),
);

/** Runs all of them, so many at a time; milliseconds of each. */
const atOnce = async <T>(items: readonly T[], width: number, work: (item: T) => Promise<void>) => {
  const waiting = [...items];
  const took: number[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const began = performance.now();
      await work(item);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return took;
};

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

type Work = (ready: Ready) => Promise<void>;

/** Milliseconds a confirmation takes of the machine, both kinds in turns. */
const throughput = async (queue: Ready[], ours: Work, floor: Work): Promise<BenchRow> => {
  const our: number[] = [];
  const least: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [work, into] of [
      [ours, our],
      [floor, least],
    ] as const) {
      const began = performance.now();
      await atOnce(queue.splice(0, perRound), concurrency, work);
      into.push((performance.now() - began) / perRound);
    }
  }
  const ms = quantile(our, 0.5);
  const floorMs = quantile(least, 0.5);
  const name = `confirm, ${concurrency} at once (${Math.round(1000 / ms)} a second)`;
  return { name, ms, floorMs, ratio: ms / floorMs, limit: Number((2 * floorMs).toFixed(3)) };
};

const latency = async (queue: Ready[], ours: Work, floor: Work): Promise<BenchRow[]> => {
  const our = await atOnce(queue.splice(0, single), 1, ours);
  const least = await atOnce(queue.splice(0, single), 1, floor);
  return [0.5, 0.95].map((part) => {
    const [ms, floorMs] = [quantile(our, part), quantile(least, part)];
    return { name: `one confirm, p${part * 100}`, ms, floorMs, ratio: ms / floorMs };
  });
};

const measure = async (db: Db, url: string): Promise<BenchRow[]> => {
  await migrateToLatest(db, quiet);
  const organizationId = await loadTemplate(db, clinic(), { now });
  const providers = await db.selectFrom("providers").select("id").execute();
  const service = await db.selectFrom("services").select("id").executeTakeFirstOrThrow();
  const phrases = loadPhrasebook(path.join(root, "prompts"));
  const deps = {
    db,
    phrases,
    newId: randomUUID,
    slotSecret: Buffer.alloc(32, 7),
    readReason: readChangeReason,
  };
  const early = createBookings({ ...deps, now: () => now });
  const queue: Ready[] = [];
  const needed = 2 * (rounds * perRound + single);
  const wishes = times(providers.map(({ id }) => id)).slice(0, needed);
  await atOnce(wishes, concurrency, async (wish) => {
    queue.push(await prepare(db, early, organizationId, { ...wish, serviceId: service.id }));
  });
  // What autovacuum does soon after so many rows; plans made without it fit neither side.
  await sql`vacuum analyze`.execute(db);
  const bookings = createBookings({ ...deps, now: () => later });
  const pool = new Pool({ connectionString: url, max: concurrency });
  const ours: Work = (ready) => confirm(bookings, ready);
  const floor: Work = (ready) => writeRows(pool, ready);
  try {
    return [await throughput(queue, ours, floor), ...(await latency(queue, ours, floor))];
  } finally {
    await pool.end();
  }
};

/** Confirmations against the same rows written by a bare transaction, on a PostgreSQL of its own. */
export const run = (): Promise<BenchSection> =>
  withDatabase(async (url) => {
    const db = connect({ url, max: concurrency, log: quiet });
    try {
      return { section: "confirm", rows: await measure(db, url) };
    } finally {
      await db.destroy();
    }
  });
