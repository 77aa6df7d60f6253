import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { appoint, granted, refused } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";
import type { AvailabilityQuery } from "./available-slots.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const at = (time: string) => new Date(`2026-02-10T${time}:00+07:00`);
const look = (difference: Partial<AvailabilityQuery> = {}) =>
  world.bookings.availableSlots(world.caller({ actor: "system" }), {
    serviceId: world.service("Bọc sứ thẩm mỹ").id,
    providerId: world.provider("BS. Nguyễn Văn An").id,
    from: at("09:00"),
    to: at("10:00"),
    ...difference,
  });

describe("looking for a time", () => {
  test("shows the free slots with everything of 000 §6.1, and holds nothing", async () => {
    const { slots } = granted(await look());
    expect(slots.map(({ start }) => start)).toEqual([at("09:00"), at("09:30")]);
    expect(slots[0]).toMatchObject({
      serviceName: "Bọc sứ thẩm mỹ",
      providerName: "BS. Nguyễn Văn An",
      locationName: "Quận 1",
      zone: "Asia/Ho_Chi_Minh",
      end: at("09:30"),
      ...{ status: "available", capacity: 1, currentBookings: 0, canDoubleBook: false },
      ...{ minNoticeMinutes: 30, cancellationAllowedUntil: at("09:00") },
    });
    const held = await world.db.selectFrom("allocations").select("id").execute();
    expect(held).toEqual([]);
  });

  test("that is all taken says why, and what is nearest", async () => {
    for (const time of ["09:00", "09:30"]) {
      const start = at(time).toISOString();
      await appoint(world, { start, provider: "BS. Nguyễn Văn An" });
    }
    const { slots, reasons, nearest } = granted(await look());
    expect(slots).toEqual([]);
    expect(new Set(reasons.map(({ providerName }) => providerName))).toEqual(
      new Set(["BS. Nguyễn Văn An"]),
    );
    expect(nearest.map(({ start }) => start)).toEqual(["10:00", "10:30", "08:30"].map(at));
  });

  test("lets a booking see its own time as free", async () => {
    const start = at("14:00");
    const { booking } = await appoint(world, {
      start: start.toISOString(),
      provider: "BS. Nguyễn Văn An",
    });
    const range = { from: start, to: at("14:30") };
    expect(granted(await look(range)).slots).toEqual([]);
    expect(granted(await look({ ...range, bookingId: booking.id })).slots).toHaveLength(1);
  });

  test("in the past, or for no service, is refused; nobody and nowhere have nothing", async () => {
    const past = { from: new Date("2026-02-01T00:00Z"), to: new Date("2026-02-02T00:00Z") };
    expect(refused(await look(past)).code).toBe("past_date");
    for (const serviceId of [randomUUID(), "boc-su"]) {
      expect(refused(await look({ serviceId })).code).toBe("unknown_service");
    }
    for (const id of [randomUUID(), "an"]) {
      expect(granted(await look({ providerId: id })).slots).toEqual([]);
      expect(granted(await look({ locationId: id })).slots).toEqual([]);
    }
  });
});

describe("the waiting list", () => {
  test("keeps a lead's wish for thirty days", async () => {
    const lead = await world.lead();
    const serviceId = world.service("Cấy ghép Implant").id;
    const receipt = granted(
      await world.bookings.joinWaitlist(world.caller({ actor: "lead", lead }), {
        serviceId,
        wish: "sáng thứ 7",
        from: at("08:00"),
        to: at("12:00"),
      }),
    );
    const days = (receipt.expiresAt.getTime() - world.clock.now().getTime()) / 86_400_000;
    expect(days).toBe(30);
    const entries = await world.db.selectFrom("waitlist_entries").selectAll().execute();
    expect(entries).toMatchObject([
      { lead_id: lead.id, service_id: serviceId, wish: "sáng thứ 7", wished_from: at("08:00") },
    ]);
  });

  test("takes nobody without a name, and no service that there is not", async () => {
    const wish = { serviceId: world.service("Trám răng").id, wish: "sớm nhất" };
    const nobody = await world.bookings.joinWaitlist(world.caller({ actor: "system" }), wish);
    expect(refused(nobody).code).toBe("invalid_input");
    const lead = await world.lead();
    const unknown = { ...wish, serviceId: randomUUID() };
    const answer = await world.bookings.joinWaitlist(
      world.caller({ actor: "lead", lead }),
      unknown,
    );
    expect(refused(answer).code).toBe("unknown_service");
  });
});
