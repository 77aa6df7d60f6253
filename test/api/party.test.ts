import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ActionAnswer, AvailabilityAnswer, ErrorBody } from "#src/http/contract.ts";
import { bookAtClinic, bookedId, newPhone } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let groupId: string;
let choosableId: string;
let packageId: string;
beforeAll(async () => {
  world = await openApiWorld();
  const { db, clinic } = world;
  groupId = await clinic.service("Cạo vôi");
  choosableId = await clinic.service("Trám răng");
  packageId = crypto.randomUUID();
  const organizationId = clinic.organizationId;
  await db
    .updateTable("services")
    .set({ capacity: 6, max_participants: 4 })
    .where("id", "=", groupId)
    .execute();
  await db
    .updateTable("services")
    .set({
      min_duration_minutes: 30,
      max_duration_minutes: 90,
      duration_step_minutes: 30,
      kind: "flexible",
    })
    .where("id", "=", choosableId)
    .execute();
  await sql`insert into services select (jsonb_populate_record(null::services, to_jsonb(one)
      || jsonb_build_object('id', ${packageId}::uuid, 'name', 'Trọn gói', 'kind', 'package',
        'capacity', 1, 'max_participants', 1))).*
    from services one where one.id = ${groupId}`.execute(db);
  const parts = [choosableId, groupId].map((service_id, position) => ({
    ...{ organization_id: organizationId, package_id: packageId, service_id, position },
    ...{ min_gap_minutes: 0, max_gap_minutes: 30 },
  }));
  await db.insertInto("service_parts").values(parts).execute();
});
afterAll(() => world.close());

const free = async (question: object) =>
  (await world.clinic.ask("POST", "/availability", question)).as(AvailabilityAnswer);
const edit = (id: string, change: object) => world.clinic.ask("PATCH", `/bookings/${id}`, change);
const party = [{ name: "Lan", phone: newPhone() }, { name: "Huệ" }];

describe("how many come", () => {
  test("is booked with their names, and takes as many places", async () => {
    const booked = await bookAtClinic(world, {
      service: "Cạo vôi",
      more: { participants: 3, participantDetails: party },
    });
    const { booking } = booked.as(ActionAnswer);
    expect(booking).toMatchObject({ participants: 3, participant_details: party });
    const asked = { serviceId: groupId, date: "2026-03-03", providerId: booking.provider_id };
    const at = async (participants: number) =>
      (await free({ ...asked, participants })).slots.find(
        ({ start_time }) => start_time === "09:00",
      );
    expect(await at(3)).toMatchObject({ participants: 3, current_bookings: 3, parts: [] });
    expect(await at(4)).toBeUndefined();
  });

  test("is as many as are named, when only names are sent", async () => {
    const more = { participantDetails: party };
    const answer = await bookAtClinic(world, { service: "Cạo vôi", date: "2026-03-04", more });
    expect(answer.as(ActionAnswer).booking.participants).toBe(2);
  });

  test("may not be more than the service takes, nor fewer than are named", async () => {
    const more = { participants: 5 };
    const many = await bookAtClinic(world, { service: "Cạo vôi", date: "2026-03-05", more });
    expect(many.as(ErrorBody).field).toBe("participants");
    const overnamed = { participants: 1, participantDetails: party };
    const few = await bookAtClinic(world, { service: "Cạo vôi", more: overnamed });
    expect([few.status, few.as(ErrorBody).field]).toEqual([400, "participantDetails"]);
    const asked = await world.clinic.ask("POST", "/availability", {
      ...{ serviceId: groupId, date: "2026-03-05", participants: 5 },
    });
    expect(asked.as(ErrorBody).field).toBe("participants");
  });

  test("changes until the booking is confirmed; names may change after it", async () => {
    const held = await bookedId(world, {
      ...{ service: "Cạo vôi", date: "2026-03-06", more: { hold: true } },
    });
    const more = (await edit(held, { participants: 2, participantDetails: party })).as(
      ActionAnswer,
    );
    expect(more.booking).toMatchObject({ participants: 2, participant_details: party });
    expect((await edit(held, { participants: 1 })).as(ErrorBody).field).toBe("participantDetails");
    expect((await edit(held, { participants: 9 })).as(ErrorBody).field).toBe("participants");
    const confirmed = await bookedId(world, { service: "Cạo vôi", date: "2026-03-09" });
    expect((await edit(confirmed, { participants: 2 })).status).toBe(409);
    const renamed = await edit(confirmed, { participantDetails: [{ name: "Lan" }] });
    expect(renamed.as(ActionAnswer).booking.participant_details).toEqual([
      { name: "Lan", phone: null, email: null },
    ]);
  });
});

describe("how long it takes", () => {
  test("is chosen within what the service offers", async () => {
    const answer = await bookAtClinic(world, {
      ...{ service: "Trám răng", date: "2026-03-10", time: "09:30", more: { durationMinutes: 90 } },
    });
    expect(answer.as(ActionAnswer).booking).toMatchObject({
      ...{ duration_minutes: 90, appointment_time: "09:30", appointment_end_time: "11:00" },
    });
    const more = { durationMinutes: 40 };
    const odd = await bookAtClinic(world, { service: "Trám răng", date: "2026-03-11", more });
    expect(odd.as(ErrorBody).field).toBe("durationMinutes");
  });

  test("is what a shown slot says", async () => {
    const question = { serviceId: choosableId, date: "2026-03-12", durationMinutes: 60 };
    const [slot] = (await free(question)).slots;
    expect(slot?.duration_minutes).toBe(60);
    const answer = await bookAtClinic(world, {
      service: "Trám răng",
      more: { slotId: slot?.slot_id, date: undefined, time: undefined },
    });
    expect(answer.as(ActionAnswer).booking.duration_minutes).toBe(60);
  });
});

test("a package shows its parts, free and booked", async () => {
  const [slot] = (await free({ serviceId: packageId, date: "2026-03-13" })).slots;
  expect(slot?.parts.map(({ service_id }) => service_id)).toEqual([choosableId, groupId]);
  expect(slot?.parts[0]?.starts_at).toBe(slot?.starts_at);
  const answer = await bookAtClinic(world, { service: "Trọn gói", date: "2026-03-13" });
  const { parts } = answer.as(ActionAnswer).booking;
  expect(parts.map(({ service_id }) => service_id)).toEqual([choosableId, groupId]);
});
