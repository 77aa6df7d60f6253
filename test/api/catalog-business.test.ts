import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "#src/http/api-keys.ts";
import { AvailabilityAnswer, OverrideAnswer, ServiceList } from "#src/http/contract.ts";
import { deskOf } from "./catalog-desk.ts";
import { type ApiWorld, type Holder, openApiWorld } from "./world.ts";

let world: ApiWorld;
let salon: Pick<Holder, "organizationId" | "ask">;
beforeAll(async () => {
  world = await openApiWorld();
  salon = await openSalon();
});
afterAll(() => world.close());

/** An organization that has nothing but a name and a key. */
const openSalon = async (): Promise<Pick<Holder, "organizationId" | "ask">> => {
  const id = randomUUID();
  await world.db
    .insertInto("organizations")
    .values({
      ...{ id, slug: "new-salon", name: "New Salon", locale: "vi", currency: "VND" },
      ...{ timezone: "Asia/Ho_Chi_Minh", created_at: world.now() },
    })
    .execute();
  const { key } = await createApiKey(
    world.db,
    { organizationId: id, name: "desk" },
    { now: world.now(), newId: randomUUID },
  );
  const ask: Holder["ask"] = (method, path, payload, headers) =>
    world.spa.ask(method, path, payload, { ...headers, authorization: `Bearer ${key}` });
  return { organizationId: id, ask };
};

const nine = { start: "09:00", end: "12:00" };
const everyDay = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: [nine], breaks: [] }));

/** Times `HH:MM` of a service on a date, in the salon's zone. */
const timesOf = async (serviceId: string, date: string): Promise<string[]> => {
  const answer = await salon.ask("POST", "/availability", { serviceId, date });
  return answer.as(AvailabilityAnswer).slots.map(({ start_time }) => start_time);
};

test("a business built through the API alone has slots, and every edit shows in them", async () => {
  const desk = deskOf({ ...world.spa, ...salon });
  expect((await salon.ask("GET", "/services")).as(ServiceList).services).toEqual([]);

  const locationId = await desk.location({ name: "Quận 1" });
  await desk.resource(locationId, { kind: "chair" });
  const cut = await desk.service({
    ...{ name: "Cắt tóc", durationMinutes: 60, resources: [{ kind: "chair" }] },
  });
  const wash = await desk.service({ name: "Gội đầu", durationMinutes: 30 });
  const providerId = await desk.provider({ name: "Lan", serviceIds: [cut, wash] });
  const whole = await desk.service({
    ...{ name: "Gội và cắt", kind: "package", durationMinutes: undefined },
    parts: [{ serviceId: wash }, { serviceId: cut }],
  });
  // 2026-03-03 is a Tuesday.
  expect(await timesOf(cut, "2026-03-03")).toEqual([]);

  await salon.ask("PUT", `/locations/${locationId}/hours`, { hours: everyDay });
  await salon.ask("PUT", `/providers/${providerId}/hours`, { locationId, hours: everyDay });
  expect(await timesOf(cut, "2026-03-03")).toEqual(["09:00", "10:00", "11:00"]);
  expect(await timesOf(whole, "2026-03-03")).toContain("09:00");
  expect(await timesOf(whole, "2026-03-03")).not.toContain("11:00");

  await salon.ask("PUT", `/services/${cut}/rules`, { slotIntervalMinutes: 30 });
  expect(await timesOf(cut, "2026-03-03")).toEqual(["09:00", "09:30", "10:00", "10:30", "11:00"]);
  await salon.ask("PUT", `/providers/${providerId}/rules`, { minNoticeMinutes: 26 * 60 });
  // It is Monday 09:00 there, so Tuesday begins at 11:00.
  expect(await timesOf(cut, "2026-03-03")).toEqual(["11:00"]);
  await salon.ask("PUT", `/providers/${providerId}/rules`, {});

  const closed = await salon.ask("POST", "/overrides", {
    ...{ locationId, date: "2026-03-03", intervals: [{ start: "10:00", end: "11:00" }] },
  });
  expect(await timesOf(cut, "2026-03-03")).toEqual(["10:00"]);
  const { override } = closed.as(OverrideAnswer);
  await salon.ask("DELETE", `/overrides/${override.override_id}`);

  await salon.ask("POST", "/time-off", {
    ...{ providerId, startDate: "2026-03-04", endDate: "2026-03-04" },
  });
  expect(await timesOf(cut, "2026-03-04")).toEqual([]);
  expect(await timesOf(cut, "2026-03-05")).not.toEqual([]);

  await salon.ask("PATCH", `/services/${cut}`, { seasons: [{ from: "06-01", to: "08-31" }] });
  expect(await timesOf(cut, "2026-03-05")).toEqual([]);
  await salon.ask("PATCH", `/services/${cut}`, { seasons: [], requiredSkills: ["scissors"] });
  expect(await timesOf(cut, "2026-03-05")).toEqual([]);
  await salon.ask("PATCH", `/providers/${providerId}`, { skills: ["scissors"] });
  expect(await timesOf(cut, "2026-03-05")).toHaveLength(5);

  await salon.ask("PATCH", `/providers/${providerId}`, { active: false });
  expect(await timesOf(cut, "2026-03-05")).toEqual([]);
});
