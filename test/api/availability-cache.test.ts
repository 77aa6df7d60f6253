import { afterAll, beforeAll, expect, test } from "vitest";

import { AvailabilityAnswer, BatchAnswer } from "#src/http/contract.ts";
import { bookAtClinic, bookedId } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let serviceId: string;
beforeAll(async () => {
  world = await openApiWorld();
  serviceId = await world.clinic.service("Bọc sứ");
});
afterAll(() => world.close());

const date = "2026-03-03";

/** Who is free at nine, by the single question; how many are, by the batch. */
const freeAtNine = async () => {
  const one = await world.clinic.ask("POST", "/availability", { serviceId, date });
  const batch = await world.clinic.ask("POST", "/availability/batch", {
    ...{ serviceIds: [serviceId], from: date, to: date, detail: "slots" },
  });
  const slots = one.as(AvailabilityAnswer).slots;
  const counted = batch
    .as(BatchAnswer)
    .rows.flatMap(({ days }) => days.flatMap((day) => day.slots ?? []));
  const atNine = (all: typeof slots) =>
    all.flatMap((slot) => (slot.start_time === "09:00" ? [slot.provider_id] : [])).toSorted();
  expect(atNine(counted)).toEqual(atNine(slots));
  return atNine(slots);
};

test("whoever looks again sees what was booked, held and given back in between", async () => {
  const before = await freeAtNine();
  expect(await freeAtNine()).toEqual(before);
  const id = await bookedId(world, { date });
  expect(await freeAtNine()).toHaveLength(before.length - 1);
  await world.clinic.ask("POST", `/bookings/${id}/cancel`, { reason: "x", overrule: true });
  expect(await freeAtNine()).toEqual(before);
  await bookAtClinic(world, { date, more: { hold: true } });
  expect(await freeAtNine()).toHaveLength(before.length - 1);
});

test("a hold that expires gives its time back to the next look, at that very moment", async () => {
  const held = await freeAtNine();
  const [{ expires_at } = { expires_at: null }] = await world.db
    .selectFrom("allocations")
    .select("expires_at")
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .execute();
  const end = expires_at?.getTime() ?? 0;
  world.setClock(new Date(end - 1).toISOString());
  expect(await freeAtNine()).toEqual(held);
  world.setClock(new Date(end).toISOString());
  expect(await freeAtNine()).toHaveLength(held.length + 1);
});
