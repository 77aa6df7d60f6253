import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { SeriesReceipt } from "#src/booking/series/series-receipt.ts";
import { begin, granted } from "../appointments.ts";
import { openWorld, type TemplateName, type World } from "../world.ts";
import { bookFor, crowd, inconsistent, overbooked, race, unequipped } from "./race.ts";

let world: World;
const openIn = (template: TemplateName) =>
  beforeEach(async () => {
    world = await openWorld({ template, connections: 25 });
  });
afterEach(() => world.close());

const sound = async () => {
  expect(await overbooked(world)).toEqual([]);
  expect(await inconsistent(world)).toEqual([]);
  expect(await unequipped(world)).toEqual([]);
};

describe("at the salon", { timeout: 120_000 }, () => {
  openIn("hair-salon");
  // Friday, when everybody works at Quận 1, which has three chairs and two basins.
  const start = new Date("2026-02-06T14:00:00+07:00");
  const here = () => ({ start, locationId: world.location("Quận 1").id });
  const chairs = ["Cắt tóc nữ", "Cắt tóc nam", "Sấy tạo kiểu", "Phục hồi tóc"];

  test("three chairs wanted by four services at once seat three, whoever serves them", async () => {
    const leads = await crowd(world, 40);
    const { winners, losers } = await race(
      leads.map(
        (lead, index) => () =>
          bookFor(world, lead, { service: chairs[index % chairs.length] ?? "", ...here() }),
      ),
    );
    expect(winners).toHaveLength(3);
    expect(losers).toHaveLength(37);
    for (const { code } of losers) expect(["slot_taken", "no_slots"]).toContain(code);
    await sound();
  });

  test("chairs and basins do not stand in each other's way", async () => {
    const leads = await crowd(world, 24);
    const { winners } = await race(
      leads.map(
        (lead, index) => () =>
          bookFor(world, lead, { service: index % 2 ? "Gội đầu" : "Cắt tóc nữ", ...here() }),
      ),
    );
    const served = winners.map(({ booking }) => booking.serviceName).sort();
    expect(served.filter((name) => name === "Gội đầu").length).toBeLessThanOrEqual(2);
    expect(served.filter((name) => name === "Cắt tóc nữ").length).toBeLessThanOrEqual(3);
    expect(served.length).toBeGreaterThanOrEqual(3);
    await sound();
  });

  test("a package takes all of its parts or nothing, among haircuts that take one of them", async () => {
    const leads = await crowd(world, 30);
    const { winners } = await race(
      leads.map(
        (lead, index) => () =>
          bookFor(world, lead, {
            service: index % 2 ? "Cắt và nhuộm" : "Cắt tóc nữ",
            ...here(),
            details: {
              phone: "+84901234567",
              ...(index % 2 && { answers: { allergy: "no" } }),
            },
          }),
      ),
    );
    expect(winners.length).toBeGreaterThan(0);
    for (const { booking } of winners) {
      const parts = booking.appointment?.parts ?? [];
      expect(parts.length).toBe(booking.serviceName === "Cắt và nhuộm" ? 2 : 0);
    }
    // Whoever was faster: one more package, at a time of its own, is taken whole.
    const wish = { service: "Cắt và nhuộm", details: { answers: { allergy: "no" } } };
    const alone = await bookFor(world, await world.lead(), {
      ...{ ...wish, ...here(), start: new Date("2026-02-10T14:00:00+07:00") },
    });
    expect(granted(alone).booking.appointment?.parts).toHaveLength(2);
    await sound();
  });

  test("one series wanted by ten at once with one person: each visit is held for one", async () => {
    const providerId = world.provider("Bích Ngọc").id;
    const leads = await crowd(world, 10);
    const request = { rule: "FREQ=WEEKLY;COUNT=4", startsLocal: "2026-03-03T10:00", providerId };
    const answers = await Promise.all(
      leads.map(async (lead) => {
        const { booking } = await begin(world, { lead, service: "Cắt tóc nữ" });
        const caller = world.caller({ actor: "sales", lead });
        return world.bookings.proposeSeries(caller, { bookingId: booking.id, ...request });
      }),
    );
    const series = answers.map((answer) => granted<SeriesReceipt>(answer));
    for (let position = 0; position < 4; position += 1) {
      const held = series.filter(({ visits }) => visits[position]?.status === "held");
      expect(held).toHaveLength(1);
    }
    const caller = world.caller({ actor: "sales" });
    const confirmed = await Promise.all(
      series.map(({ seriesId }) =>
        world.bookings.confirmSeries(caller, { seriesId, consent: null, statedBy: "Mai" }),
      ),
    );
    const booked = confirmed.flatMap((answer) => (answer.ok ? answer.visits : []));
    expect(booked.filter(({ status }) => status === "booked")).toHaveLength(4);
    await sound();
  });

  test("two confirmations of one series at once book it once", async () => {
    const { lead, booking } = await begin(world, { service: "Cắt tóc nữ" });
    const caller = world.caller({ actor: "sales", lead });
    const request = { rule: "FREQ=WEEKLY;COUNT=4", startsLocal: "2026-03-03T10:00" };
    const held = granted(
      await world.bookings.proposeSeries(caller, { bookingId: booking.id, ...request }),
    );
    const { seriesId } = held;
    const confirmation = { seriesId, consent: null, statedBy: "Mai" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.bookings.confirmSeries(caller, confirmation)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await sound();
  });
});

describe("a class for five", { timeout: 60_000 }, () => {
  openIn("medical-spa");

  test("wanted by parties of two and three at once never seats a sixth", async () => {
    const leads = await crowd(world, 20);
    const { winners, losers } = await race(
      leads.map(
        (lead, index) => () =>
          bookFor(world, lead, {
            service: "Group breathing class",
            start: new Date("2026-02-10T10:00:00-05:00"),
            providerId: world.provider("Linh Tran, RN").id,
            participants: 2 + (index % 2),
          }),
      ),
    );
    const seated = winners.reduce((sum, { booking }) => sum + booking.participants, 0);
    expect(seated).toBeLessThanOrEqual(5);
    expect(seated).toBeGreaterThanOrEqual(4);
    expect(winners.length + losers.length).toBe(20);
    for (const { code } of losers) expect(code).toBe("slot_taken");
    await sound();
  });
});
