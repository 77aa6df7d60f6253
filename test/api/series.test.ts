import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ActionAnswer, ErrorBody, SeriesAnswer, SeriesRecord } from "#src/http/contract.ts";
import { bookAtClinic } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const post = (path: string, body: object) => world.clinic.ask("POST", path, body);

let opened = 0;

/** An open booking, whose own held time is out of the way of the others'. */
const openBooking = async (): Promise<string> => {
  opened += 1;
  const date = `2026-06-${String(opened + 14).padStart(2, "0")}`;
  const held = await bookAtClinic(world, { service: "Cạo vôi", date, more: { hold: true } });
  return held.as(ActionAnswer).booking.booking_id;
};

const weekly = { rule: "FREQ=WEEKLY;COUNT=4", date: "2026-03-10", time: "10:00" };

const propose = async (more: object = {}) =>
  (await post("/series", { bookingId: await openBooking(), ...weekly, ...more })).as(SeriesAnswer);

describe("a series over the API", () => {
  test("is held, confirmed by name, shown, moved and cancelled", async () => {
    const held = await propose();
    expect(held.visits.map(({ status }) => status)).toEqual(["held", "held", "held", "held"]);
    const path = `/series/${held.series_id}`;
    const booked = (await post(`${path}/confirm`, { statedBy: "Chị Mai" })).as(SeriesAnswer);
    expect(new Set(booked.visits.map(({ status }) => status))).toEqual(new Set(["booked"]));

    const moving = { scope: "following", position: 2, reason: "work" };
    const moved = await post(`${path}/move`, { ...moving, date: "2026-03-25", time: "14:00" });
    expect(moved.as(SeriesAnswer).visits.map(({ starts_at }) => starts_at)).toEqual([
      "2026-03-25T07:00:00.000Z",
      "2026-04-01T07:00:00.000Z",
    ]);
    await post(`${path}/confirm`, { statedBy: "Chị Mai" });
    const cancelling = { scope: "one", position: 0, reason: "cannot come" };
    const cancelled = (await post(`${path}/cancel`, cancelling)).as(SeriesAnswer);
    expect(cancelled.visits.map(({ status }) => status)).toEqual(["cancelled"]);

    const shown = (await world.clinic.ask("GET", path)).as(SeriesRecord);
    expect(shown.visits.map(({ state }) => state)).toEqual([
      ...["CANCELLED", "SLOT_CONFIRMED", "SLOT_CONFIRMED", "SLOT_CONFIRMED"],
    ]);
  });

  test("tells of the visit that is taken with what is free near it", async () => {
    const first = await propose();
    const [held] = first.visits;
    const providerId = held?.slot?.provider_id;
    const second = await propose({ providerId });
    for (const visit of second.visits) {
      expect(visit).toMatchObject({ status: "not_free", reasons: ["busy"], booking_id: null });
      expect(visit.alternatives?.length).toBeGreaterThan(0);
    }
  });

  test.each([
    [{ rule: "FREQ=WEEKLY" }, "rule"],
    [{ rule: "FREQ=DAILY;COUNT=100" }, "rule"],
    [{ rule: "every week" }, "rule"],
    [{ date: "2026-02-30" }, "date"],
    [{ date: "2020-01-01" }, "date"],
    [{ time: "25:00" }, "time"],
  ])("with %j is refused naming the field", async (wrong, field) => {
    const answer = await post("/series", { bookingId: await openBooking(), ...weekly, ...wrong });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.as(ErrorBody).field).toBe(field);
  });

  test("of another organization is not found", async () => {
    const { series_id } = await propose({ date: "2026-05-12" });
    const path = `/series/${series_id}`;
    const answers = [
      await world.spa.ask("GET", path),
      await world.spa.ask("POST", `${path}/confirm`, { statedBy: "Mai" }),
      await world.spa.ask("POST", `${path}/cancel`, { scope: "all", reason: "no" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const foreign = await world.spa.ask("POST", "/series", {
      bookingId: await openBooking(),
      ...weekly,
    });
    expect(foreign.status).toBe(404);
  });
});
