import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Policy } from "#src/domain/policy.ts";
import { callUnanswered } from "#src/lifecycle/call-unanswered.ts";
import { resettle } from "#src/lifecycle/close-time.ts";
import { appoint } from "../appointments.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import { openWorld, type World, type WorldLead } from "../world.ts";
import { closeTime, lastSaid, provider, service } from "./waiting.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const bookingOf = (id: string) =>
  world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const ownerOf = async ({ conversationId }: WorldLead) =>
  (
    await world.db
      .selectFrom("conversations")
      .select("owner")
      .where("id", "=", conversationId)
      .executeTakeFirstOrThrow()
  ).owner;
const setPolicy = (policy: Partial<Policy>) =>
  world.db
    .updateTable("organizations")
    .set({ policy: JSON.stringify({ ...world.organization.policy, ...policy }) })
    .where("id", "=", world.organization.id)
    .execute();
const settle = (timeOffId: string) => resettle(turnDepsOf(world))(world.organization.id, timeOffId);
const an = () => world.provider(provider).id;
const heldFor = (bookingId: string) =>
  world.db
    .selectFrom("allocations")
    .selectAll()
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .orderBy("starts_at")
    .execute();
const day = (date: string) => ({ from: `${date}T00:00:00+07:00`, to: `${date}T23:00:00+07:00` });

