import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import {
  ActionAnswer,
  AvailabilityAnswer,
  BookingAnswer,
  ErrorBody,
  PriceRuleAnswer,
  PriceRuleList,
  SeriesAnswer,
} from "#src/http/contract.ts";
import { bookAtClinic, leadOf } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  const { price_rules } = (await world.clinic.ask("GET", "/price-rules?retired=true")).as(
    PriceRuleList,
  );
  for (const { price_rule_id } of price_rules) {
    await world.clinic.ask("DELETE", `/price-rules/${price_rule_id}`);
  }
});

const quiet = { vi: "giờ thấp điểm", en: "quiet hours" };
const from13 = { kind: "off_peak", times: [{ fromMinute: 13 * 60, toMinute: 24 * 60 }] };

const add = (rule: Readonly<Record<string, unknown>> = {}) =>
  world.clinic.ask("POST", "/price-rules", {
    ...{ name: quiet, condition: from13, percent: -10 },
    ...rule,
  });

const added = async (rule: Readonly<Record<string, unknown>> = {}) =>
  (await add(rule)).as(PriceRuleAnswer).price_rule;

const crowns = { service: "Bọc sứ", list: 4_500_000, less: 4_050_000 };
const dong = (minor: number) => ({ minor, currency: "VND" });

const free = async (date: string) => {
  const serviceId = await world.clinic.service(crowns.service);
  const answer = await world.clinic.ask("POST", "/availability", { serviceId, date });
  return answer.as(AvailabilityAnswer).slots;
};

describe("price rules", () => {
  test("an organization has none in force at first, and its template may bring some", async () => {
    const { price_rules } = (await world.clinic.ask("GET", "/price-rules?retired=true")).as(
      PriceRuleList,
    );
    expect(price_rules).toMatchObject([{ name: quiet, percent: -10, active: false, version: 1 }]);
    const none = await world.clinic.ask("GET", "/price-rules");
    expect(none.as(PriceRuleList).price_rules).toEqual([]);
    expect(await free("2026-03-03")).toSatisfy((slots: { price: unknown; list_price: unknown }[]) =>
      slots.every(({ price, list_price }) => JSON.stringify(price) === JSON.stringify(list_price)),
    );
  });

  test("are added, read, changed with a new version, and deleted", async () => {
    const rule = await added({ priority: 3, floorMinor: 1_000_000 });
    expect(rule).toMatchObject({ version: 1, active: true, priority: 3, floor_minor: 1_000_000 });
    const changed = await world.clinic.ask("PATCH", `/price-rules/${rule.price_rule_id}`, {
      ...{ percent: null, amountMinor: -50_000 },
    });
    expect(changed.as(PriceRuleAnswer).price_rule).toMatchObject({
      ...{ version: 2, percent: null, amount_minor: -50_000, priority: 3 },
    });
    const url = `/price-rules/${rule.price_rule_id}`;
    expect((await world.clinic.ask("GET", url)).status).toBe(200);
    expect((await world.spa.ask("GET", url)).status).toBe(404);
    expect((await world.spa.ask("DELETE", url)).status).toBe(404);
    expect((await world.clinic.ask("DELETE", url)).status).toBe(200);
    expect((await world.clinic.ask("GET", url)).status).toBe(404);
  });

  test.each([
    ["percent", "no change", { percent: null }],
    ["percent", "two changes", { amountMinor: -5 }],
    ["percent", "nothing changed", { percent: 0 }],
    [
      "percent",
      "a surcharge by volume",
      {
        ...{ percent: 10, condition: { kind: "volume", of: "lead", from: 2 } },
      },
    ],
    ["condition", "a fill rate of any share", { condition: { kind: "fill_rate", of: "provider" } }],
    ["serviceId", "a service of nobody", { serviceId: "5f0f5b0e-0000-4000-8000-000000000000" }],
  ] as const)("a rule is refused for its %s: %s", async (field, _why, difference) => {
    const answer = await add(difference);
    expect([400, 404]).toContain(answer.status);
    expect(answer.as(ErrorBody)).toMatchObject({ field });
    expect(answer.as(ErrorBody).message.length).toBeGreaterThan(10);
  });

  test("go with the service they are of", async () => {
    const { body } = await world.clinic.ask("POST", "/services", {
      ...{ name: "Dán sứ veneer", durationMinutes: 60, priceMinor: 900_000 },
    });
    const { service_id: serviceId } = (body as { service: { service_id: string } }).service;
    const rule = await added({ serviceId });
    expect((await world.clinic.ask("DELETE", `/services/${serviceId}`)).status).toBe(200);
    expect((await world.clinic.ask("GET", `/price-rules/${rule.price_rule_id}`)).status).toBe(404);
  });
});

