import { describe, expect, test } from "vitest";

import { ErrorBody, ServiceAnswer, ServiceList } from "#src/http/contract.ts";
import { name } from "./catalog-desk.ts";
import { catalogWorld, nobody } from "./catalog-world.ts";

const { world, desk } = catalogWorld();

const add = (body: object) =>
  world.spa.ask("POST", "/services", { name: name("Service"), durationMinutes: 30, ...body });

const flexible = {
  ...{ kind: "flexible", durationMinutes: 60 },
  ...{ minDurationMinutes: 30, maxDurationMinutes: 120, durationStepMinutes: 30 },
};

describe("a service", () => {
  test("has buffers, a price, payment, skills, seasons, resources and rules", async () => {
    const consultation = await desk.service();
    const shown = {
      ...{ name: "Balayage", aliases: ["highlights"], description: "Hand painted" },
      ...{ translations: { vi: { name: "Nhuộm balayage", description: "Vẽ tay" } } },
      ...{ seasons: [{ from: "11-15", to: "02-15" }], rules: { slotIntervalMinutes: 15 } },
      resources: [{ kind: "chair", quantity: 1 }],
    };
    const answer = await add({
      ...{ ...shown, durationMinutes: 90, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 },
      ...{ priceMinor: 18_000, paymentRequired: true, paymentMethods: ["card"] },
      ...{ requiredSkills: ["colour"], consultationServiceId: consultation },
    });
    expect(answer.status).toBe(201);
    const { service } = answer.as(ServiceAnswer);
    expect(service).toMatchObject({
      ...{ ...shown, kind: "fixed", duration_minutes: 90, slot_interval_minutes: 15 },
      ...{ buffer_before_minutes: 5, buffer_after_minutes: 10, min_notice_hours: 0 },
      ...{ price: { minor: 18_000, currency: "USD" }, payment_methods: ["card"] },
      ...{ required_skills: ["colour"], consultation_service_id: consultation, active: true },
    });
    const path = `/services/${service.service_id}`;
    const change = { priceMinor: null, paymentRequired: false, resources: [], seasons: [] };
    const changed = await world.spa.ask("PATCH", path, change);
    expect(changed.as(ServiceAnswer).service).toEqual({
      ...{ ...service, price: null, payment_required: false, resources: [], seasons: [] },
    });
    const vietnamese = await world.spa.ask("GET", path, undefined, { "accept-language": "vi" });
    expect(vietnamese.as(ServiceAnswer).service.name).toBe("Nhuộm balayage");
    expect((await world.spa.ask("DELETE", path)).status).toBe(200);
    expect((await world.spa.ask("GET", path)).body).toMatchObject({ error: "UNKNOWN_SERVICE" });
  });

  test("shows the interval and the notice of the nearest rules that name them", async () => {
    const plain = (await add({})).as(ServiceAnswer).service;
    expect([plain.slot_interval_minutes, plain.min_notice_hours]).toEqual([30, 0]);
    await world.spa.ask("PATCH", "/organization", { policy: { minNoticeMinutes: 180 } });
    const read = async () =>
      (await world.spa.ask("GET", `/services/${plain.service_id}`)).as(ServiceAnswer).service;
    expect((await read()).min_notice_hours).toBe(3);
    await world.spa.ask("PUT", `/services/${plain.service_id}/rules`, { minNoticeMinutes: 90 });
    expect((await read()).min_notice_hours).toBe(1.5);
    await world.spa.ask("PATCH", "/organization", { policy: { minNoticeMinutes: 0 } });
  });
});

describe("a flexible service", () => {
  test("has bounds, and loses them when its length becomes fixed", async () => {
    const { service } = (await add(flexible)).as(ServiceAnswer);
    expect(service).toMatchObject({ min_duration_minutes: 30, max_duration_minutes: 120 });
    const path = `/services/${service.service_id}`;
    const fixed = (await world.spa.ask("PATCH", path, { kind: "fixed" })).as(ServiceAnswer).service;
    expect(fixed).toEqual({
      ...{ ...service, kind: "fixed", slot_interval_minutes: 60 },
      ...{ min_duration_minutes: null, max_duration_minutes: null, duration_step_minutes: null },
    });
  });
});

