import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBooking } from "#src/db/queries/bookings.ts";
import { ActionAnswer } from "#src/http/contract.ts";
import { type Appointment, bookAtClinic } from "../api/clinic.ts";
import { addPerson, PASSWORD } from "../api/people-signed-in.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { seriousFaults } from "./serious-faults.ts";

/** A Wednesday, on which everybody works somewhere; nothing before it is in the future. */
const today = "2026-03-04";

let all: ConsoleWorld;
let mai: Desk;
let names = 0;
beforeAll(async () => {
  all = await openConsoleWorld();
  all.world.setClock(`${today}T00:30:00Z`);
  mai = await all.sit();
  await mai.page.clock.setFixedTime(new Date(`${today}T00:30:00Z`));
  await mai.signIn((await all.member("Trần Mai")).email);
}, 60_000);
afterAll(() => all.close());

/** Booked for somebody whose name nobody else has. */
const booked = async (appointment: Appointment) => {
  names += 1;
  const name = `Khách số ${names}`;
  const more = { ...appointment.more };
  const { world } = all;
  const answer = await bookAtClinic(world, { ...appointment, more });
  const { booking } = answer.as(ActionAnswer);
  await world.db.updateTable("leads").set({ name }).where("id", "=", booking.lead_id).execute();
  return { id: booking.booking_id, name, providerId: booking.provider_id ?? "" };
};

const startOf = async (id: string): Promise<string> => {
  const row = await findBooking(all.world.db, all.world.clinic.organizationId, id);
  return `${row?.state} ${row?.starts_at?.toISOString()}`;
};

const openOn = async (page: Page, date: string): Promise<void> => {
  await page.goto(`${all.origin}/console/calendar`);
  await page.getByLabel("Ngày", { exact: true }).first().fill(date);
  await page.getByRole("region", { name: "Lịch hẹn" }).waitFor();
};

const entry = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(name, "u") });

/** Where an hour is in somebody's column. */
const pointAt = async (page: Page, key: string, time: string) => {
  const column = page.locator(`[data-column="${key}"]`);
  await column.waitFor();
  const firstHour = await page.locator("[aria-hidden=true] > span").first().textContent();
  const minutesOf = (text: string | null) => {
    const [hours = 0, minutes = 0] = (text ?? "").split(":").map(Number);
    return hours * 60 + minutes;
  };
  const hourHeight = await column.evaluate((one) =>
    Number.parseFloat(getComputedStyle(one).getPropertyValue("--hour-height")),
  );
  const into = ((minutesOf(time) - minutesOf(firstHour)) / 60) * hourHeight;
  await column.evaluate((element, y) => {
    element.closest("section")?.scrollTo({ top: Math.max(0, y - 200) });
  }, into);
  const box = await column.boundingBox();
  if (!box) throw new Error("the column is not shown");
  return { x: box.x + box.width / 2, y: box.y + into };
};

const dragTo = async (page: Page, name: string, key: string, time: string): Promise<void> => {
  const to = await pointAt(page, key, time);
  const from = await entry(page, name).boundingBox();
  if (!from) throw new Error("the appointment is not shown");
  await page.mouse.move(from.x + 20, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 4, { steps: 8 });
  await page.mouse.up();
};

const providerNamed = async (part: string): Promise<string> => {
  const found = await all.world.db
    .selectFrom("providers")
    .select("id")
    .where("organization_id", "=", all.world.clinic.organizationId)
    .where("name", "like", `%${part}%`)
    .executeTakeFirstOrThrow();
  return found.id;
};

