import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepAnalytics } from "#src/analytics/keep-analytics.ts";
import { newPhone } from "../api/clinic.ts";
import { addPerson as addMember } from "../api/people-signed-in.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { addPerson, work, write } from "./desk-world.ts";
import { seriousFaults } from "./serious-faults.ts";

let all: ConsoleWorld;
let email: string;

/** A day from now, on the clinic's calendar. */
const dayAhead = (days: number): string =>
  new Date(all.world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** The next days on which the clinic is open for sure: Tuesdays to Thursdays. */
const openDays = (): string[] =>
  Array.from({ length: 14 }, (_, index) => dayAhead(index + 2)).filter((date) =>
    [2, 3, 4].includes(new Date(`${date}T00:00:00Z`).getUTCDay()),
  );

const book = async (date: string, hold = false): Promise<string> => {
  const { clinic } = all.world;
  const answer = await clinic.ask("POST", "/bookings", {
    lead: { name: "Lan", phone: newPhone() },
    ...{ serviceId: await clinic.service("Cạo vôi"), date, time: "09:00", hold },
  });
  expect(answer.status).toBe(201);
  return (answer.body as { booking: { booking_id: string } }).booking.booking_id;
};

beforeAll(async () => {
  all = await openConsoleWorld();
  const { world } = all;
  const [one = "", two = "", three = "", four = ""] = openDays();
  await book(one);
  await book(two);
  const cancelled = await book(three);
  await world.clinic.ask("POST", `/bookings/${cancelled}/cancel`, { reason: "ốm quá" });
  await book(four, true);
  const person = await addPerson(world, world.clinic, { mode: "auto" });
  await write(world, world.clinic, person, "xin chào");
  await work(world, world.clinic, person);
  await keepAnalytics(world)();
  const place = { organizationId: world.clinic.organizationId, role: "manager" as const };
  ({ email } = await addMember(world, { ...place, name: "Phạm Hà" }));
}, 90_000);
afterAll(() => all.close());

const sit = async (options: Parameters<ConsoleWorld["sit"]>[0] = {}): Promise<Desk> => {
  const desk = await all.sit(options);
  await desk.signIn(email);
  await desk.page.goto(`${all.origin}/console/analytics`);
  await desk.page.getByRole("heading", { level: 1 }).waitFor();
  return desk;
};

const cardOf = ({ page }: Desk, name: string) => page.locator(`[data-card="${name}"]`);
const section = ({ page }: Desk, name: string) => page.getByRole("region", { name });

describe("analytics in the console", () => {
  test("shows the numbers of what has happened", async () => {
    const desk = await sit();
    await cardOf(desk, "confirmed").getByText("3", { exact: true }).waitFor();
    expect(await cardOf(desk, "conversion").innerText()).toContain("3 trên 4 lượt hỏi");
    expect(await cardOf(desk, "cancelled").innerText()).toContain("33,3%");
    expect(await cardOf(desk, "twice").locator("dd").first().innerText()).toBe("0");
    const funnel = await section(desk, "Phễu đặt lịch").getByRole("row").allInnerTexts();
    expect(funnel.map((row) => row.replaceAll(/\s+/gu, " "))).toEqual([
      "Bước Số lượng Tỷ lệ",
      "Hỏi 4 100%",
      "Chọn dịch vụ 4 100%",
      "Được mời giờ 4 100%",
      "Chốt 3 75%",
      "Đã đến 0 0%",
    ]);
    expect(await section(desk, "Vì sao huỷ và đổi").getByRole("row").nth(1).innerText()).toMatch(
      /Khách ốm\s+Huỷ\s+1/u,
    );
    await section(desk, "AI làm được gì")
      .getByRole("row", { name: /AI tự lo 1/u })
      .waitFor();
    await desk.page.getByText("30 ngày tới", { exact: true }).click();
    const times = section(desk, "Giờ đông khách").getByRole("rowheader");
    await times.first().waitFor();
    const counts = await section(desk, "Giờ đông khách").locator("td").allInnerTexts();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(2);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });

  test("saves a table as CSV, for the period that is shown", async () => {
    const desk = await sit({ language: "en-GB" });
    const saved = desk.page.waitForEvent("download");
    await desk.page.getByRole("link", { name: "Save CSV: Why they cancel and move" }).click();
    expect((await saved).suggestedFilename()).toMatch(
      /^reasons-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/u,
    );
    await desk.context.close();
  });

  test("teaches where there is nothing, and leads to a longer period", async () => {
    const desk = await sit({ language: "en-GB" });
    await desk.page.route("**/api/v1/analytics?*", async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      const none = { inquiries: 0, confirmed: 0, appointments: 0, conversations: 0 };
      await route.fulfill({ json: { ...body, figures: { ...body.figures, ...none } } });
    });
    await desk.page.getByText("7 days", { exact: true }).click();
    await desk.page.getByText("Nothing to count in this period").waitFor();
    await desk.page.unroute("**/api/v1/analytics?*");
    await desk.page.getByRole("button", { name: "Show 12 months" }).click();
    await cardOf(desk, "confirmed").waitFor();
    await desk.context.close();
  });

  test("is not for sales: no way leads there, and the server tells them so", async () => {
    const desk = await all.sit();
    await desk.signIn((await all.member("Trần Mai")).email);
    expect(await desk.page.getByRole("link", { name: "Số liệu" }).count()).toBe(0);
    await desk.page.goto(`${all.origin}/console/analytics`);
    await desk.page
      .getByRole("link", { name: /hộp thư|trang/iu })
      .first()
      .waitFor();
    const told = await desk.page.evaluate(() => fetch("/api/v1/analytics").then((a) => a.status));
    expect(told).toBe(403);
    await desk.context.close();
  });

  test.each([
    [1440, "light"],
    [1440, "dark"],
    [360, "light"],
    [360, "dark"],
  ] as const)("%i px wide and %s, nothing keeps anybody out and nothing sticks out", async (width, scheme) => {
    const desk = await sit({ width, scheme });
    await section(desk, "Giờ đông khách").waitFor();
    await desk.page.locator(".recharts-surface").first().waitFor();
    const shots = process.env.SHOTS;
    if (shots) {
      await desk.page.screenshot({ path: `${shots}/${width}-${scheme}.png` });
      await section(desk, "Giờ đông khách").scrollIntoViewIfNeeded();
      await desk.page.screenshot({ path: `${shots}/${width}-${scheme}-lower.png` });
    }
    expect(await seriousFaults(desk.page)).toEqual([]);
    const wide = await desk.page.evaluate(
      "[...document.querySelectorAll('main > div')].map((one) => one.scrollWidth - one.clientWidth)",
    );
    expect(wide).toEqual([0]);
    await desk.context.close();
  });
});
