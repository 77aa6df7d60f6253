import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { byItsProcess } from "../../channels/whatsapp-web/by-its-process.ts";
import { whatsappWeb } from "../../channels/whatsapp-web/index.ts";
import { openEmptyHouse } from "../api/empty-house.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { seriousFaults } from "./serious-faults.ts";
import { nextTuesday, openSection } from "./set-up-desk.ts";

let all: ConsoleWorld;
let house: Awaited<ReturnType<typeof openEmptyHouse>>;
let owner: Desk;
beforeAll(async () => {
  all = await openConsoleWorld([{ ...whatsappWeb, options: [], elsewhere: byItsProcess }]);
  house = await openEmptyHouse(all.world);
  owner = await all.sit({ language: "en-GB" });
  await owner.signIn(house.email, house.password);
}, 60_000);
afterAll(() => all.close());

const open = (section: string, desk = owner): Promise<void> => openSection(all, desk, section);

const ask = async (method: "GET" | "POST", path: string, payload?: object): Promise<unknown> =>
  (await house.ask(method, path, payload)).body;

const shoot = async ({ page }: Desk, name: string): Promise<void> => {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

const Services = z.object({
  services: z.array(z.object({ service_id: z.string(), name: z.string() })),
});
const Days = z.object({ slots: z.array(z.unknown()) });

describe("an organization that offers nothing yet", () => {
  test("is filled from a template, and can be booked with", async () => {
    const { page } = owner;
    await open("");
    await page.getByRole("radio", { name: "Dental clinic" }).waitFor();
    expect(await page.getByRole("radio").count()).toBe(5);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(owner, "templates-1440");
    await page.getByRole("radio", { name: "Dental clinic" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Load this template" }).click();
    await page.getByRole("status").getByText("The template is loaded").waitFor();
    await page.getByRole("link", { name: /Approve the answers leads get/u }).waitFor();
    await shoot(owner, "steps-1440");
    expect(await page.getByRole("img", { name: "Open" }).count()).toBeGreaterThan(2);

    const { services } = Services.parse(await ask("GET", "/services"));
    const question = { serviceId: services[0]?.service_id, date: nextTuesday() };
    const { slots } = Days.parse(await ask("POST", "/availability", question));
    expect(slots.length).toBeGreaterThan(0);
  });

  test("says nothing of a house before somebody approves it", async () => {
    const { page } = owner;
    await open("knowledge");
    const look = async (): Promise<void> => {
      await page.getByLabel("Question").fill("Is there parking for my car?");
      await page.getByRole("radio", { name: "English" }).check({ force: true });
      await page.getByRole("button", { name: "Ask", exact: true }).click();
    };
    await look();
    await page.getByText(/^Nothing found/u).waitFor();
    await page.getByRole("button", { name: "Approve: parking" }).click();
    await page.getByRole("button", { name: "Make a draft: parking" }).waitFor();
    await look();
    await page.getByText("From the answer: parking").waitFor();
    await page
      .getByText(/free motorbike parking/u)
      .first()
      .waitFor();
    await shoot(owner, "knowledge-1440");
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("shows each reminder as it will be sent, in both languages", async () => {
    const { page } = owner;
    await open("reminders");
    await shoot(owner, "reminders-1440");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Edit: Remind and ask for a yes" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Own words in English").fill("See you at {location}, {hour}!");
    await form
      .getByRole("region", { name: "Preview" })
      .getByText(/no blanks but/u)
      .waitFor();
    await form.getByLabel("Own words in English").fill("See you at {location}, {business}!");
    await form.getByText(/^See you at Quận 1, Nha khoa Mỹ Đình!$/u).waitFor();
    await form.getByText("Tôi sẽ đến").waitFor();
    await shoot(owner, "reminder-1440");
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByText(/own words: en/u).waitFor();

    const { policy } = await all.world.db
      .selectFrom("organizations")
      .select("policy")
      .where("id", "=", house.organizationId)
      .executeTakeFirstOrThrow();
    expect(policy.dayBeforeReminder).toEqual({
      minutes: 1_440,
      text: { en: "See you at {location}, {business}!" },
    });
  });

  test("asks what an SOP asks, in the version that was saved", async () => {
    const { page } = owner;
    await open("sops");
    await page.getByRole("button", { name: "Add an SOP" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name").fill("Allergies");
    await form.getByRole("button", { name: "Add a question" }).click();
    await form.getByRole("button", { name: "Add", exact: true }).click();
    const inVietnamese = form.getByLabel("Asked in Vietnamese");
    await expect.poll(() => inVietnamese.getAttribute("aria-invalid")).toBe("true");
    await inVietnamese.fill("Bạn dị ứng thuốc tê không?");
    await form.getByLabel("Asked in English").fill("Are you allergic to anaesthetics?");
    await form.getByLabel("Asked in English").blur();
    expect(await form.getByLabel("Field").inputValue()).toBe("are_you_allergic_to_anaesthetics");
    await shoot(owner, "sop-1440");
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText(/^1 question · .* Every service · Version 1$/u).waitFor();

    const { services } = Services.parse(await ask("GET", "/services"));
    const asked = await ask("GET", `/services/${services[0]?.service_id}/questions`);
    expect(JSON.stringify(asked)).toContain("are_you_allergic_to_anaesthetics");

    await page.getByRole("button", { name: "Edit: Allergies" }).click();
    await form.getByLabel("Asked in English").fill("Any allergy to anaesthetics?");
    await form.getByRole("button", { name: "Save as version 2" }).click();
    await page.getByText(/Version 2$/u).waitFor();
    await page.getByRole("button", { name: "Versions: Allergies" }).click();
    await form.getByText("Are you allergic to anaesthetics?").waitFor();
    await page.keyboard.press("Escape");
  });

  test("changes a price by a rule", async () => {
    const { page } = owner;
    await open("prices");
    await page.getByRole("button", { name: "Add a price rule" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name in Vietnamese").fill("đầu giờ sáng");
    await form.getByLabel("Name in English").fill("early mornings");
    await form.getByLabel("From").fill("08:00");
    await form.getByLabel("Until").fill("07:00");
    await form.getByRole("textbox", { name: /^Percent/u }).fill("-15");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await expect.poll(() => form.getByLabel("Until").getAttribute("aria-invalid")).toBe("true");
    await form.getByLabel("Until").fill("09:00");
    await shoot(owner, "price-1440");
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("-15 % · At certain hours").waitFor();
    expect(JSON.stringify(await ask("GET", "/price-rules"))).toContain("early mornings");
  });

  test("has other hours on one day, or none", async () => {
    const { page } = owner;
    await open("overrides");
    await page.getByRole("button", { name: "Add a special day" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("combobox", { name: "Location" }).click();
    await page.getByRole("option").first().click();
    await form.getByLabel("Date").fill(nextTuesday());
    await form.getByLabel("From").fill("10:00");
    await form.getByLabel(/^To\b/u).fill("09:00");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await expect.poll(() => form.locator("[aria-invalid=true]").count()).toBeGreaterThan(0);
    await shoot(owner, "overrides-1440");
    await form.getByRole("switch", { name: "Closed" }).press("Space");
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText(/· Closed$/u).waitFor();
    expect(JSON.stringify(await ask("GET", "/overrides"))).toContain('"intervals":[]');
  });

  test("gives back what a lead who cancels has paid, by lines", async () => {
    const { page } = owner;
    await open("payments");
    await page.getByText("your people decide on every cancellation").waitFor();
    for (const [place, hours, percent] of [
      [0, "48", "100"],
      [1, "24", "50"],
    ] as const) {
      await page.getByRole("button", { name: "Add a line" }).click();
      await page.getByLabel("Cancelled at least (hours before)").nth(place).fill(hours);
      await page.getByLabel("Given back (%)").nth(place).fill(percent);
    }
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(owner, "refunds-1440");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const policy = async () => JSON.stringify(await ask("GET", "/organization"));
    const steps = '[{"hoursBefore":48,"percent":100},{"hoursBefore":24,"percent":50}]';
    await expect.poll(policy).toContain(steps);
    await page.getByRole("button", { name: "Delete: line 2" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(policy).toContain('[{"hoursBefore":48,"percent":100}]');
    expect(owner.complaints).toEqual([]);
  });
});

test("tells how a phone is linked to WhatsApp Web", async () => {
  const { page } = owner;
  await open("channels");
  await page.getByRole("button", { name: /^Link a phone: /u }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^npm run whatsapp-web -- --organization house-1 /u).waitFor();
  expect(await dialog.getByRole("img", { name: /^QR code/u }).count()).toBe(0);
  const folder = path.join(all.world.dataDir, "whatsapp-web");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "house-1.qr"), "2@ZmFrZQ==,c2VjcmV0,a2V5");
  await dialog.getByRole("img", { name: /^QR code/u }).waitFor();
  await shoot(owner, "pairing-1440");
  expect(await seriousFaults(page)).toEqual([]);
});

test("whoever owns several businesses changes between them", async () => {
  const { db, clinic, now } = all.world;
  const { id: person_id } = await db
    .selectFrom("people")
    .select("id")
    .where("email", "=", house.email)
    .executeTakeFirstOrThrow();
  const joined = { id: randomUUID(), person_id, provider_id: null, created_at: now() };
  const { organizationId: organization_id } = clinic;
  await db
    .insertInto("members")
    .values({ ...joined, organization_id, role: "owner" })
    .execute();
  const { page } = owner;
  const menu = page.getByRole("button", { name: "Account and settings" });
  const changeTo = async (name: string): Promise<void> => {
    await menu.click();
    const anew = page.waitForEvent("load");
    await page.getByRole("menuitem", { name }).click();
    await anew;
  };
  await page.goto(`${all.origin}/console/`);
  await changeTo("Nha khoa Hoa Mai");
  await menu.click();
  await page.getByText("Owner · Nha khoa Hoa Mai").waitFor();
  await page.keyboard.press("Escape");
  await changeTo("Nha khoa Mỹ Đình");
});

test("the new sections stand at 360 px in the dark, in Vietnamese", async () => {
  const width = 360;
  const desk = await all.sit({ width, scheme: "dark", language: "vi-VN" });
  await desk.signIn(house.email, house.password);
  for (const section of ["", "sops", "reminders", "prices", "knowledge"]) {
    await open(section, desk);
    await desk.page.waitForTimeout(300);
    expect(await seriousFaults(desk.page), section).toEqual([]);
    const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, section).toBeLessThanOrEqual(width);
    await shoot(desk, `${section || "start"}-vi-${width}`);
  }
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
}, 60_000);