describe("at the calendar", () => {
  test("dragging an appointment to a free time asks why, and moves it", async () => {
    const providerId = await providerNamed("An");
    const one = await booked({ date: "2026-03-05", time: "09:00", more: { providerId } });
    await openOn(mai.page, "2026-03-05");
    await dragTo(mai.page, one.name, `${providerId} 2026-03-05`, "10:30");
    const dialog = mai.page.getByRole("dialog");
    expect(await dialog.getByLabel(/^Giờ( \*)?$/u).inputValue()).toBe("10:30");
    await dialog.getByLabel("Lý do").fill("Khách bận");
    await mai.page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Đổi giờ" }).click();
    await mai.page.getByText("Đã đổi giờ").waitFor();
    expect(await startOf(one.id)).toBe("SLOT_CONFIRMED 2026-03-05T03:30:00.000Z");
    await entry(mai.page, one.name).getByText("10:30–11:00").waitFor();
  }, 40_000);

  test("a taken time is refused with the reason, it springs back, and another time is one click", async () => {
    const providerId = await providerNamed("An");
    const more = { providerId };
    const there = await booked({ date: "2026-03-06", time: "09:00", more });
    const own = await booked({ date: "2026-03-06", time: "11:00", more });
    await openOn(mai.page, "2026-03-06");
    await dragTo(mai.page, own.name, `${providerId} 2026-03-06`, "09:00");
    const dialog = mai.page.getByRole("dialog");
    await dialog.getByLabel("Lý do").fill("Khách bận");
    await dialog.getByRole("button", { name: "Đổi giờ" }).click();
    const refusal = dialog.getByRole("alert");
    await refusal.getByText("lịch hẹn giữ nguyên").waitFor();
    await refusal.getByText("Giờ còn trống gần đó").waitFor();
    expect(await startOf(own.id)).toBe("SLOT_CONFIRMED 2026-03-06T04:00:00.000Z");
    await entry(mai.page, own.name).getByText("11:00–11:30").waitFor();
    await refusal.getByRole("button").first().click();
    await mai.page.getByText("Đã đổi giờ").last().waitFor();
    await expect.poll(() => startOf(own.id)).not.toContain("T04:00");
    expect(await startOf(there.id)).toBe("SLOT_CONFIRMED 2026-03-06T02:00:00.000Z");
  }, 40_000);

  test("a click on free time books it for somebody new", async () => {
    const providerId = await providerNamed("An");
    await openOn(mai.page, "2026-03-09");
    const { x, y } = await pointAt(mai.page, `${providerId} 2026-03-09`, "14:00");
    await mai.page.mouse.click(x, y + 3);
    const dialog = mai.page.getByRole("dialog");
    await dialog.getByText("Khách mới").click();
    await dialog.getByLabel("Tên").fill("Đỗ Thị Hạnh");
    await dialog.getByLabel("Điện thoại").fill("0903 111 222");
    await dialog.getByRole("combobox", { name: "Dịch vụ" }).click();
    await mai.page.getByRole("option", { name: "Trám răng" }).click();
    await dialog.getByRole("button", { name: "Đặt lịch" }).click();
    await mai.page.getByText("Đã đặt lịch").waitFor();
    await entry(mai.page, "Đỗ Thị Hạnh").getByText("14:00–14:30").waitFor();
  }, 40_000);

  test("by keyboard alone somebody known is booked, and the appointment moved", async () => {
    await all.world.clinic.ask("POST", "/leads", { name: "Vũ Kim Oanh", phone: "0903222333" });
    await openOn(mai.page, "2026-03-10");
    await mai.page.getByRole("button", { name: "Đặt lịch", exact: true }).focus();
    await mai.page.keyboard.press("Enter");
    await mai.page.getByRole("searchbox").waitFor();
    await mai.page.keyboard.type("Kim Oanh");
    await mai.page.getByRole("button", { name: /Vũ Kim Oanh/u }).waitFor();
    await mai.page.keyboard.press("Tab");
    await mai.page.keyboard.press("Enter");
    const service = mai.page.getByRole("combobox", { name: "Dịch vụ" });
    await service.focus();
    await mai.page.keyboard.type("Trám");
    await mai.page.keyboard.press("ArrowDown");
    await mai.page.keyboard.press("Enter");
    await mai.page
      .getByRole("dialog")
      .getByLabel(/^Giờ( \*)?$/u)
      .focus();
    await mai.page.keyboard.press("Enter");
    await entry(mai.page, "Vũ Kim Oanh").waitFor();
    await entry(mai.page, "Vũ Kim Oanh").focus();
    await mai.page.keyboard.press("Enter");
    await mai.page.getByRole("dialog").getByRole("button", { name: "Đổi giờ" }).focus();
    await mai.page.keyboard.press("Enter");
    const dialog = mai.page.getByRole("dialog", { name: "Đổi giờ lịch hẹn" });
    await dialog.getByLabel(/^Giờ( \*)?$/u).fill("10:00");
    await dialog.getByLabel("Lý do").focus();
    await mai.page.keyboard.type("Xếp lại lịch");
    await mai.page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Đổi giờ" }).focus();
    await mai.page.keyboard.press("Enter");
    await entry(mai.page, "Vũ Kim Oanh").getByText("10:00–10:30").waitFor();
  }, 60_000);

  test("blocked time is shown, nothing is booked in it, and it can be given back", async () => {
    await openOn(mai.page, "2026-03-11");
    await mai.page.getByRole("button", { name: "Khoá giờ" }).click();
    const dialog = mai.page.getByRole("dialog");
    await dialog.getByLabel(/^Giờ( \*)?$/u).fill("15:00");
    await dialog.getByLabel(/^Đến( \*)?$/u).fill("16:00");
    await dialog.getByLabel("Lý do").fill("Họp phòng khám");
    await dialog.getByRole("button", { name: "Khoá giờ" }).click();
    const away = mai.page.getByRole("button", { name: "Nghỉ: Họp phòng khám" });
    await away.waitFor();
    const providerId = await providerNamed("An");
    const more = { providerId };
    const no = await bookAtClinic(all.world, { date: "2026-03-11", time: "15:00", more });
    expect(no.status).toBe(409);
    await away.click();
    await mai.page.getByRole("button", { name: "Bỏ khoá" }).click();
    await away.waitFor({ state: "detached" });
  }, 40_000);

  test("what somebody else books appears by itself, a hold among it", async () => {
    await openOn(mai.page, "2026-03-12");
    await mai.page.getByLabel("Trực tiếp").waitFor();
    const held = await booked({ date: "2026-03-12", time: "09:00", more: { hold: true } });
    await mai.page
      .getByText(/Giữ đến/u)
      .first()
      .waitFor();
    expect(await startOf(held.id)).toContain("SLOT_PROPOSED");
  }, 40_000);

  test("a provider sees their own column and can change nothing", async () => {
    const providerId = await providerNamed("An");
    const own = await booked({ date: "2026-03-13", time: "09:00", more: { providerId } });
    const other = await providerNamed("Dung");
    const theirs = await booked({ date: "2026-03-13", time: "09:00", more: { providerId: other } });
    const { organizationId } = all.world.clinic;
    const person = await addPerson(all.world, {
      ...{ organizationId, role: "provider", providerId, name: "BS An" },
    });
    const desk = await all.sit();
    await desk.page.goto(`${all.origin}/console/`);
    await desk.page.getByLabel("E-mail").fill(person.email);
    await desk.page.locator("input[name=password]").fill(PASSWORD);
    await desk.page.keyboard.press("Enter");
    await desk.page.getByRole("heading", { level: 1, name: "Lịch" }).waitFor();
    await desk.page.getByLabel("Ngày", { exact: true }).first().fill("2026-03-13");
    await entry(desk.page, own.name).waitFor();
    expect(await entry(desk.page, theirs.name).count()).toBe(0);
    expect(await desk.page.locator("[data-column]").count()).toBe(1);
    expect(await desk.page.getByRole("button", { name: /Đặt lịch|Khoá giờ/u }).count()).toBe(0);
    await entry(desk.page, own.name).click();
    await desk.page.getByRole("dialog").getByText("Bọc sứ thẩm mỹ").waitFor();
    expect(await desk.page.getByRole("button", { name: "Đổi giờ" }).count()).toBe(0);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  }, 40_000);

  test("nothing was complained of by the browser", () => {
    expect(mai.complaints).toEqual([]);
  });
});

