import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { granted } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { bookFor, crowd, inconsistent, overbooked, race, takeAlternative } from "./race.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ template: "medical-spa", connections: 25 });
});
afterAll(() => world.close());

const service = "Group breathing class";
const tran = () => world.provider("Linh Tran, RN").id;

describe("a class for five", { timeout: 60_000 }, () => {
  test("wanted by fifty at once, from the first seat on, seats five", async () => {
    const leads = await crowd(world, 50);
    const wish = { service, start: new Date("2026-02-10T10:00:00-05:00"), providerId: tran() };
    const { winners, losers, codes } = await race(
      leads.map((lead) => () => bookFor(world, lead, wish)),
    );
    expect(winners).toHaveLength(5);
    expect(codes).toEqual({ slot_taken: 45 });
    const [lead] = leads;
    if (!lead) throw new Error("no lead");
    granted(await takeAlternative(world, lead, service, losers[0]?.alternatives));
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });

  test("with one seat left seats one of fifty", async () => {
    const early = await crowd(world, 4);
    const wish = { service, start: new Date("2026-02-11T10:00:00-05:00"), providerId: tran() };
    for (const lead of early) granted(await bookFor(world, lead, wish));
    const late = await crowd(world, 50);
    const { winners, codes } = await race(late.map((lead) => () => bookFor(world, lead, wish)));
    expect(winners).toHaveLength(1);
    expect(codes).toEqual({ slot_taken: 49 });
    expect(await overbooked(world)).toEqual([]);
  });

  test("and a facial of the same person cannot both be held", async () => {
    const leads = await crowd(world, 20);
    const start = new Date("2026-02-12T10:00:00-05:00");
    const { winners } = await race(
      leads.map(
        (lead, index) => () =>
          bookFor(world, lead, {
            ...{ service: index % 2 === 0 ? service : "Signature facial" },
            ...{ start, providerId: tran() },
          }),
      ),
    );
    expect(new Set(winners.map(({ booking }) => booking.serviceName)).size).toBe(1);
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });
});
