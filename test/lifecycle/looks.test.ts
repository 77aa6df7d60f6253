import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addTimeOff, removeTimeOff } from "#src/catalog/edit/edit-time-off.ts";
import { listWaitlistPulses } from "#src/db/queries/waitlist.ts";
import { listJobs } from "#src/jobs/index.ts";
import { openWaitlistLook } from "#src/lifecycle/look-at-waitlists.ts";
import { appoint, granted } from "../appointments.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { entryOf, giveBack, provider, service, stateOf, taken, waitFor } from "./waiting.ts";

const nothing = async (): Promise<void> => undefined;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Runs everything that was committed for later and answers the topics. */
const runOutbox = async (): Promise<string[]> => {
  const jobs = listJobs(turnDepsOf(world), { tellOthers: nothing, sendNotices: nothing });
  const rows = await world.db.selectFrom("outbox").selectAll().orderBy("id").execute();
  await world.db.deleteFrom("outbox").execute();
  for (const { organization_id: organizationId, topic, payload } of rows) {
    if (topic === "turn") continue;
    const job = jobs.find((one) => one.topic === topic);
    if (!job) throw new Error(`there is no job for ${topic}`);
    await job.run({ organizationId, ...payload });
  }
  return rows.map(({ topic }) => topic);
};

const scoped = <T>(edit: (scope: Parameters<typeof addTimeOff>[0]) => Promise<T>): Promise<T> =>
  world.db.transaction().execute((tx) =>
    edit({
      tx,
      organizationId: world.organization.id,
      now: world.clock.now(),
      newId: world.deps.newId,
    }),
  );
const dayOff = async (date: string) => {
  const draft = { providerId: world.provider(provider).id, startDate: date, endDate: date };
  const added = await scoped((scope) => addTimeOff(scope, draft));
  if (!added.ok) throw new Error("time off is refused");
  return added.id;
};

describe("what was committed", () => {
  test("as time off moves its appointments", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const { booking } = await appoint(world, { service, provider, start });
    await runOutbox();
    await dayOff("2026-02-10");
    expect(await runOutbox()).toContain("time_closed");
    expect(await stateOf(world, booking.id)).toBe("SLOT_PROPOSED");
  });

  test("as a cancellation offers its time to who waits, and as a confirmation ends the wait", async () => {
    const start = "2026-02-11T09:00:00+07:00";
    const had = await taken(world, start);
    const waiter = await waitFor(world, start);
    await giveBack(world, had);
    await runOutbox();
    expect(await entryOf(world, waiter)).toMatchObject({ status: "offered" });
    const { receipt, lead } = waiter;
    const { slot_id } = await world.db
      .selectFrom("allocations")
      .select("slot_id")
      .where("booking_id", "=", receipt.bookingId)
      .where("released_at", "is", null)
      .executeTakeFirstOrThrow();
    granted(
      await world.bookings.confirmSlot(world.caller({ actor: "sales", lead }), {
        ...{ bookingId: receipt.bookingId, slotId: slot_id ?? "", consent: null },
        statedBy: "Mai",
      }),
    );
    await runOutbox();
    expect(await entryOf(world, waiter)).toMatchObject({ status: "booked" });
  });
});

describe("the periodic look", () => {
  test("offers what changed hours open, and passes over what cannot have changed", async () => {
    const look = openWaitlistLook(turnDepsOf(world));
    const pulse = async () => (await listWaitlistPulses(world.db, world.clock.now()))[0]?.pulse;
    const start = "2026-02-12T09:00:00+07:00";
    const off = await dayOff("2026-02-12");
    const first = await waitFor(world, start);
    const second = await waitFor(world, start);
    await look();
    expect(await entryOf(world, first)).toMatchObject({ status: "waiting" });
    const before = await pulse();
    await look();
    expect(await pulse()).toBe(before);
    await scoped((scope) => removeTimeOff(scope, off));
    expect(await pulse()).not.toBe(before);
    await look();
    expect(await entryOf(world, first)).toMatchObject({ status: "offered" });
    const offered = await pulse();
    world.clock.advance({ minutes: 31 });
    expect(await pulse()).not.toBe(offered);
    await look();
    expect(await entryOf(world, first)).toMatchObject({ status: "waiting" });
    expect(await entryOf(world, second)).toMatchObject({ status: "offered" });
  });
});
