import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { strategyFor } from "#src/booking/chooser-of.ts";
import { listPastTimes } from "#src/db/queries/past-times.ts";
import { weekdayOf } from "#src/domain/availability/local-date.ts";
import { localDayOf, localMinutesOf } from "#src/domain/availability/wall-time.ts";
import { defaultPolicy, type Policy } from "#src/domain/policy.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import type { Slot } from "#src/domain/slot.ts";
import { begin, granted, propose, sayYes, slotAt } from "../appointments.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";
import {
  comes,
  type HiddenLead,
  population,
  randomOf,
  suits,
  type WallTime,
} from "./population.ts";

const service = "Cạo vôi răng";

const setPolicy = async (world: World, policy: Partial<Policy>): Promise<void> => {
  await world.db
    .updateTable("organizations")
    .set({ policy: JSON.stringify({ ...world.organization.policy, ...policy }) })
    .where("id", "=", world.organization.id)
    .execute();
};

const wallOf = ({ start, zone }: Slot, now: Date): WallTime => {
  const day = localDayOf(zone, start.getTime());
  return {
    weekday: weekdayOf(day),
    minute: localMinutesOf(zone, start.getTime()),
    daysAhead: day - localDayOf(zone, now.getTime()),
  };
};

/** The lead takes this slot, the day goes by, and somebody records whether they came. */
const visit = async (
  world: World,
  proposed: Awaited<ReturnType<typeof propose>>,
  slot: Slot,
  showedUp: boolean,
): Promise<void> => {
  granted(await sayYes(world, proposed, slot));
  const bookingId = proposed.booking.id;
  const remindAt = Math.max(world.clock.now().getTime(), slot.start.getTime() - 2 * 3_600_000);
  world.clock.set(new Date(remindAt).toISOString());
  const house = world.caller({ actor: "system" });
  granted(await world.bookings.move(house, { bookingId, to: "REMINDER_SENT" }));
  world.clock.set(new Date(slot.end.getTime() + 3_600_000).toISOString());
  granted(
    await world.bookings.recordShowUp(world.caller({ actor: "sales" }), { bookingId, showedUp }),
  );
};

describe("a lead who has come before", () => {
  let world: World;
  let lead: WorldLead;
  beforeAll(async () => {
    world = await openWorld();
    lead = await world.lead();
    for (const start of ["2026-02-10T15:00:00+07:00", "2026-02-17T15:00:00+07:00"]) {
      const proposed = await propose(world, { lead, service, start });
      await visit(world, proposed, slotAt(proposed.offered, start), true);
    }
    world.clock.set("2026-02-19T09:00:00+07:00");
  });
  afterAll(() => world.close());

  const proposedTimes = async (who: WorldLead = lead, start?: string): Promise<string[]> => {
    const { offered, booking } = await propose(world, {
      ...{ lead: who, service },
      ...(start !== undefined && { start }),
    });
    const asked = { bookingId: booking.id, reason: "no", consent: null };
    granted(await world.bookings.cancel(world.caller({ actor: "sales" }), asked));
    return offered.map((slot) => {
      const { weekday, minute } = wallOf(slot, world.clock.now());
      return `${weekday} ${minute / 60}`;
    });
  };

  test("is known by what became of the times they were offered", async () => {
    const { id } = (await begin(world, { lead, service })).booking;
    const past = await listPastTimes(
      world.db,
      world.organization.id,
      { leadId: lead.id, id },
      world.clock.now(),
    );
    const kept = past.filter(({ outcome }) => outcome === "kept");
    expect(kept).toEqual([1, 2].map(() => ({ weekday: 2, minute: 15 * 60, outcome: "kept" })));
    expect(past.some(({ outcome }) => outcome === "passed_over")).toBe(true);
    expect(past.every(({ outcome }) => outcome === "kept" || outcome === "passed_over")).toBe(true);
  });

  test("is offered the soonest times as long as the organization says nothing else", async () => {
    expect(await proposedTimes()).toEqual(await proposedTimes(await world.lead()));
  });

  test("is offered what they took and kept when it is to be learned, and a new lead is not", async () => {
    const usual = await proposedTimes(await world.lead());
    await setPolicy(world, { proposalStrategy: "learned" });
    expect(await proposedTimes()).toContain("2 15");
    expect(await proposedTimes(await world.lead())).toEqual(usual);
    expect(await proposedTimes(lead, "2026-02-20T08:00:00+07:00")).toContain("5 8");
    await setPolicy(world, {});
  });

  test("every proposal keeps the strategy that chose its times; a named time has none", async () => {
    const strategyOf = async (start?: string) => {
      const { booking } = await propose(world, {
        ...{ lead: await world.lead(), service },
        ...(start !== undefined && { start }),
      });
      const { strategy } = await world.db
        .selectFrom("allocations")
        .select("strategy")
        .where("booking_id", "=", booking.id)
        .executeTakeFirstOrThrow();
      return strategy;
    };
    expect(await strategyOf()).toBe("soonest");
    expect(await strategyOf("2026-02-23T10:00:00+07:00")).toBeNull();
    const trial = { name: "all", strategy: "learned", percent: 100 } as const;
    await setPolicy(world, { proposalTrial: trial });
    expect(await strategyOf()).toBe("learned");
    await setPolicy(world, {});
  });
});