describe("the price of a free time", () => {
  test("is told with the list price and the rules, as soon as a rule is there and until it goes", async () => {
    const before = await free("2026-03-04");
    const rule = await added();
    const priced = (start_time: string, slots: Awaited<ReturnType<typeof free>>) =>
      slots.find((slot) => slot.start_time === start_time);
    const after = await free("2026-03-04");
    expect(priced("09:00", after)).toMatchObject({ price: dong(crowns.list), price_rules: [] });
    expect(priced("15:00", after)).toMatchObject({
      ...{ price: dong(crowns.less), list_price: dong(crowns.list) },
      price_rules: [{ price_rule_id: rule.price_rule_id, version: 1, percent: -10, name: quiet }],
    });
    expect(after.map(({ slot_id }) => slot_id)).toEqual(before.map(({ slot_id }) => slot_id));
    await world.clinic.ask("PATCH", `/price-rules/${rule.price_rule_id}`, { active: false });
    expect(priced("15:00", await free("2026-03-04"))).toMatchObject({ price: dong(crowns.list) });
  });

  test("follows how full the provider's day is", async () => {
    await added({
      ...{ name: { vi: "ngày đông khách", en: "busy day" }, percent: 20 },
      condition: { kind: "fill_rate", of: "provider", atLeast: 5 },
    });
    const [slot] = await free("2026-03-10");
    expect(slot?.price).toEqual(dong(crowns.list));
    await bookAtClinic(world, {
      ...{ date: "2026-03-10", time: "10:00" },
      more: { providerId: slot?.provider_id, locationId: slot?.location_id },
    });
    const later = await free("2026-03-10");
    const own = later.find(({ provider_id }) => provider_id === slot?.provider_id);
    const other = later.find(({ provider_id }) => provider_id !== slot?.provider_id);
    expect(own?.price).toEqual(dong(5_400_000));
    expect(other?.price).toEqual(dong(crowns.list));
  });

  test("falls for a lead who comes often, and not before", async () => {
    await added({ condition: { kind: "volume", of: "lead", from: 2, withinDays: 60 } });
    const leadId = await leadOf(world.clinic);
    const first = await bookAtClinic(world, { leadId, date: "2026-03-11" });
    expect(first.as(ActionAnswer).booking.price).toEqual(dong(crowns.list));
    const second = await bookAtClinic(world, { leadId, date: "2026-03-18" });
    expect(second.as(ActionAnswer).booking).toMatchObject({
      ...{ price: dong(crowns.less), list_price: dong(crowns.list) },
    });
  });

  test("falls from the third visit of a series on, which one yes takes as it was shown", async () => {
    const rule = await added({ condition: { kind: "volume", of: "series", from: 3 } });
    const asked = await bookAtClinic(world, {
      ...{ service: "Cạo vôi", date: "2026-06-15", more: { hold: true } },
    });
    const { booking_id: bookingId } = asked.as(ActionAnswer).booking;
    const weekly = { rule: "FREQ=WEEKLY;COUNT=4", date: "2026-04-07", time: "09:00" };
    const made = (await world.clinic.ask("POST", "/series", { bookingId, ...weekly })).as(
      SeriesAnswer,
    );
    const prices = made.visits.map(({ slot }) => slot?.price?.minor);
    expect(prices).toEqual([350_000, 350_000, 315_000, 315_000]);
    await world.clinic.ask("DELETE", `/price-rules/${rule.price_rule_id}`);
    const confirmation = { statedBy: "Chị Mai" };
    await world.clinic.ask("POST", `/series/${made.series_id}/confirm`, confirmation);
    const frozen = made.visits.map(async ({ booking_id }) => {
      const answer = await world.clinic.ask("GET", `/bookings/${booking_id}`);
      return answer.as(BookingAnswer).booking.price?.minor;
    });
    expect(await Promise.all(frozen)).toEqual(prices);
  });
});

