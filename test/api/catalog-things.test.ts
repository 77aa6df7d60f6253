import { describe, expect, test } from "vitest";

import {
  LocationAnswer,
  LocationList,
  ProviderAnswer,
  ProviderList,
  ResourceAnswer,
  ResourceList,
  SkillList,
} from "#src/http/contract.ts";
import { deskOf, name } from "./catalog-desk.ts";
import { catalogWorld, nobody } from "./catalog-world.ts";

const { world, desk } = catalogWorld();

describe("a location", () => {
  test("is added on the organization's clock, changed, read and deleted", async () => {
    const added = await world.spa.ask("POST", "/locations", {
      ...{ name: "Harlem", address: "300 West 125th Street", kind: "branch" },
      ...{ aliases: ["uptown"], rules: { maxPerDay: 4, maxAdvanceDays: null } },
    });
    expect(added.status).toBe(201);
    const { location } = added.as(LocationAnswer);
    expect(location).toMatchObject({
      ...{ name: "Harlem", kind: "branch", timezone: "America/New_York", active: true },
      ...{ aliases: ["uptown"], rules: { maxPerDay: 4, maxAdvanceDays: null } },
    });
    const path = `/locations/${location.location_id}`;
    const changed = await world.spa.ask("PATCH", path, { name: "Harlem West", kind: "area" });
    expect(changed.as(LocationAnswer).location).toEqual({
      ...{ ...location, name: "Harlem West", kind: "area" },
    });
    expect((await world.spa.ask("GET", path)).as(LocationAnswer).location.name).toBe("Harlem West");
    expect((await world.spa.ask("DELETE", path)).body).toEqual({ success: true });
    expect((await world.spa.ask("GET", path)).status).toBe(404);
  });

  test("refuses a timezone no place has", async () => {
    const body = { name: name("Branch"), address: "x", timezone: "Mars/Olympus" };
    const answer = await world.spa.ask("POST", "/locations", body);
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { error: "INVALID_TIMEZONE", field: "timezone" },
    ]);
  });
});

describe("a provider", () => {
  test("has a profile, skills, rules and the services they give", async () => {
    const serviceId = await desk.service();
    const profile = {
      ...{ name: "Ngọc Trâm", gender: "female", languages: ["vi", "en"], skills: ["laser"] },
      ...{ specialities: { vi: "Da nhạy cảm", en: "Sensitive skin" }, about: { en: "Ten years" } },
      ...{ rating: 4.8, timezone: "Asia/Tokyo", rules: { minNoticeMinutes: 60 } },
    };
    const body = { ...profile, ratingCount: 120, serviceIds: [serviceId, serviceId] };
    const added = (await world.spa.ask("POST", "/providers", body)).as(ProviderAnswer).provider;
    expect(added).toMatchObject({ ...profile, rating_count: 120, service_ids: [serviceId] });
    const path = `/providers/${added.provider_id}`;
    const changed = await world.spa.ask("PATCH", path, { rating: null, serviceIds: [] });
    expect(changed.as(ProviderAnswer).provider).toEqual({
      ...{ ...added, rating: null, service_ids: [] },
    });
    const skills = (await world.spa.ask("GET", "/skills")).as(SkillList).skills;
    expect(skills).toContain("laser");
    expect((await world.clinic.ask("GET", "/skills")).as(SkillList).skills).not.toContain("laser");
    expect((await world.spa.ask("DELETE", path)).status).toBe(200);
  });

  test("refuses services and zones that are not there, and says which", async () => {
    const ask = (change: object) =>
      world.spa.ask("POST", "/providers", { name: name("Provider"), ...change });
    const known = await desk.service();
    expect((await ask({ serviceIds: [known, nobody] })).body).toMatchObject({
      ...{ error: "UNKNOWN_SERVICE", field: "serviceIds.1" },
    });
    const foreign = await deskOf(world.clinic).service();
    expect((await ask({ serviceIds: [foreign] })).status).toBe(404);
    expect((await ask({ timezone: "+07:00" })).body).toMatchObject({ error: "INVALID_TIMEZONE" });
    expect((await ask({ rating: 6 })).body).toMatchObject({ field: "rating" });
  });
});

