import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTalk, type Talk } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ template: "medical-spa", now: "2026-02-05T09:00:00-05:00" });
});
afterAll(() => world.close());

const bookingsOf = ({ lead }: Talk) =>
  world.db
    .selectFrom("bookings")
    .select(["state", "starts_at", "reschedule_count"])
    .where("lead_id", "=", lead.id)
    .orderBy("created_at")
    .execute();

const sayAll = async (talk: Talk, lines: readonly string[]) => {
  let last = { text: "", choices: [] } as Awaited<ReturnType<Talk["say"]>>;
  for (const line of lines) last = await talk.say(line);
  return last;
};

describe("a lead books in English", () => {
  test("a wish said at the start is kept through the question for a phone number", async () => {
    const talk = await openTalk(world);
    const asked = await sayAll(talk, [
      "I'd like the facial on Tuesday at 2pm",
      "my number is 212-555-0187",
    ]);
    expect(asked.text).toContain("Tuesday, 10 February, 14:00");
    const reply = await talk.say("yes please");
    expect(reply.text).toContain("You are booked");
    expect(await bookingsOf(talk)).toMatchObject([
      { state: "SLOT_CONFIRMED", starts_at: new Date("2026-02-10T14:00:00-05:00") },
    ]);
  });

  test("later that day is measured from the appointment that is moved", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, [
      "book a facial Tuesday 10am, my email is ann@example.com",
      "ann@example.com",
      "confirm",
    ]);
    const offered = await talk.say("can you move it to later that day?");
    expect(offered.choices.some(({ label }) => label.includes("Tuesday, 10 February"))).toBe(true);
    await talk.say("the last one");
    const moved = await talk.say("sounds good");
    expect(moved.text).toContain("moved to");
    expect((await bookingsOf(talk))[0]?.reschedule_count).toBe(1);
  });

  test("a lead who writes English to a Vietnamese clinic is answered in English", async () => {
    const clinic = await openWorld();
    const talk = await openTalk(clinic);
    const reply = await sayAll(talk, ["hello", "I would like teeth whitening on Friday at 10"]);
    expect(reply.text).toMatch(/Friday, 6 February, 10:00/u);
    await clinic.close();
  });

  test("prices and opening hours come from the business and from nowhere else", async () => {
    const talk = await openTalk(world);
    const price = await talk.say("How much is botox?");
    expect(price.text).toContain("$420.00");
    const unknown = await talk.say("do you sell gift helicopters?");
    expect(unknown.text).not.toMatch(/\$|yes/iu);
  });

  test("cancelling is confirmed first, and booking again starts from the same service", async () => {
    const talk = await openTalk(world);
    await sayAll(talk, ["skin consultation tomorrow at 11am", "+1 212 555 0144", "yes"]);
    expect((await bookingsOf(talk))[0]?.state).toBe("SLOT_CONFIRMED");
    await talk.say("I need to cancel");
    await talk.press("Yes, cancel it");
    const again = await talk.press("Book again");
    expect(again.choices.length).toBeGreaterThan(1);
    expect((await bookingsOf(talk)).map(({ state }) => state)).toEqual([
      "CANCELLED",
      "SLOT_PROPOSED",
    ]);
  });
});
