import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { toBooking } from "#src/booking/to-booking.ts";
import { findBooking } from "#src/db/queries/bookings.ts";
import { ActionAnswer, IntakeLinkAnswer } from "#src/http/contract.ts";
import { listen } from "./api/listen.ts";
import { type ApiWorld, openApiWorld } from "./api/world.ts";
import { launchBrowser } from "./launch-browser.ts";
import { expectAccessible } from "./page-faults.ts";

let world: ApiWorld;
let browser: Browser;
let origin = "";

beforeAll(async () => {
  world = await openApiWorld();
  world.setClock("2026-03-02T14:00:00Z");
  origin = await listen(world);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const booked = async (date: string): Promise<string> => {
  const answer = await world.spa.ask("POST", "/bookings", {
    lead: { name: "Dana", email: `dana.${date}@example.com` },
    serviceId: await world.spa.service("Microneedling"),
    ...{ date, time: "11:00" },
  });
  return answer.as(ActionAnswer).booking.booking_id;
};

const linkOf = async (id: string): Promise<string> =>
  (await world.spa.ask("POST", `/bookings/${id}/intake-link`)).as(IntakeLinkAnswer).path;

const stored = async (id: string) => {
  const row = await findBooking(world.db, world.spa.organizationId, id);
  if (!row) throw new Error(`there is no booking ${id}`);
  return row;
};

const open = async (path: string, { locale, width }: { locale: string; width: number }) => {
  const context = await browser.newContext({
    ...{ locale, viewport: { width, height: 740 }, javaScriptEnabled: false },
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const answer = await page.goto(`${origin}${path}`);
  return { page, status: answer?.status() };
};

const headingOf = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();

const shoot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/intake-${name}.png`, fullPage: true });
};

describe.each([
  {
    ...{ locale: "en-US", width: 1440, date: "2026-03-10", born: "What is your date of birth?" },
    ...{
      days: /How many days ago/u,
      tans: "Burns, then tans",
      retinol: "Yes",
      save: "Save answers",
    },
    ...{ expected: "Please give me a number from 0 to 999.", saved: "Your answers are saved" },
    more: "Answer the other questions",
  },
  {
    ...{ locale: "vi-VN", width: 360, date: "2026-03-11", born: "Bạn sinh ngày nào ạ?" },
    ...{ days: /cách đây bao nhiêu ngày/u, tans: "Cháy rồi sạm", retinol: "Có" },
    ...{ save: "Lưu câu trả lời", expected: "Dạ mình cho em một con số từ 0 đến 999 ạ." },
    ...{ saved: "Đã lưu câu trả lời", more: "Trả lời các câu còn lại" },
  },
])("in $locale at $width px, without scripts", (it) => {
  test("a lead fills in the form, is told what is wrong beside it, and saves", async () => {
    const id = await booked(it.date);
    const { page } = await open(await linkOf(id), it);
    await expectAccessible(page);
    await shoot(page, `form-${it.width}`);
    await page.getByLabel(it.born).fill("1990-05-24");
    await page.getByRole("radio", { name: it.tans }).check();
    await page.getByLabel(it.days).fill("5000");
    await page.getByRole("radio", { name: it.retinol, exact: true }).check();
    await page.getByRole("button", { name: it.save }).click();
    const days = page.getByLabel(it.days);
    await expect.poll(() => days.getAttribute("aria-invalid")).toBe("true");
    const beside = await days.getAttribute("aria-describedby");
    expect(await page.locator(`#${beside}`).textContent()).toBe(it.expected);
    expect(await days.inputValue()).toBe("5000");
    expect(await page.getByLabel(it.born).inputValue()).toBe("1990-05-24");
    expect(await page.getByRole("radio", { name: it.tans }).isChecked()).toBe(true);
    expect((await stored(id)).custom_fields).toEqual({});
    await expectAccessible(page);
    await shoot(page, `wrong-${it.width}`);
    await days.fill("30");
    await page.getByRole("button", { name: it.save }).click();
    await expect.poll(() => headingOf(page)).toBe(it.saved);
    await expectAccessible(page);
    await shoot(page, `saved-${it.width}`);
    expect((await stored(id)).custom_fields).toEqual({ days_since_peel: "30", retinol: "yes" });
    await page.getByRole("link", { name: it.more }).click();
    expect(await page.getByLabel(it.born).count()).toBe(0);
    await page.context().close();
  });

  test("a link that is bent, of another purpose or too old opens nothing", async () => {
    const id = await booked(it.date.replace("-03-1", "-03-2"));
    const path = await linkOf(id);
    const manage = world.manageLinks.tokenOf(toBooking(await stored(id)));
    const before = world.now().toISOString();
    for (const [url, expected] of [
      [`${path.slice(0, -4)}AAAA`, 404],
      [`/i/${manage}`, 404],
      [path.replace("/i/", "/b/"), 404],
    ] as const) {
      const { page, status } = await open(url, it);
      expect([url, status]).toEqual([url, expected]);
      expect(await page.locator("form").count()).toBe(0);
      await expectAccessible(page);
      await page.context().close();
    }
    world.setClock("2026-04-30T00:00:00Z");
    const { page, status } = await open(path, it);
    expect(status).toBe(410);
    await expectAccessible(page);
    await page.context().close();
    world.setClock(before);
  });
});
