import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { begin, granted, propose, refused, sayYes, slotAt } from "../../../test/appointments.ts";
import { openWorld, type World } from "../../../test/world.ts";
import type { SeriesReceipt } from "./series-receipt.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const weekly = { rule: "FREQ=WEEKLY;COUNT=6", startsLocal: "2026-02-10T09:00" };

/** Six Tuesdays at nine, held for a new lead. */
const proposeWeekly = async (more: { providerId?: string } = {}) => {
  const { lead, booking } = await begin(world);
  const caller = world.caller({ actor: "lead", lead });
  const request = { bookingId: booking.id, ...weekly, ...more };
  return { lead, caller, series: granted(await world.bookings.proposeSeries(caller, request)) };
};

const confirmBy = async (
  { lead, series }: Awaited<ReturnType<typeof proposeWeekly>>,
  shownHash = series.shownHash ?? "",
) => {
  world.clock.advance({ minutes: 1 });
  const messageId = await world.message(lead, "vâng, đặt hết giúp em");
  const caller = world.caller({ actor: "lead", lead, messageId });
  return world.bookings.confirmSeries(caller, {
    seriesId: series.seriesId,
    consent: { messageId, shownHash },
  });
};

const statuses = ({ visits }: SeriesReceipt) => visits.map(({ status }) => status);

describe("a series", () => {
  test("holds every visit that is free, with one person, and books them by one yes", async () => {
    const proposed = await proposeWeekly();
    const { series } = proposed;
    expect(statuses(series)).toEqual(Array(6).fill("held"));
    const people = series.visits.map((visit) => visit.status === "held" && visit.slot.providerId);
    expect(new Set(people).size).toBe(1);
    const booked = granted(await confirmBy(proposed));
    expect(statuses(booked)).toEqual(Array(6).fill("booked"));
    const found = await world.bookings.find(proposed.caller, proposed.lead.id);
    expect(found.map(({ state }) => state)).toEqual(Array(6).fill("SLOT_CONFIRMED"));
    expect(found.map(({ series: of }) => of?.position).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("tells of a visit that is taken, why, and what is free near it; the rest is held", async () => {
    const provider = world.provider("BS. Nguyễn Văn An");
    const other = await propose(world, {
      start: "2026-02-24T09:00:00+07:00",
      provider: provider.name,
    });
    granted(await sayYes(world, other, slotAt(other.offered, "2026-02-24T09:00:00+07:00")));
    const { series } = await proposeWeekly({ providerId: provider.id });
    expect(statuses(series)).toEqual(["held", "held", "not_free", "held", "held", "held"]);
    const [taken] = series.visits.flatMap((visit) => (visit.status === "not_free" ? [visit] : []));
    expect(taken).toMatchObject({ position: 2, reasons: [{ code: "busy" }] });
    expect(taken?.alternatives.length).toBeGreaterThan(0);
  });

  test("is not booked by a yes to something else, nor twice by one yes", async () => {
    const proposed = await proposeWeekly();
    expect(refused(await confirmBy(proposed, "another-hash")).code).toBe("explicit_confirmation");
    granted(await confirmBy(proposed));
    expect(refused(await confirmBy(proposed)).code).toBe("hold_expired");
  });

  test("that lapsed is not booked", async () => {
    const proposed = await proposeWeekly();
    world.clock.advance({ minutes: 31 });
    expect(refused(await confirmBy(proposed)).code).toBe("hold_expired");
  });

  test("of somebody else does not exist", async () => {
    const { series } = await proposeWeekly();
    const caller = world.caller({ actor: "lead", lead: await world.lead() });
    const request = { seriesId: series.seriesId, scope: "all", position: 0 } as const;
    const answer = await world.bookings.cancelSeries(caller, {
      ...request,
      ...{ reason: "no time", consent: null },
    });
    expect(refused(answer).code).toBe("unknown_booking");
  });

  test.each([
    ["one", ["SLOT_CONFIRMED", "SLOT_CONFIRMED", "CANCELLED", "SLOT_CONFIRMED"]],
    ["following", ["SLOT_CONFIRMED", "SLOT_CONFIRMED", "CANCELLED", "CANCELLED"]],
    ["all", ["CANCELLED", "CANCELLED", "CANCELLED", "CANCELLED"]],
  ] as const)("cancels %s", async (scope, expected) => {
    const proposed = await proposeWeekly();
    granted(await confirmBy(proposed));
    const sales = world.caller({ actor: "sales", lead: proposed.lead });
    const { seriesId } = proposed.series;
    const request = { seriesId, scope, position: 2, reason: "moved away", consent: null };
    granted(await world.bookings.cancelSeries(sales, request));
    const found = await world.bookings.find(sales, proposed.lead.id);
    const states = found
      .toSorted((a, b) => Number(a.series?.position) - Number(b.series?.position))
      .map(({ state }) => state);
    expect(states.slice(0, 4)).toEqual(expected);
  });

  test("cancelled by its lead needs their yes to exactly these visits", async () => {
    const proposed = await proposeWeekly();
    granted(await confirmBy(proposed));
    const { seriesId } = proposed.series;
    const request = { seriesId, scope: "all", position: 0, reason: "no time" } as const;
    const answer = granted(
      await world.bookings.cancelSeries(proposed.caller, { ...request, consent: null }),
    );
    expect(new Set(statuses(answer))).toEqual(new Set(["refused"]));
  });

  test("moves all its visits to another day and hour, and keeps what has no room there", async () => {
    const provider = world.provider("BS. Nguyễn Văn An");
    const proposed = await proposeWeekly({ providerId: provider.id });
    granted(await confirmBy(proposed));
    const sales = world.caller({ actor: "sales", lead: proposed.lead });
    const { seriesId } = proposed.series;
    const request = { seriesId, scope: "following", position: 1, reason: "work" } as const;
    const moved = granted(
      await world.bookings.moveSeries(sales, { ...request, toLocal: "2026-02-18T10:00" }),
    );
    expect(moved.visits.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(moved.visits.map(({ start }) => start.toISOString().slice(0, 16))).toEqual([
      ...["2026-02-18T03:00", "2026-02-25T03:00", "2026-03-04T03:00"],
      ...["2026-03-11T03:00", "2026-03-18T03:00"],
    ]);
    const booked = granted(
      await world.bookings.confirmSeries(sales, { seriesId, consent: null, statedBy: "Mai" }),
    );
    expect(new Set(statuses(booked))).toEqual(new Set(["booked"]));
    const found = await world.bookings.find(sales, proposed.lead.id);
    expect(found.every(({ state }) => state === "SLOT_CONFIRMED")).toBe(true);
  });
});
