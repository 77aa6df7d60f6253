import ICAL from "ical.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openManageLinks } from "#src/booking/manage-link.ts";
import { toBooking } from "#src/booking/to-booking.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { PriceRuleAnswer } from "#src/http/contract.ts";
import { bookedId } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setClock("2026-03-02T02:00:00Z"));

const stored = async (id: string) => {
  const row = await findBooking(world.db, world.clinic.organizationId, id);
  if (!row) throw new Error(`there is no booking ${id}`);
  return toBooking(row);
};
const tokenOf = async (id: string): Promise<string> => {
  const token = world.manageLinks.tokenOf(await stored(id));
  if (token === null) throw new Error("there is no link of it");
  return token;
};
const get = (path: string, headers: Record<string, string> = {}) =>
  world.http.inject({ method: "GET", url: path, headers });
const post = (path: string, form: Record<string, string>) =>
  world.http.inject({
    ...{ method: "POST", url: path, payload: new URLSearchParams(form).toString() },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
const shownOn = async (path: string): Promise<string> =>
  /name="shown" value="([^"]+)"/u.exec((await get(path)).body)?.[1] ?? "";
const timesOn = (body: string): readonly string[] =>
  [...body.matchAll(/name="slot" value="([^"]+)"/gu)].map(([, id]) => id ?? "");
const cancelBy = async (token: string, why = "customer_ill") =>
  post(`/b/${token}/cancel`, { shown: await shownOn(`/b/${token}/cancel`), why });
const isVietnamese = { "accept-language": "vi" };

