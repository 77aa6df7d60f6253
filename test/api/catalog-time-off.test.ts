import { beforeEach, describe, expect, test } from "vitest";

import { ErrorBody, TimeOffAnswer, TimeOffList } from "#src/http/contract.ts";
import { addAppointment } from "./catalog-desk.ts";
import { catalogWorld } from "./catalog-world.ts";

const { world, desk } = catalogWorld();
let owners: { locationId: string; providerId: string; resourceId: string };
beforeEach(async () => {
  const locationId = await desk.location();
  const resourceId = await desk.resource(locationId);
  owners = { locationId, resourceId, providerId: await desk.provider() };
});

const take = (body: object, headers = {}) => world.spa.ask("POST", "/time-off", body, headers);
const days = { startDate: "2026-04-06", endDate: "2026-04-08" };

describe("time off", () => {
  test.each([
    "locationId",
    "providerId",
    "resourceId",
  ] as const)("of one %s is taken, listed and taken back", async (field) => {
    const answer = await take({ [field]: owners[field], ...days, reason: "holiday" });
    expect(answer.status).toBe(201);
    const { time_off } = answer.as(TimeOffAnswer);
    expect(time_off).toMatchObject({
      ...{ start_date: "2026-04-06", end_date: "2026-04-08", starts_at: null },
      ...{ reason: "holiday", [field.replace("Id", "_id")]: owners[field] },
    });
    const listed = async (query: string) =>
      (await world.spa.ask("GET", `/time-off?${query}`))
        .as(TimeOffList)
        .time_off.some((one) => one.time_off_id === time_off.time_off_id);
    expect(await listed("from=2026-04-08&to=2026-04-20")).toBe(true);
    expect(await listed("from=2026-04-09&to=2026-04-20")).toBe(false);
    expect(await listed("from=2026-04-01&to=2026-04-05")).toBe(false);
    const path = `/time-off/${time_off.time_off_id}`;
    expect((await world.clinic.ask("DELETE", path)).status).toBe(404);
    expect((await world.spa.ask("DELETE", path)).status).toBe(200);
    expect((await world.spa.ask("DELETE", path)).status).toBe(404);
  });

  test("may be hours instead of days", async () => {
    const { providerId } = owners;
    const hours = { start: "2026-04-06T09:00:00-04:00", end: "2026-04-06T12:00:00-04:00" };
    expect((await take({ providerId, ...hours })).as(TimeOffAnswer).time_off).toMatchObject({
      ...{ start_date: null, starts_at: "2026-04-06T13:00:00.000Z" },
      ends_at: "2026-04-06T16:00:00.000Z",
    });
  });

  test.each([
    ["nobody", () => ({ ...days }), 400, "providerId"],
    ["two owners", () => ({ ...owners, ...days }), 400, "providerId"],
    ["no period", () => ({ providerId: owners.providerId }), 400, "startDate"],
    [
      "half a period",
      () => ({ providerId: owners.providerId, startDate: "2026-04-06" }),
      400,
      "startDate",
    ],
    [
      "half of each",
      () => ({
        providerId: owners.providerId,
        startDate: "2026-04-06",
        end: "2026-04-06T12:00:00Z",
      }),
      400,
      "startDate",
    ],
    [
      "an end before the start",
      () => ({ providerId: owners.providerId, startDate: "2026-04-08", endDate: "2026-04-06" }),
      400,
      "endDate",
    ],
    [
      "no time at all",
      () => ({
        providerId: owners.providerId,
        start: "2026-04-06T12:00:00Z",
        end: "2026-04-06T12:00:00Z",
      }),
      400,
      "end",
    ],
    [
      "a date no calendar has",
      () => ({ providerId: owners.providerId, startDate: "2026-04-31", endDate: "2026-05-02" }),
      422,
      "startDate",
    ],
    [
      "an instant no clock has",
      () => ({
        providerId: owners.providerId,
        start: "2026-04-06 12:00",
        end: "2026-04-06T13:00:00Z",
      }),
      400,
      "start",
    ],
    ["a stranger", () => ({ providerId: owners.locationId, ...days }), 404, "providerId"],
  ])("refuses %s", async (_what, body, status, field) => {
    const answer = await take(body());
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
  });

  test.each([
    ["dates on dates", { startDate: "2026-04-08", endDate: "2026-04-09" }, 409],
    [
      "hours on a date",
      { start: "2026-04-08T22:00:00-04:00", end: "2026-04-09T02:00:00-04:00" },
      409,
    ],
    ["the day after", { startDate: "2026-04-09", endDate: "2026-04-09" }, 201],
    [
      "hours that touch",
      { start: "2026-04-09T00:00:00-04:00", end: "2026-04-09T02:00:00-04:00" },
      201,
    ],
  ])("of the same owner: %s", async (_what, period, status) => {
    const { providerId } = owners;
    await take({ providerId, ...days });
    const answer = await take({ providerId, ...period });
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer.as(ErrorBody).error).toBe("CONFLICT");
    expect((await take({ providerId: await desk.provider(), ...period })).status).toBe(201);
  });

  test("says in both languages what to do about an overlap", async () => {
    const body = { providerId: owners.providerId, ...days };
    await take(body);
    const say = async (language: string) =>
      (await take(body, { "accept-language": language })).as(ErrorBody).message;
    expect(await say("en")).toMatch(/choose another time/);
    expect(await say("vi")).toMatch(/hãy chọn thời gian khác/);
  });
});

describe("appointments inside time off", () => {
  test.each([
    "locationId",
    "providerId",
    "resourceId",
  ] as const)("are named for a %s and stay as they are", async (field) => {
    const serviceId = await desk.service({ name: `Facial for ${field}` });
    const stand = (start: string, end: string) =>
      addAppointment(world.db, world.spa, { ...owners, serviceId, start, end });
    // 23:30 on the 5th and 00:30 on the 9th of New York are outside, by half an hour each.
    await stand("2026-04-06T03:00:00Z", "2026-04-06T03:30:00Z");
    const first = await stand("2026-04-06T04:00:00Z", "2026-04-06T04:30:00Z");
    const last = await stand("2026-04-09T03:30:00Z", "2026-04-09T04:30:00Z");
    await stand("2026-04-09T04:30:00Z", "2026-04-09T05:00:00Z");
    const { affected } = (await take({ [field]: owners[field], ...days })).as(TimeOffAnswer);
    expect(affected?.map(({ booking_id }) => booking_id)).toEqual([first, last]);
    expect(affected?.[0]).toMatchObject({
      ...{ lead_name: "Lan", service_id: serviceId, service_name: `Facial for ${field}` },
      ...{ starts_at: "2026-04-06T04:00:00.000Z", ends_at: "2026-04-06T04:30:00.000Z" },
    });
    const read = await world.spa.ask("GET", `/bookings/${first}`);
    expect(read.body).toMatchObject({ booking: { state: "SLOT_CONFIRMED" } });
  });

  test("are those of the hours taken off", async () => {
    const serviceId = await desk.service();
    const stand = (start: string, end: string) =>
      addAppointment(world.db, world.spa, { ...owners, serviceId, start, end });
    const inside = await stand("2026-04-06T13:30:00Z", "2026-04-06T14:30:00Z");
    await stand("2026-04-06T15:00:00Z", "2026-04-06T15:30:00Z");
    const hours = { start: "2026-04-06T14:00:00Z", end: "2026-04-06T15:00:00Z" };
    const answer = await take({ providerId: owners.providerId, ...hours });
    expect(answer.body).toMatchObject({ affected: [{ booking_id: inside }] });
  });
});