describe("services that lose the last person for them", () => {
  const change = async (id: string, body: object) => {
    const answer = await world.spa.ask("PATCH", `/providers/${id}`, body);
    return answer.as(ProviderAnswer).affectedServices?.map(({ service_id }) => service_id);
  };

  test("are named when a skill, a service or the provider goes, and once only", async () => {
    const [wash, cut] = [await desk.service(), await desk.service({ requiredSkills: ["cut"] })];
    const both = await desk.provider({ serviceIds: [wash, cut], skills: ["cut"] });
    const parts = [{ serviceId: wash }, { serviceId: cut }, { serviceId: wash }];
    const whole = { kind: "package", parts };
    const byOne = await desk.service(whole);
    const shared = await desk.service({ ...whole, sameProvider: false });
    expect(await change(both, { skills: [] })).toEqual([cut, byOne, shared]);
    expect(await change(both, { gender: "female" })).toBeUndefined();
    expect(await change(both, { skills: ["cut", "wash"] })).toBeUndefined();

    const cutter = await desk.provider({ serviceIds: [cut], skills: ["cut"] });
    expect(await change(both, { serviceIds: [wash] })).toEqual([byOne]);
    expect(await change(both, { serviceIds: [wash, cut] })).toBeUndefined();
    expect(await change(both, { active: false })).toEqual([wash, byOne, shared]);
    expect(await change(cutter, { active: false })).toEqual([cut]);
  });

  test("are not named when they are not offered, or another's", async () => {
    const retired = await desk.service({ active: false });
    const other = await desk.service();
    const [one, another] = [
      await desk.provider({ serviceIds: [retired, other] }),
      await desk.provider({ serviceIds: [other] }),
    ];
    expect(await change(one, { serviceIds: [] })).toBeUndefined();
    expect(await change(another, { active: false })).toEqual([other]);
  });
});

describe("a resource", () => {
  test("stands at a location and can move to another", async () => {
    const [here, there] = [await desk.location(), await desk.location()];
    const id = await desk.resource(here, { name: "Chair 1" });
    const moved = await world.spa.ask("PATCH", `/resources/${id}`, { locationId: there });
    expect(moved.as(ResourceAnswer).resource).toMatchObject({
      ...{ name: "Chair 1", kind: "chair", location_id: there, active: true },
    });
    const listed = (await world.spa.ask("GET", "/resources")).as(ResourceList).resources;
    expect(listed.map(({ resource_id }) => resource_id)).toContain(id);
    expect((await world.spa.ask("DELETE", `/resources/${id}`)).status).toBe(200);
    expect((await world.spa.ask("GET", `/resources/${id}`)).body).toMatchObject({
      ...{ error: "UNKNOWN_RESOURCE", field: "id" },
    });
  });

  test("needs a location of its organization", async () => {
    const foreign = await deskOf(world.clinic).location();
    const body = { name: "Bed", kind: "bed", locationId: foreign };
    expect((await world.spa.ask("POST", "/resources", body)).body).toMatchObject({
      ...{ error: "UNKNOWN_LOCATION", field: "locationId" },
    });
  });

  test("may have the name of one at another location, not of one beside it", async () => {
    const [here, there] = [await desk.location(), await desk.location()];
    await desk.resource(here, { name: "Room A" });
    await desk.resource(there, { name: "Room A" });
    const body = { name: "room  a", kind: "room", locationId: here };
    expect((await world.spa.ask("POST", "/resources", body)).status).toBe(409);
  });
});

