import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import {
  type CacheUse,
  openAvailabilityCache,
  readAlways,
} from "#src/booking/availability-cache.ts";
import { type AvailabilityQuery, availableSlots } from "#src/booking/available-slots.ts";
import { availableSlotsOfMany } from "#src/booking/batch-availability.ts";
import type { BatchQuery } from "#src/booking/batch-rows.ts";
import { listProviders, listServices } from "#src/db/queries/catalog.ts";
import { granted } from "./appointments.ts";
import { type Dice, diceFrom, handWritten, writeByHand } from "./calendar-writes.ts";
import { openWorld, type World, type WorldLead } from "./world.ts";

const hour = 3_600_000;
const steps = 4_000;

let world: World;
let uses: CacheUse[] = [];
let leads: WorldLead[];
let kept: ReturnType<typeof looksOf>;
let fresh: ReturnType<typeof looksOf>;
let serviceIds: string[];
let providerIds: string[];

const looksOf = (read: ReturnType<typeof readAlways>) => ({
  one: availableSlots(world.deps, read),
  many: availableSlotsOfMany(world.deps, read),
});

beforeAll(async () => {
  world = await openWorld({ template: "hair-salon", now: "2026-03-03T10:00:00+07:00" });
  const { db, organization } = world;
  kept = looksOf(openAvailabilityCache(db, (use) => uses.push(use)));
  fresh = looksOf(readAlways(db));
  leads = [await world.lead("Lan"), await world.lead("Huệ")];
  serviceIds = (await listServices(db, organization.id)).map(({ id }) => id);
  providerIds = (await listProviders(db, organization.id)).map(({ id }) => id);
});
afterAll(() => world.close());
beforeEach(() => {
  uses = [];
});