describe.each([
  ["light", 1440],
  ["dark", 1440],
  ["light", 360],
  ["dark", 360],
] as const)("in %s at %i px", (scheme, width) => {
  test("neither day nor week nor a form has a serious fault, and nothing is cut off", async () => {
    const desk = await all.sit({ scheme, width, height: 740 });
    const shoot = async (name: string) => {
      const folder = process.env.SCREENSHOTS;
      if (folder) await desk.page.screenshot({ path: `${folder}/${name}-${scheme}-${width}.png` });
    };
    await desk.page.clock.setFixedTime(new Date(`${today}T03:10:00Z`));
    await desk.signIn((await all.member(`Người ${scheme} ${width}`)).email);
    await booked({ date: "2026-03-06", time: "13:30" });
    await openOn(desk.page, "2026-03-06");
    await desk.page
      .getByRole("button", { name: /Khách số/u })
      .first()
      .waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await shoot("day");
    const spills = await desk.page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(spills).toBeLessThanOrEqual(0);
    await desk.page.getByText("Tuần", { exact: true }).click();
    await desk.page.waitForTimeout(600);
    await shoot("week");
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.page.getByRole("button", { name: "Đặt lịch", exact: true }).click();
    await desk.page.getByRole("searchbox").waitFor();
    await desk.page.waitForTimeout(400);
    expect(await seriousFaults(desk.page)).toEqual([]);
    await shoot("book");
    await desk.context.close();
  }, 60_000);
});
