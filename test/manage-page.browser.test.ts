import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { toBooking } from "#src/booking/to-booking.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { bookedId } from "./api/clinic.ts";
import { listen } from "./api/listen.ts";
import { type ApiWorld, openApiWorld } from "./api/world.ts";
import { launchBrowser } from "./launch-browser.ts";
import { expectAccessible } from "./page-faults.ts";

let world: ApiWorld;
let browser: Browser;
let origin = "";

beforeAll(async () => {
  world = await openApiWorld();
  origin = await listen(world);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const stored = async (id: string) => {
  const row = await findBooking(world.db, world.clinic.organizationId, id);
  if (!row) throw new Error(`there is no booking ${id}`);
  return toBooking(row);
};

const open = async (id: string, width: number) => {
  const context = await browser.newContext({
    ...{ locale: "vi-VN", viewport: { width, height: 740 }, javaScriptEnabled: false },
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.goto(`${origin}/b/${world.manageLinks.tokenOf(await stored(id))}`);
  return { page, wrong };
};

describe.each([360, 1440])("at %i px, without scripts", (width) => {
  test("a lead moves an appointment, then cancels it", async () => {
    const id = await bookedId(world, { date: "2026-03-05", time: "09:00" });
    const { page, wrong } = await open(id, width);
    const shoot = async (name: string) => {
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    };
    await expectAccessible(page);
    await shoot("overview");
    await page.getByRole("link", { name: "Đổi giờ" }).click();
    await expectAccessible(page);
    await shoot("move");
    await page.getByRole("radio").nth(2).check();
    await page.getByRole("button", { name: "Đổi sang giờ này" }).click();
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).textContent())
      .toBe("Đã đổi lịch hẹn");
    await expectAccessible(page);
    await shoot("moved");
    await page.getByRole("link", { name: "Quay lại lịch hẹn" }).click();
    await page.getByRole("link", { name: "Huỷ lịch hẹn" }).click();
    await expectAccessible(page);
    await shoot("cancel");
    await page.getByRole("button", { name: "Vâng, huỷ lịch hẹn" }).click();
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).textContent())
      .toBe("Lịch hẹn đã được huỷ");
    await shoot("cancelled");
    expect((await stored(id)).state).toBe("CANCELLED");
    await page.goto(page.url().replace(/\/cancel$/u, ""));
    await expectAccessible(page);
    await shoot("gone");
    // A page that is gone is told of by the browser itself.
    expect(wrong.filter((text) => !text.includes("410"))).toEqual([]);
    await page.context().close();
  });
});