describe("a trial", () => {
  const leads = Array.from({ length: 2_000 }, (_, index) => `lead-${index}`);
  const served = (name: string, percent: number) => {
    const proposalTrial = { name, strategy: "learned", percent } as const;
    return leads.filter(
      (lead) => strategyFor({ ...defaultPolicy, proposalTrial }, lead) === "learned",
    );
  };

  test("serves its share of the leads, the same ones each time, and more of them as it grows", () => {
    const third = served("spring", 33);
    expect(third.length / leads.length).toBeCloseTo(0.33, 1);
    expect(served("spring", 33)).toEqual(third);
    expect(served("spring", 66)).toEqual(expect.arrayContaining(third));
    expect(served("spring", 0)).toEqual([]);
    expect(served("spring", 100)).toEqual(leads);
  });

  test("draws anew under another name", () => {
    const summer = new Set(served("summer", 50));
    const both = served("spring", 50).filter((lead) => summer.has(lead));
    expect(both.length / leads.length).toBeCloseTo(0.25, 1);
  });
});

/** What suits somebody best of a week, who names it. */
const nameOwn = async (
  world: World,
  proposed: Awaited<ReturnType<typeof propose>>,
  suited: (slot: Slot) => number,
): Promise<Slot | undefined> => {
  const caller = world.caller({ actor: "lead", lead: proposed.lead });
  const bookingId = proposed.booking.id;
  const from = world.clock.now();
  const to = new Date(from.getTime() + 7 * 86_400_000);
  const serviceId = world.service(service).id;
  const { slots } = granted(
    await world.bookings.availableSlots(caller, { serviceId, from, to, bookingId }),
  );
  const [best] = slots.toSorted((a, b) => suited(b) - suited(a));
  if (!best) return undefined;
  const times = [{ from: best.start, to: best.start, exact: true }];
  const { offered = [] } = granted(await world.bookings.proposeSlots(caller, { bookingId, times }));
  return offered.find(({ start }) => start.getTime() === best.start.getTime());
};

interface Served {
  readonly returning: number;
  readonly confirmed: number;
}

/** The same people with the same luck, served through the real use cases. */
const serve = async (seed: number, strategy: StrategyName): Promise<Served> => {
  const world = await openWorld();
  await setPolicy(world, { proposalStrategy: strategy });
  const people: { readonly hidden: HiddenLead; readonly lead: WorldLead }[] = [];
  for (const hidden of population(seed, 10)) {
    people.push({ hidden, lead: await world.lead(hidden.id) });
  }
  let [returning, confirmed] = [0, 0];
  for (let round = 0; round < 6; round += 1) {
    for (const { hidden, lead } of people) {
      const luck = randomOf(seed, hidden.id, round);
      const [accepts, insists, shows] = [luck(), luck(), luck()];
      const proposed = await propose(world, { lead, service });
      const now = world.clock.now();
      const suited = (slot: Slot) => suits(hidden, wallOf(slot, now));
      const [best] = proposed.offered.toSorted((a, b) => suited(b) - suited(a));
      const takes = best !== undefined && accepts < suited(best);
      returning += round >= 2 ? 1 : 0;
      confirmed += round >= 2 && takes ? 1 : 0;
      const own = insists < 0.7 && !takes ? await nameOwn(world, proposed, suited) : undefined;
      const taken = takes ? best : own;
      if (taken) await visit(world, proposed, taken, shows < comes(hidden, wallOf(taken, now)));
    }
  }
  await world.close();
  return { returning, confirmed };
};

test("through the real use cases, too, learned is confirmed more often for who comes back", async () => {
  const served = async (strategy: StrategyName): Promise<number> => {
    const both = [await serve(1, strategy), await serve(2, strategy)];
    const sum = (of: (one: Served) => number) => both.reduce((all, one) => all + of(one), 0);
    return sum(({ confirmed }) => confirmed) / sum(({ returning }) => returning);
  };
  const [soonest, learned] = [await served("soonest"), await served("learned")];
  expect(learned - soonest).toBeGreaterThan(0.15);
}, 120_000);