describe("a price that was shown", () => {
  const held = async (date: string, time = "15:00") => {
    const answer = await bookAtClinic(world, { date, time, more: { hold: true } });
    const { booking, offered = [] } = answer.as(ActionAnswer);
    const [slot] = offered;
    if (!slot) throw new Error("nothing is held");
    return { id: booking.booking_id, slot };
  };

  const confirm = async (id: string, slotId: string) =>
    (await world.clinic.ask("POST", `/bookings/${id}/confirm`, { slotId })).as(ActionAnswer);

  test("is kept while the time is held, and frozen with the appointment", async () => {
    const rule = await added();
    const { id, slot } = await held("2026-03-12");
    expect(slot).toMatchObject({ price: dong(crowns.less), list_price: dong(crowns.list) });
    await world.clinic.ask("DELETE", `/price-rules/${rule.price_rule_id}`);
    await world.clinic.ask("PATCH", `/services/${slot.service_id}`, { priceMinor: 6_000_000 });
    const { booking } = await confirm(id, slot.slot_id);
    const frozen = { price: dong(crowns.less), list_price: dong(crowns.list) };
    expect(booking).toMatchObject({ ...frozen, price_rules: [{ version: 1, percent: -10 }] });
    await added({ percent: 50 });
    const again = await world.clinic.ask("GET", `/bookings/${id}`);
    expect(again.as(BookingAnswer).booking).toMatchObject(frozen);
    await world.clinic.ask("PATCH", `/services/${slot.service_id}`, { priceMinor: crowns.list });
  });

  test("does not rise when the same time is offered again while it is held, and may fall", async () => {
    const rule = await added();
    const { id, slot } = await held("2026-03-13");
    const url = `/price-rules/${rule.price_rule_id}`;
    const again = async () =>
      (await world.clinic.ask("POST", `/bookings/${id}/propose`, { slotIds: [slot.slot_id] })).as(
        ActionAnswer,
      ).offered?.[0]?.price;
    await world.clinic.ask("PATCH", url, { active: false });
    expect(await again()).toEqual(dong(crowns.less));
    await world.clinic.ask("PATCH", url, { active: true, percent: -30 });
    expect(await again()).toEqual(dong(3_150_000));
    await world.clinic.ask("DELETE", url);
    world.setClock("2026-03-02T03:00:00Z");
    expect(await again()).toEqual(dong(crowns.list));
    world.setClock("2026-03-02T02:00:00Z");
  });

  test("of another time is shown and frozen when an appointment moves there", async () => {
    await added();
    const { id, slot } = await held("2026-03-16");
    await confirm(id, slot.slot_id);
    const morning = (await free("2026-03-17")).find(({ start_time }) => start_time === "09:00");
    const moved = await world.clinic.ask("POST", `/bookings/${id}/reschedule`, {
      ...{ reason: "another day", slotIds: [morning?.slot_id] },
    });
    const { booking, offered = [] } = moved.as(ActionAnswer);
    expect(booking.price).toBeNull();
    expect(offered[0]?.price).toEqual(dong(crowns.list));
    const there = await confirm(id, offered[0]?.slot_id ?? "");
    expect(there.booking).toMatchObject({ price: dong(crowns.list), price_rules: [] });
  });

  test("binds whoever books by naming it: more is refused, less is taken", async () => {
    const rule = await added({ percent: 20 });
    const wish = { date: "2026-03-19", time: "15:00" };
    const more = { shownPriceMinor: crowns.list };
    const dearer = await bookAtClinic(world, { ...wish, more });
    expect(dearer.as(ErrorBody)).toMatchObject({
      ...{ error: "CONFIRMATION_NEEDED", field: "shownPriceMinor" },
    });
    await world.clinic.ask("PATCH", `/price-rules/${rule.price_rule_id}`, { percent: -20 });
    const { booking } = (await bookAtClinic(world, { ...wish, more })).as(ActionAnswer);
    expect(booking.price).toEqual(dong(3_600_000));
  });

  test("cannot be changed in the database, neither of an offer nor of an appointment", async () => {
    const { id, slot } = await held("2026-03-20");
    const offers = world.db.updateTable("allocations").where("booking_id", "=", id);
    await expect(offers.set({ price: null as never }).execute()).rejects.toThrow("is frozen");
    await confirm(id, slot.slot_id);
    const frozen = world.db.updateTable("bookings").where("id", "=", id).set({ price_minor: 1 });
    await expect(frozen.execute()).rejects.toThrow("is frozen");
  });

  test("whatever edits race with it, is the one that is confirmed", async () => {
    const rule = await added();
    const url = `/price-rules/${rule.price_rule_id}`;
    const rounds = ["2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
    for (const [round, date] of rounds.entries()) {
      await world.clinic.ask("PATCH", url, { active: true, percent: -10 - round });
      const { id, slot } = await held(date);
      const edits = [5, 25, 45].map((percent) => world.clinic.ask("PATCH", url, { percent }));
      const [answer] = await Promise.all([confirm(id, slot.slot_id), ...edits]);
      expect(slot.price).not.toEqual(slot.list_price);
      expect(answer.booking.price).toEqual(slot.price);
    }
  });
});