describe("a provider who falls away", () => {
  test("leaves the lead an apology and other times, one of which is booked by a number", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const off = await closeTime(world, { ...day("2026-02-10"), provider_id: an() });
    await settle(off);
    expect(await bookingOf(booking.id)).toMatchObject({
      state: "SLOT_PROPOSED",
      reschedule_reason: "provider_unavailable",
      reschedule_count: 0,
      starts_at: null,
    });
    const held = await heldFor(booking.id);
    expect(held.length).toBeGreaterThan(0);
    // The same hour with somebody else, and what is nearest to it.
    expect(held.map(({ starts_at }) => starts_at)).toContainEqual(new Date(start));
    const away = held.map(({ starts_at }) => Math.abs(starts_at.getTime() - Date.parse(start)));
    expect(Math.max(...away)).toBeLessThanOrEqual(60 * 60_000);
    expect(held.filter(({ provider_id }) => provider_id === an())).toEqual([]);
    const until = held.map(({ expires_at }) => Number(expires_at) - world.clock.now().getTime());
    expect(new Set(until)).toEqual(new Set([24 * 60 * 60_000]));
    const { text } = await lastSaid(world, lead);
    expect(text).toContain("xin lỗi");
    expect(text).toContain("Thứ 3, 10/02, 09:00");
    await settle(off);
    expect((await lastSaid(world, lead)).text).toBe(text);
    const talk = await openTalk(world, { lead });
    await talk.say("số 1");
    if ((await bookingOf(booking.id)).state === "SLOT_PROPOSED") await talk.say("vâng");
    expect(await bookingOf(booking.id)).toMatchObject({ state: "SLOT_CONFIRMED" });
  });

  test("calls people, once, when the lead lets all of the other times lapse", async () => {
    const start = "2026-02-11T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await settle(await closeTime(world, { ...day("2026-02-11"), provider_id: an() }));
    const look = callUnanswered(turnDepsOf(world));
    await look();
    expect(await ownerOf(lead)).toBe("ai");
    world.clock.advance({ hours: 25 });
    await Promise.all([look(), look()]);
    expect(await ownerOf(lead)).toBe("waiting");
    expect((await bookingOf(booking.id)).tags).toEqual(["needs_attention"]);
    const events = await world.db
      .selectFrom("booking_events")
      .select("event_type")
      .where("booking_id", "=", booking.id)
      .where("event_type", "=", "apology_unanswered")
      .execute();
    expect(events).toHaveLength(1);
    world.clock.advance({ hours: -25 });
  });

  test("moves the lead to the nearest time where the policy says so", async () => {
    await setPolicy({ whenProviderUnavailable: "move" });
    const start = "2026-02-12T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    await settle(await closeTime(world, { ...day("2026-02-12"), provider_id: an() }));
    const moved = await bookingOf(booking.id);
    expect(moved).toMatchObject({ state: "SLOT_CONFIRMED", starts_at: new Date(start) });
    expect(moved.provider_id).not.toBe(an());
    expect(moved.state_history.slice(-3).map(({ state, by }) => [state, by])).toEqual([
      ["RESCHEDULED", "system"],
      ["SLOT_PROPOSED", "system"],
      ["SLOT_CONFIRMED", "system"],
    ]);
    const { text } = await lastSaid(world, lead);
    expect(text).toContain("đã được chuyển sang");
    expect(text).toContain("huỷ");
    await setPolicy({});
  });

  test("by two processes at once is told of once", async () => {
    const start = "2026-02-13T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const off = await closeTime(world, { ...day("2026-02-13"), provider_id: an() });
    await Promise.all([settle(off), settle(off), settle(off)]);
    const messages = await world.db
      .selectFrom("messages")
      .select("id")
      .where("conversation_id", "=", lead.conversationId)
      .where("text", "like", "%xin lỗi%")
      .execute();
    expect(messages).toHaveLength(1);
    expect(await bookingOf(booking.id)).toMatchObject({ state: "SLOT_PROPOSED" });
  });

  test("twice at once moves the lead once", async () => {
    await setPolicy({ whenProviderUnavailable: "move" });
    const start = "2026-02-24T09:00:00+07:00";
    const { booking } = await appoint(world, { service, provider, start });
    const morning = { from: "2026-02-24T08:00:00+07:00", to: "2026-02-24T12:00:00+07:00" };
    const offs = [
      await closeTime(world, { ...day("2026-02-24"), provider_id: an() }),
      await closeTime(world, { ...morning, provider_id: an() }),
    ];
    await Promise.all(offs.map(settle));
    const moved = await bookingOf(booking.id);
    expect(moved).toMatchObject({ state: "SLOT_CONFIRMED", starts_at: new Date(start) });
    expect(moved.previous_appointments).toHaveLength(1);
    await setPolicy({});
  });

  test("with nobody else free leaves the appointment to people, and says so", async () => {
    const start = "2026-02-16T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const others = ["BS. Trần Thị Bình", "BS. Lê Minh Cường", "BS. Phạm Thuỳ Dung"];
    const all = { from: "2026-02-05T00:00:00+07:00", to: "2026-06-01T00:00:00+07:00" };
    const away = await Promise.all(
      others.map((name) => closeTime(world, { ...all, provider_id: world.provider(name).id })),
    );
    const off = await closeTime(world, { ...all, provider_id: an() });
    await settle(off);
    const left = await bookingOf(booking.id);
    expect(left).toMatchObject({ state: "SLOT_CONFIRMED", starts_at: new Date(start) });
    expect(left.tags).toContain("needs_attention");
    expect(await ownerOf(lead)).toBe("waiting");
    const { text } = await lastSaid(world, lead);
    expect(text).toContain("Nhân viên");
    await settle(off);
    expect((await bookingOf(booking.id)).tags).toEqual(left.tags);
    await world.db
      .deleteFrom("time_off")
      .where("id", "in", [...away, off])
      .execute();
  });

  test("of a lead who opted out is left to people without a word", async () => {
    const start = "2026-02-17T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const optOut = world.db.updateTable("leads").set({ opted_out_at: world.clock.now() });
    await optOut.where("id", "=", lead.id).execute();
    const before = await lastSaid(world, lead);
    await settle(await closeTime(world, { ...day("2026-02-17"), provider_id: an() }));
    expect(await lastSaid(world, lead)).toEqual(before);
    expect(await bookingOf(booking.id)).toMatchObject({
      state: "SLOT_CONFIRMED",
      tags: ["needs_attention"],
    });
    expect(await ownerOf(lead)).toBe("waiting");
  });
});

describe("what else can close", () => {
  test("a place that keeps a holiday: its appointments move to another day or place", async () => {
    const start = "2026-02-18T09:00:00+07:00";
    const { booking } = await appoint(world, { service, provider, start });
    const location_id = world.location("Quận 1").id;
    await settle(await closeTime(world, { ...day("2026-02-18"), location_id }));
    const held = await heldFor(booking.id);
    expect(held.length).toBeGreaterThan(0);
    for (const { starts_at } of held) {
      expect(starts_at.toISOString()).not.toMatch(/^2026-02-18/);
    }
  });

  test("time in which nobody has an appointment: nothing happens", async () => {
    const start = "2026-02-19T09:00:00+07:00";
    const { lead, booking } = await appoint(world, { service, provider, start });
    const before = await lastSaid(world, lead);
    const afternoon = { from: "2026-02-19T13:00:00+07:00", to: "2026-02-19T18:00:00+07:00" };
    await settle(await closeTime(world, { ...afternoon, provider_id: an() }));
    expect(await bookingOf(booking.id)).toMatchObject({ state: "SLOT_CONFIRMED", tags: [] });
    expect(await lastSaid(world, lead)).toEqual(before);
  });
});
