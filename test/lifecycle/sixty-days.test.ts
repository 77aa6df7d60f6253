import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { bookingStates } from "#src/domain/booking-states.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { seeded } from "../seeded.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { type Clinic, openClinic } from "./sixty-days/clinic.ts";
import { readHistories, readSaid, readTold } from "./sixty-days/read-histories.ts";
import { type Said, type Tally, tallyOf } from "./sixty-days/tally.ts";

vi.setConfig({ hookTimeout: 240_000 });

/** The clock goes forward on 8 March. */
const from = "2026-02-14T00:00:00-05:00";
const until = new Date("2026-04-15T00:00:00-04:00");
const leads = 500;
const seed = 20_260_214;

let world: World;
let clinic: Clinic;
let tallies: Map<string, Tally>;
let seconds: number;

beforeAll(async () => {
  world = await openWorld({ template: "medical-spa", now: from, connections: 6 });
  const rulesOf = {
    Botox: { prepareReminder: { days: 3, text: { en: "No alcohol the day before." } } },
    "Skin consultation": { recallOffer: { days: 14 } },
  };
  for (const [name, rules] of Object.entries(rulesOf)) {
    const all = { ...world.service(name).rules, ...rules };
    const update = world.db.updateTable("services").set({ rules: JSON.stringify(all) });
    await update.where("id", "=", world.service(name).id).execute();
  }
  const [random, fate] = [seeded(seed), seeded(seed + 1)];
  clinic = openClinic(world, { leads, until, random, fate });
  const started = performance.now();
  await clinic.run();
  seconds = (performance.now() - started) / 1000;
  const house = { zone: "America/New_York", until, down: clinic.down };
  const histories = await readHistories(world);
  tallies = new Map(histories.map((one) => [one.bookingId, tallyOf(one, house)]));
});
afterAll(() => world.close());

const sorted = (list: readonly Said[]): string[] =>
  list.map(({ bookingId, what, at }) => `${bookingId} ${at} ${what}`).toSorted();
const all = (of: "said" | "people"): Said[] => [...tallies.values()].flatMap((one) => one[of]);

describe(`sixty days of a clinic with ${leads} leads`, () => {
  test("every lead heard exactly what was due to them, at the instant it was due", async () => {
    const said = await readSaid(world);
    expect(sorted(said)).toEqual(sorted(all("said")));
    const counts = Map.groupBy(said, ({ what }) => what);
    const kinds = ["confirm", "prepare", "day_before", "day_before 2", "day_before 3", "soon"];
    for (const kind of [...kinds, "missed", "feedback", "recall", "reengage"]) {
      expect(counts.get(kind)?.length ?? 0, kind).toBeGreaterThan(3);
    }
  });

  test("people were told what was theirs to do", async () => {
    expect(sorted(await readTold(world))).toEqual(sorted(all("people")));
  });

  test("every booking got to where it had to", async () => {
    const rows = await world.db.selectFrom("bookings").select(["id", "state"]).execute();
    const expected = [...tallies].map(([id, { state }]) => `${id} ${state}`);
    expect(rows.map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual(expected.toSorted());
  });

  test("nobody was written to who did not want it", async () => {
    const { rows } = await sql`
      select m.id from messages m
      join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
      join leads l on l.organization_id = c.organization_id and l.id = c.lead_id
      where m.purpose is not null and (m.created_at >= l.opted_out_at
        or (m.purpose = 'reminders' and m.created_at >= l.reminders_off_at)
        or (m.purpose = 'marketing' and l.marketing_since is null))`.execute(world.db);
    expect(rows).toEqual([]);
  });

  test("every state was reached, by no move that is not in the table", async () => {
    const { rows } = await sql<{ from: string | null; to: string }>`
      select distinct lag(h.entry->>'state') over (partition by b.id order by h.n) as from,
        h.entry->>'state' as to
      from bookings b, jsonb_array_elements(b.state_history) with ordinality h(entry, n)`.execute(
      world.db,
    );
    expect(new Set(rows.map(({ to }) => to))).toEqual(new Set(bookingStates));
    const pairs = await world.db.selectFrom("booking_transitions").selectAll().execute();
    const legal = new Set(pairs.map(({ from_state, to_state }) => `${from_state}>${to_state}`));
    const made = rows.flatMap((row) => (row.from === null ? [] : [`${row.from}>${row.to}`]));
    expect(made.filter((pair) => !legal.has(pair))).toEqual([]);
  });

  test("a process was killed at its work on most days, and nothing was lost or said twice", () => {
    expect(clinic.killed()).toBeGreaterThan(45);
  });

  test("a clock that is set back says nothing again", async () => {
    const before = (await readSaid(world)).length;
    world.clock.set("2026-03-20T12:00:00-04:00");
    await doDueThings(turnDepsOf(world))();
    expect((await readSaid(world)).length).toBe(before);
  });

  test("took seconds", () => {
    expect(seconds).toBeLessThan(200);
  });
});
