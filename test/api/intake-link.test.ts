import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openIntakeLinks } from "#src/booking/intake-link.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { ActionAnswer, ErrorBody, IntakeLinkAnswer } from "#src/http/contract.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setClock("2026-03-02T14:00:00Z"));

const day = 24 * 3_600_000;
let days = 3;

/** Microneedling at the spa, on a day of its own. */
const booked = async (): Promise<string> => {
  days += 1;
  // Closed on Sundays.
  if (days % 7 === 6) days += 1;
  const date = new Date(Date.parse("2026-03-02T00:00:00Z") + days * day);
  const answer = await world.spa.ask("POST", "/bookings", {
    lead: { name: "Dana", phone: `+1917555${String(1000 + days)}` },
    serviceId: await world.spa.service("Microneedling"),
    ...{ date: date.toISOString().slice(0, 10), time: "11:00" },
  });
  return answer.as(ActionAnswer).booking.booking_id;
};

const linkOf = async (id: string) =>
  (await world.spa.ask("POST", `/bookings/${id}/intake-link`)).as(IntakeLinkAnswer);

const stored = async (id: string) => {
  const row = await findBooking(world.db, world.spa.organizationId, id);
  if (!row) throw new Error(`there is no booking ${id}`);
  return row;
};

const get = (url: string, headers: Record<string, string> = {}) =>
  world.http.inject({ method: "GET", url, headers });
const post = (url: string, form: Record<string, string>) =>
  world.http.inject({
    ...{ method: "POST", url, payload: new URLSearchParams(form).toString() },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });

describe("the form behind a link", () => {
  test("is handed out by staff, with what is still open, and is not kept or indexed", async () => {
    const link = await linkOf(await booked());
    expect(link.url).toBe(`https://book.example.com${link.path}`);
    expect(link.open.map(({ field }) => field)).toEqual([
      ...["date_of_birth", "skin_type", "days_since_peel", "retinol", "emergency_phone", "goals"],
    ]);
    const page = await get(link.path);
    expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(page.headers["x-robots-tag"]).toBe("noindex");
    expect(page.body).toContain('lang="en"');
    const vietnamese = await get(link.path, { "accept-language": "vi" });
    expect(vietnamese.body).toContain("Bạn sinh ngày nào ạ?");
  });

  test("saves what is written as people write it, and does not show it again", async () => {
    const id = await booked();
    const { path } = await linkOf(id);
    const saved = await post(path, {
      ...{ date_of_birth: "1990-05-24", skin_type: "tans", days_since_peel: "30" },
      ...{ emergency_phone: "(212) 555-0143", goals: " Scars <b>on</b> my chin ", retinol: "" },
    });
    expect([saved.statusCode, saved.body.includes("Your answers are saved")]).toEqual([200, true]);
    const { custom_fields, answered, lead_id } = await stored(id);
    expect(custom_fields).toEqual({ days_since_peel: "30", goals: "Scars <b>on</b> my chin" });
    expect(answered.goals).toMatchObject({ version: 1, at: "2026-03-02T14:00:00.000Z" });
    const lead = await world.db
      .selectFrom("leads")
      .select("details")
      .where("id", "=", lead_id)
      .executeTakeFirstOrThrow();
    expect(lead.details).toEqual({
      ...{ date_of_birth: "1990-05-24", skin_type: "tans", emergency_phone: "+12125550143" },
    });
    const again = await get(path);
    expect(again.body).toContain("retinol or acids");
    expect(again.body).not.toContain("1990");
    expect((await linkOf(id)).open.map(({ field }) => field)).toEqual(["retinol"]);
    await post(path, { retinol: "no" });
    expect((await get(path)).body).toContain("No questions are left");
  });

  test("saves nothing of a form with one wrong answer, and says beside it what is expected", async () => {
    const id = await booked();
    const { path } = await linkOf(id);
    const wrong = await post(path, { days_since_peel: "1200", goals: "<i>scars</i>" });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain("Please give me a number from 0 to 999.");
    expect(wrong.body).toMatch(/name="days_since_peel"[^>]*value="1200"[^>]*aria-invalid="true"/u);
    expect(wrong.body).toContain("&#60;i&#62;scars");
    expect((await post(path, {})).statusCode).toBe(422);
    expect((await stored(id)).custom_fields).toEqual({});
  });
});

describe("a link that opens nothing", () => {
  test("tampered with, of another purpose or another house: 404, and no name of ours", async () => {
    const id = await booked();
    const { path } = await linkOf(id);
    const booking = toBooking(await stored(id));
    const forged = openIntakeLinks({
      ...{ key: Buffer.alloc(32, 9), publicUrl: null, now: world.now, mostDays: 90 },
    }).linkTo(booking);
    const manage = world.manageLinks.tokenOf(booking);
    const bent = path.replace(/.$/u, (last) => (last === "A" ? "Q" : "A"));
    for (const url of [bent, forged?.path ?? "", `/i/${manage}`, "/i/nothing"]) {
      const page = await get(url);
      expect([url, page.statusCode]).toEqual([url, 404]);
      expect(page.body).not.toContain("Spa");
      expect((await post(url, { goals: "x" })).statusCode).toBe(404);
    }
    expect((await get(path.replace("/i/", "/b/"))).statusCode).toBe(404);
    expect((await stored(id)).custom_fields).toEqual({});
  });

  test("that has expired, or of a booking that is over: 410, and staff get none", async () => {
    const id = await booked();
    const { path } = await linkOf(id);
    await world.spa.ask("POST", `/bookings/${id}/cancel`, { reason: "changed plans" });
    expect((await get(path)).statusCode).toBe(410);
    expect((await post(path, { goals: "x" })).statusCode).toBe(410);
    const none = await world.spa.ask("POST", `/bookings/${id}/intake-link`);
    expect([none.status, none.as(ErrorBody).error]).toEqual([409, "INTAKE_CLOSED"]);
    const other = await booked();
    const link = await linkOf(other);
    world.setClock(link.expires_at);
    expect((await get(link.path)).statusCode).toBe(410);
  });

  test("is not handed out for a booking of another organization", async () => {
    const id = await booked();
    expect((await world.clinic.ask("POST", `/bookings/${id}/intake-link`)).status).toBe(404);
  });

  test("is never written to the log", async () => {
    const { path } = await linkOf(await booked());
    await get(path);
    expect(world.logged.join("\n")).not.toContain(path.slice(3));
  });
});
