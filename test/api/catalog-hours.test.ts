import { beforeEach, describe, expect, test } from "vitest";

import {
  ErrorBody,
  LocationHoursAnswer,
  OverrideAnswer,
  OverrideList,
  ProviderHoursAnswer,
} from "#src/http/contract.ts";
import { deskOf } from "./catalog-desk.ts";
import { catalogWorld, nobody } from "./catalog-world.ts";

const { world, desk } = catalogWorld();
let locationId: string;
let providerId: string;
beforeEach(async () => {
  locationId = await desk.location();
  providerId = await desk.provider();
});

const span = (start: string, end: string, overnight?: boolean) => ({
  ...{ start, end },
  ...(overnight !== undefined && { overnight }),
});
const on = (weekday: number, ...open: object[]) => ({ weekday, open });
const put = (hours: readonly object[], headers = {}) =>
  world.spa.ask("PUT", `/locations/${locationId}/hours`, { hours }, headers);

describe("weekly hours", () => {
  test("of a location are replaced as a whole", async () => {
    const monday = { ...on(1, span("09:00", "12:00"), span("13:00", "24:00")), breaks: [] };
    const friday = { ...on(5, span("20:00", "04:00", true)), breaks: [span("23:00", "23:30")] };
    expect((await put([friday, monday])).as(LocationHoursAnswer).hours).toEqual([
      {
        ...{ weekday: 1, breaks: [] },
        open: [span("09:00", "12:00", false), span("13:00", "24:00", false)],
      },
      {
        ...{ weekday: 5, open: [span("20:00", "04:00", true)] },
        breaks: [span("23:00", "23:30", false)],
      },
    ]);
    expect((await put([])).as(LocationHoursAnswer).hours).toEqual([]);
  });

  test("of a provider are their own at each location", async () => {
    const second = await desk.location();
    const path = `/providers/${providerId}/hours`;
    await put([on(1, span("08:00", "18:00"))]);
    for (const [place, weekday] of [
      [locationId, 1],
      [second, 2],
      [second, 3],
    ] as const) {
      const hours = [on(weekday, span("09:00", "17:00"))];
      await world.spa.ask("PUT", path, { locationId: place, hours });
    }
    const { locations } = (await world.spa.ask("GET", path)).as(ProviderHoursAnswer);
    const found = locations.map(({ location_id, hours }) => [location_id, hours[0]?.weekday]);
    expect(found.sort()).toEqual(
      [
        [locationId, 1],
        [second, 3],
      ].sort(),
    );
    const own = await world.spa.ask("GET", `/locations/${locationId}/hours`);
    expect(own.as(LocationHoursAnswer).hours).toMatchObject([
      { weekday: 1, open: [{ start: "08:00", end: "18:00" }] },
    ]);
  });

  test.each([
    ["an end before its start", [on(1, span("17:00", "09:00"))], 400, "hours.0.open.0.end"],
    ["an end at its start", [on(1, span("09:00", "09:00"))], 400, "hours.0.open.0.end"],
    [
      "a day shift called a night",
      [on(1, span("09:00", "17:00", true))],
      400,
      "hours.0.open.0.overnight",
    ],
    ["overlaps", [on(1, span("09:00", "12:00"), span("11:00", "15:00"))], 409, "hours.0.open.1"],
    [
      "a night into the next shift",
      [on(1, span("22:00", "06:00", true)), on(2, span("05:00", "09:00"))],
      409,
      "hours.1.open.0",
    ],
    [
      "a Sunday night into Monday",
      [on(1, span("05:00", "09:00")), on(7, span("22:00", "06:00", true))],
      409,
      "hours.0.open.0",
    ],
    [
      "a weekday twice",
      [on(1, span("09:00", "12:00")), on(1, span("13:00", "15:00"))],
      400,
      "hours.1.weekday",
    ],
    [
      "breaks that overlap",
      [
        {
          ...on(1, span("09:00", "17:00")),
          breaks: [span("12:00", "13:00"), span("12:30", "14:00")],
        },
      ],
      409,
      "hours.0.breaks.1",
    ],
    ["an eighth weekday", [on(8, span("09:00", "12:00"))], 400, "hours.0.weekday"],
    ["a time no clock shows", [on(1, span("09:60", "12:00"))], 400, "hours.0.open.0.start"],
    ["a start at 24:00", [on(1, span("24:00", "12:00", true))], 400, "hours.0.open.0.start"],
    ["a day without hours", [on(1)], 400, "hours.0.open"],
  ])("refuse %s, and keep what there was", async (_what, hours, status, field) => {
    await put([on(3, span("10:00", "11:00"))]);
    const answer = await put(hours);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
    const kept = await world.spa.ask("GET", `/locations/${locationId}/hours`);
    expect(kept.as(LocationHoursAnswer).hours).toMatchObject([{ weekday: 3 }]);
  });

  test("touch without overlapping", async () => {
    expect((await put([on(1, span("09:00", "12:00"), span("12:00", "15:00"))])).status).toBe(200);
  });

  test("tell the remedy in both languages", async () => {
    const wrong = [on(1, span("17:00", "09:00"))];
    const say = async (language: string) =>
      (await put(wrong, { "accept-language": language })).as(ErrorBody).message;
    expect(await say("en")).toMatch(/send overnight: true/);
    expect(await say("vi")).toMatch(/hãy gửi overnight: true/);
  });

  test("of somebody else are not there", async () => {
    const hours = [on(1, span("09:00", "12:00"))];
    const foreign = await deskOf(world.clinic).provider();
    for (const [path, body] of [
      [`/locations/${locationId}/hours`, { hours }],
      [`/providers/${providerId}/hours`, { locationId, hours }],
    ] as const) {
      expect((await world.clinic.ask("GET", path)).status).toBe(404);
      expect((await world.clinic.ask("PUT", path, body)).status).toBe(404);
    }
    const mixed = { locationId, hours };
    const answer = await world.clinic.ask("PUT", `/providers/${foreign}/hours`, mixed);
    expect(answer.body).toMatchObject({ error: "UNKNOWN_LOCATION", field: "locationId" });
  });
});