const pick = <T>(dice: Dice, from: readonly T[]): T => {
  const picked = from[dice(from.length)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
};

const questionOf = (dice: Dice): AvailabilityQuery => {
  const from = new Date(Math.floor(world.clock.now().getTime() / hour) * hour + dice(50) * hour);
  return {
    serviceId: pick(dice, serviceIds.slice(0, 4)),
    from,
    to: new Date(from.getTime() + (1 + dice(40)) * hour),
    providerId: dice(3) === 0 ? pick(dice, providerIds) : undefined,
  };
};

const batchOf = (dice: Dice): BatchQuery => ({
  ...{ serviceIds: serviceIds.slice(0, 1 + dice(serviceIds.length)), zone: "Asia/Ho_Chi_Minh" },
  from: world.clock.now(),
  to: new Date(world.clock.now().getTime() + 60 * hour),
  ...(dice(2) === 0 && { providers: "each" as const }),
  detail: pick(dice, ["count", "starts", "slots"]),
});

const system = () => world.caller({ actor: "system" });

/** Whether there was a slot to be wrong about. */
const compare = async (dice: Dice): Promise<boolean> => {
  if (dice(6) === 0) {
    const query = batchOf(dice);
    expect(await kept.many(system(), query)).toEqual(await fresh.many(system(), query));
    return false;
  }
  const query = questionOf(dice);
  const answer = await kept.one(system(), query);
  expect(answer).toEqual(await fresh.one(system(), query));
  return answer.ok && answer.slots.length > 0;
};

/** Books, holds or cancels as people do; a refusal is as good as anything. */
const act = async (dice: Dice): Promise<void> => {
  const lead = pick(dice, leads);
  const caller = world.caller({ actor: "sales", lead });
  const [booking] = (await world.bookings.find(caller, lead.id)).filter(
    ({ state }) => state === "SLOT_CONFIRMED" || state === "SLOT_PROPOSED",
  );
  if (booking && dice(2) === 0) {
    const end = { bookingId: booking.id, reason: "x", consent: null, overruledBy: "Mai" };
    await world.bookings.cancel(caller, end);
    return;
  }
  const found = await fresh.one(system(), questionOf(dice));
  const slot = found.ok && found.slots.length > 0 ? pick(dice, found.slots) : undefined;
  if (!slot) return;
  const { serviceId, start, providerId, locationId } = slot;
  await world.bookings.bookTime(caller, {
    ...{ leadId: lead.id, conversationId: lead.conversationId, statedBy: dice(2) ? "Mai" : null },
    ...{ serviceId, start, providerId, locationId },
    details: { phone: "+84901234567" },
  });
};

const passTime = (dice: Dice): void => {
  const minutes = pick(dice, [0, 0, 0, 0.25, 0.5, 1, 1, 2, 5, 31, 200, -1]);
  world.clock.advance({ minutes });
};

describe("what looks at availability remember", () => {
  test("is what a fresh look says, whatever is written and however time passes", {
    timeout: 300_000,
  }, async () => {
    const dice = diceFrom(20_260_303);
    let open = 0;
    for (let step = 0; step < steps; step += 1) {
      const die = dice(40);
      if (die < 33) open += (await compare(dice)) ? 1 : 0;
      else if (die < 35) await act(dice);
      else if (die < 38) await writeByHand(world, dice);
      else passTime(dice);
    }
    const hits = uses.filter((use) => use === "hit").length;
    expect(open).toBeGreaterThan(uses.length / 4);
    expect(hits).toBeGreaterThan(uses.length / 10);
    expect(uses.length - hits).toBeGreaterThan(uses.length / 10);
  });

  test.each(Object.keys(handWritten))("sees at once: %s", async (name) => {
    const dice = diceFrom(7);
    const query = { ...batchOf(diceFrom(1)), serviceIds, detail: "starts" as const };
    for (let round = 0; round < 6; round += 1) {
      await kept.many(system(), query);
      await handWritten[name]?.(world.organization.id, dice, world.clock.now())
        .execute(world.db)
        .catch(() => undefined);
      expect(await kept.many(system(), query)).toEqual(await fresh.many(system(), query));
    }
  });

  test("is read again after five minutes, and not before", async () => {
    world.clock.advance({ hours: 1 });
    const now = world.clock.now();
    const query = {
      ...questionOf(diceFrom(3)),
      from: now,
      to: new Date(now.getTime() + 48 * hour),
    };
    await kept.one(system(), query);
    uses = [];
    for (const minutes of [4, 0.9, 0.1, 0, -6]) {
      world.clock.advance({ minutes });
      await kept.one(system(), query);
    }
    expect(uses).toEqual(["hit", "hit", "miss", "hit", "miss"]);
  });

  test("takes one question to the database instead of three", async () => {
    const query = questionOf(diceFrom(4));
    await kept.one(system(), query);
    uses = [];
    await kept.one(system(), { ...query, providerId: providerIds[0] });
    expect(uses).toEqual(["hit"]);
  });

  test("makes room for what is used", async () => {
    const seen: CacheUse[] = [];
    const narrow = { maxAgeMs: hour, entries: 2, rows: 1_000_000 };
    const read = openAvailabilityCache(world.db, (use) => seen.push(use), narrow);
    const at = (index: number) => ({
      ...{ organizationId: world.organization.id, now: world.clock.now() },
      serviceIds: serviceIds.slice(index, index + 1),
      ...{ from: world.clock.now(), to: new Date(world.clock.now().getTime() + hour) },
    });
    for (const index of [0, 1, 0, 2, 0, 1]) await read(at(index));
    expect(seen).toEqual(["miss", "miss", "hit", "miss", "hit", "miss"]);
    const tiny = openAvailabilityCache(world.db, (use) => seen.push(use), { ...narrow, rows: 1 });
    for (const index of [0, 0]) await tiny(at(index));
    expect(seen.slice(-2)).toEqual(["miss", "miss"]);
  });

  test("does not serve a booking that may take its own time again", async () => {
    const lead = pick(diceFrom(1), leads);
    const { booking } = granted(
      await world.bookings.create(world.caller({ actor: "sales", lead }), {
        ...{ leadId: lead.id, conversationId: lead.conversationId },
      }),
    );
    const query = questionOf(diceFrom(5));
    await kept.one(system(), query);
    uses = [];
    await kept.one(system(), { ...query, bookingId: booking.id });
    expect(uses).toEqual([]);
  });
});
