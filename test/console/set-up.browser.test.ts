import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { addPerson, PASSWORD } from "../api/people-signed-in.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { seriousFaults } from "./serious-faults.ts";
import { nextTuesday, openSection } from "./set-up-desk.ts";

let all: ConsoleWorld;
let owner: Desk;
let ownerEmail = "";
beforeAll(async () => {
  all = await openConsoleWorld();
  const { organizationId } = all.world.clinic;
  const joining = { organizationId, role: "owner", name: "Lê Chủ" } as const;
  ownerEmail = (await addPerson(all.world, joining)).email;
  owner = await all.sit({ language: "en-GB" });
  await owner.signIn(ownerEmail);
}, 60_000);
afterAll(() => all.close());

const open = (desk: Desk, section: string): Promise<void> => openSection(all, desk, section);

const Services = z.object({
  services: z.array(z.object({ service_id: z.string(), name: z.string() })),
});
const Times = z.object({ slots: z.array(z.unknown()) });

describe("people", () => {
  test("who is invited joins by the link, is signed in, and is a member", async () => {
    const { page } = owner;
    await open(owner, "members");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("E-mail").fill("mai");
    await form.getByRole("button", { name: "Invite somebody" }).click();
    await form
      .getByText(/e-mail/iu)
      .nth(1)
      .waitFor();
    expect(await form.getByLabel("E-mail").getAttribute("aria-invalid")).toBe("true");
    await form.getByLabel("E-mail").fill("mai@example.com");
    await form.getByRole("button", { name: "Invite somebody" }).click();
    const shown = await page.getByRole("status").locator("code").innerText();
    const link = new URL(new URL(shown).pathname, all.origin).href;

    const mai = await all.sit({ language: "en-GB" });
    await mai.page.goto(link);
    await mai.page.getByRole("heading", { name: /^Join / }).waitFor();
    expect(await seriousFaults(mai.page)).toEqual([]);
    await mai.page.getByLabel("Your name").fill("Trần Mai");
    await mai.page.locator("input[name=password]").fill(PASSWORD);
    await mai.page.getByRole("button", { name: "Join" }).click();
    await mai.page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    // Sales set nothing up: the screen is not theirs.
    expect(await mai.page.getByRole("link", { name: "Set-up" }).count()).toBe(0);
    expect(mai.complaints).toEqual([]);

    await mai.context.clearCookies();
    await mai.signIn("mai@example.com");
    await mai.page.goto(link);
    await mai.page.getByRole("alert").waitFor();
    await mai.context.close();

    await page.reload();
    await page.getByText("mai@example.com").waitFor();
  });
});

describe("the catalog", () => {
  test("a refusal stands beside its field; the new service is bookable once somebody gives it", async () => {
    const { page } = owner;
    await open(owner, "services");
    await page.getByRole("button", { name: "Add a service" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Duration").fill("45");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    const name = form.getByLabel("Name", { exact: false }).first();
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
    const told = (await name.getAttribute("aria-describedby")) ?? "";
    const sentences = await Promise.all(
      told.split(" ").map((id) => page.locator(`[id="${id}"]`).innerText()),
    );
    expect(sentences.join(" ")).toMatch(/required/iu);
    await name.fill("Whitening check");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Whitening check").waitFor();
    await page
      .getByText(/45 min/u)
      .first()
      .waitFor();

    const { ask } = all.world.clinic;
    const service = (await ask("GET", "/services"))
      .as(Services)
      .services.find((one) => one.name === "Whitening check");
    const times = async (): Promise<number> => {
      const question = { serviceId: service?.service_id, date: nextTuesday() };
      return (await ask("POST", "/availability", question)).as(Times).slots.length;
    };
    expect(await times()).toBe(0);

    await open(owner, "providers");
    await page
      .getByRole("button", { name: /^Edit: / })
      .first()
      .click();
    await page.getByRole("dialog").getByLabel("Services they give").fill("Whitening");
    await page.getByRole("option", { name: "Whitening check" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await times()).toBeGreaterThan(0);
  });

  test("what is not saved is asked about before it is left", async () => {
    const { page } = owner;
    await open(owner, "organization");
    await page.getByRole("textbox", { name: "Phone" }).fill("12");
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.getByRole("link", { name: "Services", exact: true }).click();
    expect(page.url()).toContain("/set-up/organization");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/not a phone number/iu).waitFor();
    await page.getByRole("textbox", { name: "Phone" }).fill("0901234567");
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Phone" }).inputValue())
      .toBe("+84901234567");
  });
});

const sections = [
  ...["start", "organization", "services", "providers", "places", "resources", "hours"],
  ...["closures", "overrides", "channels", "payments", "members", "keys"],
];

describe.each([
  { width: 1440, scheme: "light" },
  { width: 360, scheme: "dark" },
] as const)("at $width px, $scheme", ({ width, scheme }) => {
  test("every section can be used by everybody, and nothing runs out of the page", async () => {
    const desk = await all.sit({ width, scheme, language: "vi-VN" });
    await desk.signIn(ownerEmail);
    for (const section of sections) {
      await open(desk, section);
      await desk.page.waitForTimeout(400);
      expect(await seriousFaults(desk.page), section).toEqual([]);
      const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, section).toBeLessThanOrEqual(width);
      if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await desk.page.screenshot({ path: `${process.env.SHOTS}/${section}-${width}.png` });
      }
    }
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  }, 120_000);
});