describe("a name", () => {
  test.each([
    ["locations", { name: "Quận Nhất", address: "x" }, "quan  NHAT"],
    ["providers", { name: "Đặng Thị Bưởi" }, "dang thi buoi"],
    ["services", { name: "Gội đầu", durationMinutes: 20 }, "GOI DAU"],
  ])("of %s is taken however it is typed, until its owner retires", async (kind, body, again) => {
    const first = await world.spa.ask("POST", `/${kind}`, body);
    expect(first.status).toBe(201);
    const answer = await world.spa.ask("POST", `/${kind}`, { ...body, name: again });
    expect([answer.status, answer.body]).toMatchObject([409, { error: "CONFLICT", field: "name" }]);
    expect((await world.clinic.ask("POST", `/${kind}`, body)).status).toBe(201);
    const id = Object.values(Object.values(first.body ?? {})[1])[0];
    await world.spa.ask("PATCH", `/${kind}/${id}`, { active: false });
    expect((await world.spa.ask("POST", `/${kind}`, { ...body, name: again })).status).toBe(201);
    const back = await world.spa.ask("PATCH", `/${kind}/${id}`, { active: true });
    expect(back.body).toMatchObject({ error: "CONFLICT", field: "name" });
  });
});

describe("what is retired", () => {
  test("is listed only when it is asked for", async () => {
    const id = await desk.location();
    await world.spa.ask("PATCH", `/locations/${id}`, { active: false });
    const ids = async (query: string) =>
      (await world.spa.ask("GET", `/locations${query}`))
        .as(LocationList)
        .locations.map(({ location_id }) => location_id);
    expect(await ids("")).not.toContain(id);
    expect(await ids("?retired=true")).toContain(id);
  });
});

describe("another organization", () => {
  test.each([
    ["locations", (place: string) => Promise.resolve(place)],
    ["providers", () => desk.provider()],
    ["services", () => desk.service()],
    ["resources", (place: string) => desk.resource(place)],
  ] as const)("sees nothing of these %s and changes nothing", async (kind, make) => {
    const id = await make(await desk.location());
    for (const [method, body] of [
      ["GET", undefined],
      ["PATCH", { name: name("Mine") }],
      ["DELETE", undefined],
    ] as const) {
      expect((await world.clinic.ask(method, `/${kind}/${id}`, body)).status).toBe(404);
      expect((await world.spa.ask("GET", `/${kind}/${id}`)).status).toBe(200);
    }
    expect(JSON.stringify((await world.clinic.ask("GET", `/${kind}`)).body)).not.toContain(id);
  });
});

test("the same Idempotency-Key adds once, and repeats a refusal as it was", async () => {
  const body = { name: name("Provider") };
  const ask = (key: string) =>
    world.spa.ask("POST", "/providers", body, { "idempotency-key": key });
  const first = await ask("one");
  expect((await ask("one")).body).toEqual(first.body);
  const { providers } = (await world.spa.ask("GET", "/providers")).as(ProviderList);
  expect(providers.filter((one) => one.name === body.name)).toHaveLength(1);
  const refused = await ask("two");
  expect(refused.status).toBe(409);
  const id = first.as(ProviderAnswer).provider.provider_id;
  await world.spa.ask("DELETE", `/providers/${id}`);
  expect((await ask("two")).body).toEqual(refused.body);
  expect((await ask("one")).body).toEqual(first.body);
});

describe("edits at once", () => {
  const statuses = async (asks: readonly Promise<{ readonly status: number }>[]) =>
    (await Promise.all(asks)).map(({ status }) => status).sort();

  test("of one name have one winner", async () => {
    const body = { name: name("Provider") };
    const ask = () => world.spa.ask("POST", "/providers", body);
    expect(await statuses([ask(), ask(), ask(), ask()])).toEqual([201, 409, 409, 409]);
  });

  test("of one date have one winner", async () => {
    const body = { locationId: await desk.location(), date: "2026-05-01", intervals: [] };
    const ask = () => world.spa.ask("POST", "/overrides", body);
    expect(await statuses([ask(), ask(), ask()])).toEqual([201, 409, 409]);
  });

  test("of one owner's time off have one winner", async () => {
    const providerId = await desk.provider();
    const ask = (startDate: string) =>
      world.spa.ask("POST", "/time-off", { providerId, startDate, endDate: "2026-05-09" });
    expect(await statuses(["2026-05-01", "2026-05-05", "2026-05-09"].map(ask))).toEqual([
      ...[201, 409, 409],
    ]);
  });
});
