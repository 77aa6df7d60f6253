import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AvailabilityAnswer, ErrorBody } from "#src/http/contract.ts";
import { leadOf } from "./clinic.ts";
import { type ApiWorld, type Holder, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const ask = async (holder: Holder, name: string, question: object) =>
  holder.ask("POST", "/availability", { serviceId: await holder.service(name), ...question });

const free = async (holder: Holder, name: string, question: object) =>
  (await ask(holder, name, question)).as(AvailabilityAnswer);

describe("availability", () => {
  test("answers a day with slots in the shape of 000 §6.1", async () => {
    const answer = await free(world.clinic, "Bọc sứ", { date: "2026-03-03" });
    expect(answer).toMatchObject({
      success: true,
      available: true,
      timezone: "Asia/Ho_Chi_Minh",
      reasons: [],
      nearest: [],
    });
    expect(new Set(answer.slots.map(({ date }) => date))).toEqual(new Set(["2026-03-03"]));
    expect(answer.slots[0]).toMatchObject({
      status: "available",
      start_time: "08:00",
      end_time: "08:30",
      duration_minutes: 30,
      max_capacity: 1,
      current_bookings: 0,
      can_double_book: false,
      min_notice_hours: 0.5,
      booked_by: null,
      reserved_by: null,
      reservation_expires_at: null,
    });
  });

  test("is told on the clock asked for, else the lead's", async () => {
    const day = { date: "2026-03-03" };
    const inTokyo = await free(world.clinic, "Bọc sứ", { ...day, timezone: "Asia/Tokyo" });
    expect(inTokyo.timezone).toBe("Asia/Tokyo");
    expect(inTokyo.slots[0]).toMatchObject({
      date: "2026-03-03",
      start_time: "10:00",
      timezone: "Asia/Tokyo",
      starts_at: "2026-03-03T01:00:00.000Z",
    });
    const leadId = await leadOf(world.clinic, { timezone: "Europe/Paris" });
    expect((await free(world.clinic, "Bọc sứ", { ...day, leadId })).timezone).toBe("Europe/Paris");
  });

  test("covers whole local days of a range, also over a change of clocks", async () => {
    const range = { from: "2026-03-06", to: "2026-03-09" };
    const answer = await free(world.spa, "Skin consultation", range);
    const dates = answer.slots.map(({ date }) => date);
    expect(dates.every((date) => date >= "2026-03-06" && date <= "2026-03-09")).toBe(true);
    const opening = (date: string) => answer.slots.find((slot) => slot.date === date);
    expect(opening("2026-03-06")?.start_time).toBe(opening("2026-03-09")?.start_time);
    expect(opening("2026-03-06")?.starts_at.slice(11, 13)).not.toBe(
      opening("2026-03-09")?.starts_at.slice(11, 13),
    );
  });

  test("tells why a day has none and what is nearest to it", async () => {
    const { locations } = (await world.clinic.ask("GET", "/locations")).body as {
      locations: { location_id: string; name: string }[];
    };
    const locationId = locations.find(({ name }) => name === "Quận 1")?.location_id;
    const sunday = await free(world.clinic, "Bọc sứ", { date: "2026-03-08", locationId });
    expect(sunday).toMatchObject({ available: false, slots: [] });
    expect(sunday.reasons.map(({ code }) => code)).toContain("closed");
    expect(sunday.nearest.map(({ date }) => date)).toContain("2026-03-07");
  });

  test.each([
    ["a day in the past", { date: "2026-03-01" }, 422, "PAST_DATE", "date"],
    ["a range in the past", { from: "2026-02-01", to: "2026-02-03" }, 422, "PAST_DATE", "to"],
    ["31 February", { date: "2026-02-31" }, 422, "IMPOSSIBLE_DATE", "date"],
    [
      "31 February as an end",
      { from: "2026-02-01", to: "2026-02-31" },
      422,
      "IMPOSSIBLE_DATE",
      "to",
    ],
    ["no day", {}, 400, "INVALID_INPUT", "date"],
    ["half a range", { from: "2026-03-03" }, 400, "INVALID_INPUT", "to"],
    ["a day and a range", { date: "2026-03-03", from: "2026-03-03" }, 400, "INVALID_INPUT", "from"],
    [
      "a range that ends first",
      { from: "2026-03-09", to: "2026-03-08" },
      400,
      "INVALID_INPUT",
      "to",
    ],
    ["a quarter of a year", { from: "2026-03-03", to: "2026-06-03" }, 400, "INVALID_INPUT", "to"],
    [
      "an offset for a zone",
      { date: "2026-03-03", timezone: "+07:00" },
      422,
      "INVALID_TIMEZONE",
      "timezone",
    ],
    [
      "an unknown service",
      { date: "2026-03-03", serviceId: crypto.randomUUID() },
      404,
      "UNKNOWN_SERVICE",
      "serviceId",
    ],
    [
      "an unknown lead",
      { date: "2026-03-03", leadId: crypto.randomUUID() },
      404,
      "UNKNOWN_LEAD",
      "leadId",
    ],
  ])("refuses %s and names the field", async (_what, question, status, error, field) => {
    const answer = await ask(world.clinic, "Bọc sứ", question);
    expect([answer.status, answer.as(ErrorBody).error]).toEqual([status, error]);
    expect(answer.as(ErrorBody).field).toBe(field);
  });

  test("knows no service, dentist or branch of another organization", async () => {
    const date = "2026-03-03";
    const service = await world.clinic.ask("POST", "/availability", {
      serviceId: await world.spa.service("Skin"),
      date,
    });
    expect(service.body).toMatchObject({ error: "UNKNOWN_SERVICE" });
    const slot = (await free(world.spa, "Skin", { date })).slots[0];
    const other = { date, providerId: slot?.provider_id };
    expect((await ask(world.clinic, "Bọc sứ", other)).body).toMatchObject({
      error: "UNKNOWN_PROVIDER",
      field: "providerId",
    });
  });
});