describe("a group", () => {
  test("holds as many people as one booking may bring, at least", async () => {
    const group = { capacity: 8, minParticipants: 2, maxParticipants: 4, belowMinimum: "cancel" };
    const { service } = (await add(group)).as(ServiceAnswer);
    expect([service.max_capacity, service.participants]).toMatchObject([
      8,
      { min: 2, max: 4, below_minimum: "cancel" },
    ]);
    const answer = await world.spa.ask("PATCH", `/services/${service.service_id}`, { capacity: 3 });
    expect(answer.body).toMatchObject({ error: "INVALID_INPUT", field: "capacity" });
  });
});

describe("a package", () => {
  const parts = (...ids: string[]) =>
    ids.map((serviceId) => ({ serviceId, minGapMinutes: 10, maxGapMinutes: 30 }));

  test("is as long as its parts and the waits between them", async () => {
    const [wash, cut] = [await desk.service({ durationMinutes: 20 }), await desk.service()];
    await desk.provider({ serviceIds: [wash, cut] });
    const body = { kind: "package", parts: parts(wash, cut), durationMinutes: undefined };
    const { service } = (await add(body)).as(ServiceAnswer);
    expect(service.duration_minutes).toBe(60);
    expect(service.parts).toEqual([
      { service_id: wash, min_gap_minutes: 10, max_gap_minutes: 30 },
      { service_id: cut, min_gap_minutes: 10, max_gap_minutes: 30 },
    ]);
    const path = `/services/${service.service_id}`;
    const remade = await world.spa.ask("PATCH", path, { parts: parts(cut, wash, cut) });
    expect(remade.as(ServiceAnswer).service).toMatchObject({
      ...{ duration_minutes: 100 },
      parts: [{ service_id: cut }, { service_id: wash }, { service_id: cut }],
    });
    const nested = await add({ kind: "package", parts: parts(wash, service.service_id) });
    expect(nested.body).toMatchObject({ error: "INVALID_INPUT", field: "parts.1.serviceId" });
    const turned = await world.spa.ask("PATCH", `/services/${wash}`, {
      ...{ kind: "package", parts: parts(cut) },
    });
    expect(turned.body).toMatchObject({ error: "INVALID_INPUT", field: "kind" });
  });

  test("needs one person for all of it, unless several may share it", async () => {
    const [wash, cut] = [await desk.service(), await desk.service({ requiredSkills: ["cut"] })];
    await desk.provider({ serviceIds: [wash] });
    await desk.provider({ serviceIds: [wash, cut] });
    const body = { kind: "package", parts: parts(wash, cut) };
    expect((await add(body)).body).toMatchObject({ error: "INVALID_INPUT", field: "parts" });
    expect((await add({ ...body, sameProvider: false })).status).toBe(201);
    await desk.provider({ serviceIds: [wash, cut], skills: ["cut"] });
    expect((await add(body)).status).toBe(201);
  });
});

describe("a package whose part changes its length", () => {
  test("changes with it, as often as it holds it, and others stay", async () => {
    const [wash, cut] = [await desk.service({ durationMinutes: 20 }), await desk.service()];
    await desk.provider({ serviceIds: [wash, cut] });
    const make = async (more: object, ...ids: string[]): Promise<string> => {
      const parts = ids.map((serviceId) => ({ serviceId }));
      return desk.service({ kind: "package", durationMinutes: undefined, parts, ...more });
    };
    const once = await make({}, wash, cut);
    const twice = await make({}, wash, cut, wash);
    const stated = await make({ durationMinutes: 90 }, wash, cut);
    const without = await make({}, cut);
    const lengths = () =>
      Promise.all(
        [once, twice, stated, without].map(async (id) => {
          const answer = await world.spa.ask("GET", `/services/${id}`);
          return answer.as(ServiceAnswer).service.duration_minutes;
        }),
      );
    expect(await lengths()).toEqual([50, 70, 90, 30]);
    const path = `/services/${wash}`;
    expect((await world.spa.ask("PATCH", path, { durationMinutes: 35 })).status).toBe(200);
    expect(await lengths()).toEqual([65, 100, 105, 30]);
    await world.spa.ask("PATCH", path, { durationMinutes: 10 });
    expect(await lengths()).toEqual([40, 50, 80, 30]);
    await world.spa.ask("PATCH", path, { durationMinutes: 50, capacity: 0 });
    expect(await lengths()).toEqual([40, 50, 80, 30]);
  });
});