describe("other hours of a date", () => {
  const add = (change: object = {}) => {
    const body = { locationId, date: "2026-04-30", intervals: [span("10:00", "14:00")], ...change };
    return world.spa.ask("POST", "/overrides", body);
  };

  test("are set, replaced, listed by date and taken back", async () => {
    const first = await add();
    expect(first.status).toBe(201);
    const { override } = first.as(OverrideAnswer);
    expect(override).toMatchObject({ location_id: locationId, provider_id: null });
    const path = `/overrides/${override.override_id}`;
    const closed = { locationId, date: "2026-05-01", intervals: [] };
    const replaced = await world.spa.ask("PUT", path, closed);
    expect(replaced.as(OverrideAnswer).override).toMatchObject({
      ...{ date: "2026-05-01", intervals: [] },
    });
    const dates = async (query: string) =>
      (await world.spa.ask("GET", `/overrides?${query}`))
        .as(OverrideList)
        .overrides.filter(({ location_id }) => location_id === locationId)
        .map(({ date }) => date);
    await add({ providerId, date: "2026-04-30", intervals: [span("22:00", "02:00", true)] });
    expect(await dates("from=2026-04-01&to=2026-05-31")).toEqual(["2026-04-30", "2026-05-01"]);
    expect(await dates("from=2026-05-01&to=2026-05-01")).toEqual(["2026-05-01"]);
    expect(await dates("")).toHaveLength(2);
    expect((await world.spa.ask("DELETE", path)).status).toBe(200);
    expect((await world.spa.ask("DELETE", path)).status).toBe(404);
  });

  test("are one set for each owner and date", async () => {
    const { override } = (await add()).as(OverrideAnswer);
    expect((await add()).body).toMatchObject({ error: "CONFLICT", field: "date" });
    expect((await add({ providerId })).status).toBe(201);
    const { override: other } = (await add({ date: "2026-05-02" })).as(OverrideAnswer);
    const moved = { locationId, date: override.date, intervals: [] };
    const answer = await world.spa.ask("PUT", `/overrides/${other.override_id}`, moved);
    expect([answer.status, answer.body]).toMatchObject([409, { error: "CONFLICT" }]);
    const same = await world.spa.ask("PUT", `/overrides/${override.override_id}`, moved);
    expect(same.status).toBe(200);
  });

  test.each([
    [{ date: "2026-02-29" }, 422, "date"],
    [{ date: "30.4.2026" }, 400, "date"],
    [{ intervals: [span("14:00", "10:00")] }, 400, "intervals.0.end"],
    [{ intervals: [span("10:00", "14:00"), span("13:00", "15:00")] }, 409, "intervals.1"],
    [{ providerId: nobody }, 404, "providerId"],
  ])("refuse %o", async (change, status, field) => {
    const answer = await add(change);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
  });

  test("refuse a date the place's calendar left out", async () => {
    const apia = await desk.location({ timezone: "Pacific/Apia" });
    const answer = await add({ locationId: apia, date: "2011-12-30" });
    expect(answer.body).toMatchObject({ error: "IMPOSSIBLE_DATE", field: "date" });
  });

  test("refuse a list of more than a year, and one that runs backwards", async () => {
    for (const query of ["from=2026-01-01&to=2027-06-01", "from=2026-02-02&to=2026-02-01"]) {
      const answer = await world.spa.ask("GET", `/overrides?${query}`);
      expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, "to"]);
    }
    const answer = await world.spa.ask("GET", "/overrides?from=2026-02-30");
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([422, "from"]);
  });

  test("of another organization are not there", async () => {
    const { override } = (await add()).as(OverrideAnswer);
    const path = `/overrides/${override.override_id}`;
    const theirs = await deskOf(world.clinic).location();
    const body = { locationId: theirs, date: "2026-05-05", intervals: [] };
    expect((await world.clinic.ask("PUT", path, body)).status).toBe(404);
    expect((await world.clinic.ask("DELETE", path)).status).toBe(404);
  });
});
