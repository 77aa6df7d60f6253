import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listen } from "../api/listen.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { launchBrowser } from "../launch-browser.ts";
import { fillForm, openPage, send } from "./pages.ts";

let world: ApiWorld;
let browser: Browser;
let origin = "";
beforeAll(async () => {
  world = await openApiWorld();
  origin = await listen(world);
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await world.close();
});

const clinic = "/book/nha-khoa-hoa-mai";

const visit = async (locale: "vi-VN" | "en-GB", width: number, isScripted = false) => {
  const context = await browser.newContext({
    ...{ locale, viewport: { width, height: 740 }, javaScriptEnabled: isScripted },
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  await page.goto(`${origin}${clinic}`);
  return page;
};

const headingOf = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();

const isWide = (page: Page) =>
  page.locator("html").evaluate((root) => root.scrollWidth > root.clientWidth);

const stateOf = async (phone: string) => {
  const found = await world.db
    .selectFrom("bookings")
    .innerJoin("leads", "leads.id", "bookings.lead_id")
    .select("bookings.state")
    .where("leads.phone", "=", phone)
    .execute();
  return found.map(({ state }) => state);
};

const said = {
  "vi-VN": {
    ...{ service: /Bọc sứ/u, show: "Xem giờ trống", later: "Tuần sau", first: "Có" },
    ...{ times: "Chọn ngày và giờ", details: "Thông tin của bạn", name: "Họ và tên" },
    ...{ phone: "Số điện thoại", hold: "Giữ chỗ và xem lại", review: "Xem lại và xác nhận" },
    ...{ confirm: "Xác nhận đặt lịch", booked: "Đã đặt lịch hẹn", manage: /Xem, đổi hoặc huỷ/u },
    ...{ own: "Lịch hẹn của bạn" },
  },
  "en-GB": {
    ...{ service: /Porcelain crowns/u, show: "Show free times", later: "Next week", first: "Yes" },
    ...{ times: "Choose a day and time", details: "Your details", name: "Your name" },
    ...{ phone: "Phone", hold: "Hold the time and review", review: "Review and confirm" },
    ...{ confirm: "Confirm the booking", booked: "Your appointment is booked" },
    ...{ manage: /Look at it, move it/u, own: "Your appointment" },
  },
} as const;

describe.each([
  ["vi-VN", 360, "0906 000 001", "+84906000001"],
  ["vi-VN", 1440, "0906 000 002", "+84906000002"],
  ["en-GB", 360, "0906 000 003", "+84906000003"],
  ["en-GB", 1440, "0906 000 004", "+84906000004"],
] as const)("in %s at %i px, without scripts", (locale, width, typed, phone) => {
  test("somebody chooses, reads what they agree to, and books", async () => {
    const words = said[locale];
    const page = await visit(locale, width);
    const shoot = async (name: string) => {
      const folder = process.env.SCREENSHOTS;
      const path = `${folder}/page-${name}-${locale}-${width}.png`;
      if (folder) await page.screenshot({ path, fullPage: true });
      expect(await isWide(page)).toBe(false);
    };
    await shoot("services");
    await page.getByRole("link", { name: words.service }).click();
    expect(await headingOf(page)).toBe(words.times);
    await page.getByRole("link", { name: words.later }).first().click();
    await page.getByRole("combobox").last().selectOption({ index: 2 });
    await page.getByRole("button", { name: words.show }).click();
    await shoot("times");
    await page.locator(".times a").nth(3).click();
    expect(await headingOf(page)).toBe(words.details);
    await page.getByLabel(words.name).fill("Trần Thu Hà");
    await page.getByLabel(words.phone).fill(typed);
    await page.getByRole("radio", { name: words.first, exact: true }).check();
    await page.getByRole("checkbox").check();
    await shoot("details");
    await page.getByRole("button", { name: words.hold }).click();
    expect(await headingOf(page)).toBe(words.review);
    const agreed = await page.locator("dl dd").nth(1).textContent();
    await shoot("review");
    await page.getByRole("button", { name: words.confirm }).click();
    expect(await headingOf(page)).toBe(words.booked);
    expect(await page.locator("dl dd").nth(1).textContent()).toBe(agreed);
    expect(await stateOf(phone)).toEqual(["SLOT_CONFIRMED"]);
    await shoot("booked");
    await page.context().close();
  }, 30_000);
});

describe("on the public page", () => {
  test("the keyboard alone books", async () => {
    const page = await visit("vi-VN", 1440);
    const press = async (name: string | RegExp, role: "link" | "button" | "checkbox") => {
      const wanted = page.getByRole(role, { name }).first();
      for (let n = 0; n < 80; n += 1) {
        await page.keyboard.press("Tab");
        if (await wanted.evaluate((one) => one === document.activeElement)) break;
      }
      expect(await wanted.evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.press(role === "checkbox" ? "Space" : "Enter");
      await page.waitForLoadState();
    };
    await press(/Trám răng/u, "link");
    await page.getByRole("heading", { name: "Chọn ngày và giờ" }).waitFor();
    await press("Tuần sau", "link");
    await press(/^Thứ 2, 09\/03/u, "link");
    await page.getByRole("heading", { name: "Thông tin của bạn" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("Lý Thanh");
    await page.keyboard.press("Tab");
    await page.keyboard.type("0906 000 010");
    await press(/Tôi đồng ý/u, "checkbox");
    await press("Giữ chỗ và xem lại", "button");
    await page.getByRole("heading", { name: "Xem lại và xác nhận" }).waitFor();
    await press("Xác nhận đặt lịch", "button");
    await page.getByRole("heading", { name: "Đã đặt lịch hẹn" }).waitFor();
    expect(await stateOf("+84906000010")).toEqual(["SLOT_CONFIRMED"]);
    await page.context().close();
  }, 30_000);

  test("a time that somebody else took meanwhile is told, and another is one click away", async () => {
    const page = await visit("vi-VN", 360);
    const service = await world.clinic.service("Trám răng");
    await page.goto(`${origin}${clinic}/times?service=${service}&from=2026-03-16`);
    await page.locator(".times a").first().click();
    const other = await openPage(world, new URL(page.url()).pathname + new URL(page.url()).search);
    const told = { name: "Nhanh", phone: "0906 000 020", consent: "yes" };
    expect((await send(world, fillForm(other, told))).status).toBe(200);
    await page.getByLabel("Họ và tên").fill("Chậm");
    await page.getByLabel("Số điện thoại").fill("0906 000 021");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Giữ chỗ và xem lại" }).click();
    expect(await headingOf(page)).toBe("Chưa đặt được giờ này");
    await page.getByRole("alert").waitFor();
    await page.locator("a.choice").first().click();
    expect(await headingOf(page)).toBe("Thông tin của bạn");
    await page.context().close();
  }, 30_000);

  test("no page has a serious fault", async () => {
    const page = await visit("vi-VN", 360, true);
    const faults = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    };
    expect(await faults()).toEqual([]);
    await page.getByRole("link", { name: /Bọc sứ/u }).click();
    expect(await faults()).toEqual([]);
    await page.locator(".times a").first().click();
    expect(await faults()).toEqual([]);
    await page.getByLabel("Họ và tên").fill("Trần Thu Hà");
    await page.getByLabel("Số điện thoại").fill("0906 000 030");
    await page.getByRole("radio").first().check();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Giữ chỗ và xem lại" }).click();
    expect(await headingOf(page)).toBe("Xem lại và xác nhận");
    expect(await faults()).toEqual([]);
    await page.getByRole("button", { name: "Xác nhận đặt lịch" }).click();
    expect(await headingOf(page)).toBe("Đã đặt lịch hẹn");
    expect(await faults()).toEqual([]);
    await page.goto(`${origin}/book/nobody`);
    expect(await faults()).toEqual([]);
    await page.context().close();
  }, 40_000);

  test("another site shows it in a frame and somebody books there; the appointment's own page it cannot", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    const framed = (path: string) =>
      `<iframe src="${origin}${path}" width="400" height="700"></iframe>`;
    const shown = { path: clinic };
    const theirs = createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(framed(shown.path));
    });
    await new Promise<void>((listening) => theirs.listen(0, "127.0.0.1", listening));
    const theirPage = `http://localhost:${(theirs.address() as AddressInfo).port}/`;
    await page.goto(theirPage);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("link", { name: /Tooth filling/u }).click();
    await frame.getByRole("link", { name: "Next week" }).first().click();
    await frame.locator(".times a").first().click();
    await frame.getByLabel("Your name").fill("Bob");
    await frame.getByLabel("E-mail").fill("bob@example.com");
    await frame.getByRole("checkbox").check();
    await frame.getByRole("button", { name: "Hold the time and review" }).click();
    await frame.getByRole("button", { name: "Confirm the booking" }).click();
    await frame.getByRole("heading", { name: "Your appointment is booked" }).waitFor();
    const href = await frame.getByRole("link", { name: /Look at it/u }).getAttribute("href");
    shown.path = href ?? "";
    await page.goto(theirPage);
    expect(await frame.getByRole("heading", { level: 1, name: "Your appointment" }).count()).toBe(
      0,
    );
    const own = await context.newPage();
    await own.goto(`${origin}${href}`);
    await own.getByRole("heading", { name: "Your appointment" }).waitFor();
    await context.close();
    theirs.close();
  }, 40_000);
});
