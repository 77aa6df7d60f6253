import { beforeEach, describe, expect, test } from "vitest";

import { ErrorBody, ProviderAnswer } from "#src/http/contract.ts";
import { addAppointment } from "./catalog-desk.ts";
import { catalogWorld } from "./catalog-world.ts";
import { leadOf } from "./clinic.ts";

const { world, desk } = catalogWorld();
let things: { location: string; provider: string; service: string; resource: string };
beforeEach(async () => {
  const location = await desk.location();
  const service = await desk.service();
  const provider = await desk.provider();
  things = { location, service, provider, resource: await desk.resource(location) };
});

type Kind = keyof typeof things;
const kinds: readonly Kind[] = ["location", "provider", "service", "resource"];

const book = (start: string, end: string) =>
  addAppointment(world.db, world.spa, {
    ...{ locationId: things.location, providerId: things.provider, start, end },
    ...{ serviceId: things.service, resourceId: things.resource },
  });

const remove = (kind: Kind) => world.spa.ask("DELETE", `/${kind}s/${things[kind]}`);
const retire = (kind: Kind, more: object = {}) =>
  world.spa.ask("PATCH", `/${kind}s/${things[kind]}`, { active: false, ...more });

describe("a deletion", () => {
  test.each(kinds)("of a %s with a booking, even a past one, names it", async (kind) => {
    const id = await book("2026-02-20T15:00:00Z", "2026-02-20T15:30:00Z");
    const answer = await remove(kind);
    expect(answer.status).toBe(409);
    const { error, field, usedBy, usedByCount } = answer.as(ErrorBody);
    expect([error, field]).toEqual(["IN_USE", "id"]);
    const bookings = usedBy?.filter((use) => use.kind === "booking");
    expect(bookings).toEqual([{ kind: "booking", id, name: "Lan" }]);
    expect(usedByCount).toBe(usedBy?.length);
    expect((await world.spa.ask("GET", `/${kind}s/${things[kind]}`)).status).toBe(200);
  });

  test("names twenty uses and counts all of them", async () => {
    for (let hour = 0; hour < 22; hour += 1) {
      const date = `2026-02-${String(hour + 1).padStart(2, "0")}`;
      await book(`${date}T15:00:00Z`, `${date}T15:30:00Z`);
    }
    const { usedBy, usedByCount } = (await remove("provider")).as(ErrorBody);
    expect([usedBy?.length, usedByCount]).toEqual([20, 22]);
  });

  test("of a location waits for who works there and what stands there", async () => {
    const hours = [{ weekday: 1, open: [{ start: "09:00", end: "17:00" }] }];
    const path = `/providers/${things.provider}/hours`;
    await world.spa.ask("PUT", path, { locationId: things.location, hours });
    const usedBy = (await remove("location")).as(ErrorBody).usedBy ?? [];
    expect(usedBy.map(({ kind, id }) => [kind, id])).toEqual([
      ["provider", things.provider],
      ["resource", things.resource],
    ]);
    await world.spa.ask("PUT", path, { locationId: things.location, hours: [] });
    await remove("resource");
    expect((await remove("location")).status).toBe(200);
  });

  test("of a service waits for packages, providers and services after it", async () => {
    const second = await desk.service({ consultationServiceId: things.service });
    const giver = await desk.provider({ serviceIds: [things.service] });
    const whole = await desk.service({
      ...{ kind: "package", parts: [{ serviceId: things.service }] },
    });
    const usedBy = (await remove("service")).as(ErrorBody).usedBy ?? [];
    expect(usedBy.map(({ kind, id }) => [kind, id])).toEqual([
      ["package", whole],
      ["provider", giver],
      ["service", second],
    ]);
  });

  test("of a provider waits for services nobody else gives", async () => {
    const path = `/providers/${things.provider}`;
    await world.spa.ask("PATCH", path, { serviceIds: [things.service] });
    expect((await remove("provider")).as(ErrorBody).usedBy).toMatchObject([
      { kind: "service", id: things.service },
    ]);
    await desk.provider({ serviceIds: [things.service] });
    expect((await remove("provider")).status).toBe(200);
  });

  test("of a resource waits for services that would lack one", async () => {
    const service = await desk.service({ resources: [{ kind: "sauna", quantity: 1 }] });
    const sauna = await desk.resource(things.location, { kind: "sauna" });
    const answer = await world.spa.ask("DELETE", `/resources/${sauna}`);
    expect(answer.as(ErrorBody).usedBy).toMatchObject([{ kind: "service", id: service }]);
    await desk.resource(things.location, { kind: "sauna" });
    expect((await world.spa.ask("DELETE", `/resources/${sauna}`)).status).toBe(200);
  });

  test("waits for the waitlist and for blocks of leads", async () => {
    const leadId = await leadOf(world.spa);
    const wish = { leadId, serviceId: things.service, wish: "any morning" };
    expect((await world.spa.ask("POST", "/waitlist", wish)).status).toBe(201);
    const block = { leadId, serviceId: things.service, reason: "never pays" };
    await world.spa.ask("POST", "/lead-blocks", block);
    const usedBy = (await remove("service")).as(ErrorBody).usedBy ?? [];
    const found = usedBy.map(({ kind, name }) => [kind, name]);
    expect(found).toContainEqual(["lead_block", "never pays"]);
    expect(found).toContainEqual(["waitlist", "any morning"]);
  });

  test.each([
    ["en", /usedBy lists/],
    ["vi", /đang được dùng/],
  ])("is refused in the words of %s", async (language, words) => {
    await book("2026-02-20T15:00:00Z", "2026-02-20T15:30:00Z");
    const path = `/services/${things.service}`;
    const headers = { "accept-language": language };
    const answer = await world.spa.ask("DELETE", path, undefined, headers);
    expect(answer.as(ErrorBody).message).toMatch(words);
  });
});

describe("retiring", () => {
  test.each(kinds)("a %s with appointments ahead is refused until it is forced", async (kind) => {
    await book("2026-02-20T15:00:00Z", "2026-02-20T15:30:00Z");
    const ahead = await book("2026-03-04T15:00:00Z", "2026-03-04T15:30:00Z");
    const answer = await retire(kind);
    expect([answer.status, answer.body]).toMatchObject([
      409,
      {
        error: "IN_USE",
        field: "active",
        usedBy: [{ kind: "booking", id: ahead }],
        usedByCount: 1,
      },
    ]);
    const forced = await retire(kind, { force: true });
    expect(forced.body).toMatchObject({
      [kind]: { active: false },
      affected: [{ booking_id: ahead, lead_name: "Lan", starts_at: "2026-03-04T15:00:00.000Z" }],
    });
  });

  test("what has only a past is done at once, and answers no appointments", async () => {
    await book("2026-02-20T15:00:00Z", "2026-02-20T15:30:00Z");
    const { provider, affected } = (await retire("provider")).as(ProviderAnswer);
    expect([provider.active, affected]).toEqual([false, undefined]);
  });

  test("a cancelled appointment stands in no way", async () => {
    const id = await book("2026-03-04T15:00:00Z", "2026-03-04T15:30:00Z");
    await world.db
      .updateTable("bookings")
      .set({ state: "CANCELLED" })
      .where("id", "=", id)
      .execute();
    expect((await retire("service")).status).toBe(200);
  });
});