describe("the page of an appointment", () => {
  test("shows what it is, in the place's time, and is not kept or indexed", async () => {
    const token = await tokenOf(await bookedId(world, { date: "2026-03-03", time: "10:00" }));
    const page = await get(`/b/${token}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.headers["referrer-policy"]).toBe("no-referrer");
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).toContain("Bọc sứ thẩm mỹ");
    expect(page.body).toContain("Thứ 3, 03/03, 10:00, 30 phút (Giờ Đông Dương)");
    expect(page.body).not.toMatch(/<script|Lan/u);
    const english = await get(`/b/${token}`, { "accept-language": "en" });
    expect(english.body).toContain("Tuesday, 3 March, 10:00");
  });

  test("gives the calendar a file that says the same", async () => {
    const id = await bookedId(world, { date: "2026-03-03", time: "11:00" });
    const file = await get(`/b/${await tokenOf(id)}/invite.ics`);
    expect(file.headers["content-type"]).toContain("text/calendar");
    const calendar = new ICAL.Component(ICAL.parse(file.body));
    const event = calendar.getFirstSubcomponent("vevent");
    expect(String(event?.getFirstPropertyValue("uid"))).toBe(`${id}@nha-khoa-hoa-mai`);
    expect(file.body).toContain("DTSTART:20260303T040000Z");
  });

  test("looking changes nothing, however often a mail program does", async () => {
    const id = await bookedId(world, { date: "2026-03-03", time: "14:00" });
    const before = await stored(id);
    const token = await tokenOf(id);
    for (const path of ["", "/cancel", "/move", "/invite.ics"]) {
      expect((await get(`/b/${token}${path}`)).statusCode).toBe(200);
      await world.http.inject({ method: "HEAD", url: `/b/${token}${path}` });
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe("a cancellation", () => {
  test("happens when it is confirmed, as the lead's own act, and once", async () => {
    const id = await bookedId(world, { date: "2026-03-04", time: "09:00" });
    const token = await tokenOf(id);
    const done = await cancelBy(token);
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain("Lịch hẹn đã được huỷ");
    const row = await findBooking(world.db, world.clinic.organizationId, id);
    expect(row).toMatchObject({ state: "CANCELLED", cancelled_by: "customer" });
    expect(row).toMatchObject({
      cancellation_reason: "Tôi hoặc người thân bị ốm",
      cancellation_reason_code: "customer_ill",
    });
    const again = await post(`/b/${token}/cancel`, { shown: "x" });
    expect(again.statusCode).toBe(410);
    expect((await get(`/b/${token}`)).body).toContain("Lịch hẹn đã thay đổi");
  });

  test("without the page it was shown on is refused", async () => {
    const id = await bookedId(world, { date: "2026-03-04", time: "10:00" });
    const refused = await post(`/b/${await tokenOf(id)}/cancel`, {});
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('role="alert"');
    expect((await stored(id)).state).toBe("SLOT_CONFIRMED");
  });

  test("after the deadline is refused in the house's own words", async () => {
    const organization = world.db
      .updateTable("organizations")
      .where("id", "=", world.clinic.organizationId);
    const id = await bookedId(world, { date: "2026-03-04", time: "11:00" });
    const token = await tokenOf(id);
    const policy = JSON.stringify({ cancellationDeadlineMinutes: 7 * 24 * 60 });
    await organization.set({ policy }).execute();
    const refused = await cancelBy(token);
    await organization.set({ policy: "{}" }).execute();
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toMatch(/role="alert">[^<]*hu[ỷy]/u);
    expect((await stored(id)).state).toBe("SLOT_CONFIRMED");
  });
});

describe("a move", () => {
  test("takes a free time and leaves the old link behind", async () => {
    const id = await bookedId(world, { date: "2026-03-05", time: "09:00" });
    const token = await tokenOf(id);
    const before = await stored(id);
    const page = await get(`/b/${token}/move`);
    const [slot = ""] = timesOn(page.body);
    const moved = await post(`/b/${token}/move`, {
      ...{ slot, shown: await shownOn(`/b/${token}/move`) },
    });
    expect(moved.statusCode).toBe(200);
    expect(moved.body).toContain("Đã đổi lịch hẹn");
    const after = await stored(id);
    expect(after.state).toBe("SLOT_CONFIRMED");
    expect(after.appointment?.start).not.toEqual(before.appointment?.start);
    expect(after.previousAppointments).toEqual([before.appointment]);
    expect((await get(`/b/${token}`)).statusCode).toBe(410);
    expect((await get(`/b/${token}/invite.ics`)).statusCode).toBe(410);
    const newToken = /href="(\/b\/[\w-]+)"/u.exec(moved.body)?.[1] ?? "";
    expect((await get(newToken)).body).toContain("Bọc sứ thẩm mỹ");
  });

  test("to a time that was taken meanwhile keeps the appointment, and offers others", async () => {
    const id = await bookedId(world, { date: "2026-03-06", time: "09:00" });
    const other = await bookedId(world, { date: "2026-03-06", time: "10:00" });
    const [token, theirs] = [await tokenOf(id), await tokenOf(other)];
    const wanted = timesOn((await get(`/b/${token}/move`)).body);
    const shown = await shownOn(`/b/${token}/move`);
    const provider = (await stored(id)).appointment?.providerId;
    expect((await stored(other)).appointment?.providerId).toBeDefined();
    const [slot = ""] = wanted;
    const first = await post(`/b/${theirs}/move`, {
      ...{ slot, shown: await shownOn(`/b/${theirs}/move`) },
    });
    expect(first.statusCode).toBe(200);
    const late = await post(`/b/${token}/move`, { slot, shown });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('role="alert"');
    expect(timesOn(late.body).length).toBeGreaterThan(0);
    expect((await stored(id)).appointment?.providerId).toBe(provider);
    expect((await stored(id)).state).toBe("SLOT_CONFIRMED");
  });

  test("is to the price the page showed, or to a lower one, and never to a higher", async () => {
    const rule = await world.clinic.ask("POST", "/price-rules", {
      name: { vi: "buổi sáng", en: "mornings" },
      condition: { kind: "off_peak", times: [{ fromMinute: 0, toMinute: 24 * 60 }] },
      percent: -10,
    });
    const url = `/price-rules/${rule.as(PriceRuleAnswer).price_rule.price_rule_id}`;
    const id = await bookedId(world, { date: "2026-03-16", time: "09:00" });
    const token = await tokenOf(id);
    const page = await get(`/b/${token}/move`, isVietnamese);
    expect(page.body).toContain("4.050.000 ₫ <s>4.500.000 ₫</s> (buổi sáng)");
    const [slot = ""] = timesOn(page.body);
    const shown = await shownOn(`/b/${token}/move`);
    const before = await stored(id);
    await world.clinic.ask("PATCH", url, { percent: -5 });
    const dearer = await post(`/b/${token}/move`, { slot, shown });
    expect(dearer.statusCode).toBe(409);
    expect(await stored(id)).toEqual(before);
    await world.clinic.ask("PATCH", url, { percent: -30 });
    expect((await post(`/b/${token}/move`, { slot, shown })).statusCode).toBe(200);
    expect((await stored(id)).price).toMatchObject({ minor: 3_150_000 });
    await world.clinic.ask("DELETE", url);
  });

  test("needs a time of ours and the page it was chosen on", async () => {
    const id = await bookedId(world, { date: "2026-03-09", time: "09:00" });
    const before = await stored(id);
    const token = await tokenOf(id);
    const shown = await shownOn(`/b/${token}/move`);
    const [slot = ""] = timesOn((await get(`/b/${token}/move`)).body);
    for (const form of [{ shown }, { shown, slot: "x" }, { shown: "x", slot }, { slot }]) {
      expect((await post(`/b/${token}/move`, form)).statusCode).toBe(409);
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe("a link that opens nothing", () => {
  test("tampered with, made by another, or none: 404 with a way to us", async () => {
    const id = await bookedId(world, { date: "2026-03-10", time: "09:00" });
    const token = await tokenOf(id);
    const others = openManageLinks({
      ...{ key: Buffer.alloc(32, 1), publicUrl: null, now: world.now, mostDays: 90 },
    });
    const forged = others.tokenOf(await stored(id)) ?? "";
    const swapped = Buffer.from(token, "base64url");
    const another = await stored(await bookedId(world, { date: "2026-03-10", time: "14:00" }));
    swapped.write(another.id.replaceAll("-", ""), 16, "hex");
    for (const wrong of [forged, swapped.toString("base64url"), `${token}x`, "nothing"]) {
      const page = await get(`/b/${wrong}`, isVietnamese);
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain("Liên kết không đúng");
      expect(page.body).not.toContain("Bọc sứ");
      expect((await post(`/b/${wrong}/cancel`, { shown: "x" })).statusCode).toBe(404);
    }
    expect((await stored(id)).state).toBe("SLOT_CONFIRMED");
  });

  test("expired: 410, with the house's name and number", async () => {
    const token = await tokenOf(await bookedId(world, { date: "2026-03-11", time: "09:00" }));
    world.setClock("2026-03-12T02:00:00Z");
    const page = await get(`/b/${token}`);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain("Liên kết đã hết hạn");
    expect(page.body).toContain("Nha khoa Hoa Mai");
    expect(page.body).toContain('href="tel:');
  });

  test("of an appointment the house has moved: 410", async () => {
    const id = await bookedId(world, { date: "2026-03-13", time: "09:00" });
    const token = await tokenOf(id);
    const body = { reason: "bận", date: "2026-03-16" };
    expect((await world.clinic.ask("POST", `/bookings/${id}/reschedule`, body)).status).toBe(200);
    expect((await get(`/b/${token}`)).statusCode).toBe(410);
  });

  test("its token is in no log", async () => {
    const token = await tokenOf(await bookedId(world, { date: "2026-03-17", time: "09:00" }));
    await get(`/b/${token}`);
    await get(`/b/${token}/nothing-here`);
    expect(world.logged.join("")).not.toContain(token);
  });
});

test("whoever tries many links is slowed down", async () => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 13; tries += 1) {
    statuses.push((await post("/b/nothing/cancel", { shown: "x" })).statusCode);
  }
  expect(statuses.at(-1)).toBe(429);
  const next = await bookedId(world, { date: "2026-03-18", time: "09:00" });
  expect((await get(`/b/${await tokenOf(next)}`)).statusCode).toBe(200);
});