describe("a consultation", () => {
  const comesFirst = (id: string, consultationServiceId: string | null) =>
    world.spa.ask("PATCH", `/services/${id}`, { consultationServiceId });

  test("that leads back to its own service is refused, however long the way", async () => {
    const first = await desk.service();
    const second = await desk.service({ consultationServiceId: first });
    const third = await desk.service({ consultationServiceId: second });
    for (const id of [first, second, third]) {
      const answer = await comesFirst(first, id);
      expect([answer.status, answer.body]).toMatchObject([
        400,
        { error: "INVALID_INPUT", field: "consultationServiceId" },
      ]);
    }
    expect((await comesFirst(third, first)).status).toBe(200);
    expect((await comesFirst(second, null)).status).toBe(200);
    expect((await comesFirst(first, third)).body).toMatchObject({ error: "INVALID_INPUT" });
    expect((await comesFirst(first, second)).status).toBe(200);
  });
});

describe("a service is refused", () => {
  test.each([
    ["a length", { durationMinutes: undefined }, 400, "durationMinutes"],
    ["a positive length", { durationMinutes: 0 }, 400, "durationMinutes"],
    ["bounds of a flexible length", { kind: "flexible" }, 400, "minDurationMinutes"],
    ["no bounds of a fixed one", { maxDurationMinutes: 60 }, 400, "minDurationMinutes"],
    ["its length in the bounds", { ...flexible, durationMinutes: 150 }, 400, "durationMinutes"],
    ["bounds of whole steps", { ...flexible, durationStepMinutes: 45 }, 400, "durationStepMinutes"],
    ["more people at most than at least", { minParticipants: 2 }, 400, "maxParticipants"],
    ["places for them", { maxParticipants: 2 }, 400, "capacity"],
    ["parts in a package", { kind: "package" }, 400, "parts"],
    ["no parts elsewhere", { parts: [{ serviceId: nobody }] }, 400, "parts"],
    [
      "parts that exist",
      { kind: "package", parts: [{ serviceId: nobody }] },
      404,
      "parts.0.serviceId",
    ],
    ["one place in a package", { kind: "package", capacity: 2 }, 400, "capacity"],
    ["a consultation that exists", { consultationServiceId: nobody }, 404, "consultationServiceId"],
    [
      "a price where it is paid",
      { paymentRequired: true, paymentMethods: ["card"] },
      400,
      "priceMinor",
    ],
    ["a way to pay", { paymentRequired: true, priceMinor: 100 }, 400, "paymentMethods"],
    ["the road only where it travels", { travelMinutes: 20 }, 400, "travelMinutes"],
    ["a kind of resource once", { resources: [{ kind: "a" }, { kind: "a" }] }, 400, "resources"],
    [
      "a season that begins first",
      { seasons: [{ from: "2026-08-01", to: "2026-07-01" }] },
      400,
      "seasons.0.to",
    ],
    ["dates of a calendar", { seasons: [{ from: "02-30", to: "03-01" }] }, 400, "seasons.0.from"],
    ["known rules only", { rules: { holdMinutes: 5 } }, 400, "rules.holdMinutes"],
    ["known fields only", { price: 5 }, 400, "price"],
  ])("without %s", async (_what, body, status, field) => {
    const answer = await add(body);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
  });

  test.each([
    ["en", "capacity: must hold maxParticipants at least"],
    ["vi", "capacity: phải đủ cho maxParticipants người"],
  ])("in the words of %s", async (language, message) => {
    const body = { name: name("Service"), durationMinutes: 30, maxParticipants: 2 };
    const answer = await world.spa.ask("POST", "/services", body, { "accept-language": language });
    expect(answer.as(ErrorBody).message).toBe(message);
  });

  test("and nothing of it is written", async () => {
    const before = (await world.spa.ask("GET", "/services")).as(ServiceList).services.length;
    await add({ maxParticipants: 5 });
    expect((await world.spa.ask("GET", "/services")).as(ServiceList).services).toHaveLength(before);
  });
});
