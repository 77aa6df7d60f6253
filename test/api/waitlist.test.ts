import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { WaitlistAnswer, WaitlistJoined, WaitlistList } from "#src/http/contract/waitlist.ts";
import { leadOf } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const join = async (wish: object) => {
  const serviceId = await world.clinic.service("Bọc sứ");
  const body = { leadId: await leadOf(world.clinic), serviceId, wish: "sáng", ...wish };
  return world.clinic.ask("POST", "/waitlist", body);
};

describe("a wish on the waitlist", () => {
  test("has dates, times, people and a place in the queue, until it is taken off", async () => {
    const joined = await join({
      dates: [{ from: "2026-03-07", to: "2026-03-08" }],
      times: [{ weekdays: [6], fromMinute: 480, toMinute: 720 }],
    });
    expect(joined.status).toBe(201);
    const { entry, place } = joined.as(WaitlistJoined);
    expect(place).toBe(1);
    expect(entry).toMatchObject({
      ...{ status: "waiting", participants: 1, offers: 0, offered_until: null },
      dates: [{ from: "2026-03-07", to: "2026-03-08" }],
      times: [{ weekdays: [6], fromMinute: 480, toMinute: 720 }],
    });
    expect(entry.booking_id).not.toBeNull();
    const path = `/waitlist/${entry.entry_id}`;
    expect((await world.spa.ask("DELETE", path)).body).toMatchObject({
      error: "UNKNOWN_WAITLIST_ENTRY",
    });
    const left = await world.clinic.ask("DELETE", path);
    expect(left.as(WaitlistAnswer).entry.status).toBe("left");
    expect((await world.clinic.ask("DELETE", path)).status).toBe(200);
    const { entries } = (await world.clinic.ask("GET", "/waitlist")).as(WaitlistList);
    expect(entries.map(({ entry_id }) => entry_id)).not.toContain(entry.entry_id);
  });

  test.each([
    [
      "a date no calendar has",
      { dates: [{ from: "2026-02-30", to: "2026-03-01" }] },
      "IMPOSSIBLE_DATE",
    ],
    ["dates that are over", { dates: [{ from: "2026-02-01", to: "2026-02-02" }] }, "PAST_DATE"],
    [
      "an end before its start",
      { dates: [{ from: "2026-03-09", to: "2026-03-08" }] },
      "INVALID_INPUT",
    ],
    [
      "a time that ends before it begins",
      { times: [{ fromMinute: 600, toMinute: 540 }] },
      "INVALID_INPUT",
    ],
    ["nobody's booking", { bookingId: "00000000-0000-4000-8000-000000000000" }, "UNKNOWN_BOOKING"],
    ["nobody", { providerId: "00000000-0000-4000-8000-000000000000" }, "UNKNOWN_PROVIDER"],
  ])("is not recorded for %s", async (_title, wish, error) => {
    expect((await join(wish)).body).toMatchObject({ success: false, error });
  });
});
