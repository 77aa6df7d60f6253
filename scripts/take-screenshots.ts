import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { countAnew } from "#src/analytics/keep-analytics.ts";
import { connect } from "#src/db/connect.ts";
import { addPerson, PASSWORD } from "../test/api/people-signed-in.ts";
import { launchBrowser } from "../test/launch-browser.ts";
import { findDatabase, makeDataDir, removeDataDir, startServer } from "../test/server.ts";
import { busyDay, type Furnished, furnish } from "./screenshot-scene.ts";

/** Writes the pictures of docs/console.md: a real server, people who wrote to it, and real Chromium. */
const folder = path.join(import.meta.dirname, "../docs/images/console");
const widths = [1440, 360] as const;
const port = "43117";

/** Name of the picture, and the address below /console. */
const screensOf = ({
  conversationId,
  turnId,
}: Furnished): readonly (readonly [string, string])[] => [
  ["inbox", "inbox"],
  ["conversation", `inbox/${conversationId}`],
  ["calendar", "calendar"],
  ["analytics", "analytics"],
  ["prompts", "prompts"],
  ["prompts-turn", `prompts/turns/${turnId}`],
  ["set-up", "set-up/start"],
  ["set-up-services", "set-up/services"],
  ["set-up-hours", "set-up/hours"],
  ["set-up-sops", "set-up/sops"],
  ["set-up-reminders", "set-up/reminders"],
  ["set-up-prices", "set-up/prices"],
  ["set-up-knowledge", "set-up/knowledge"],
  ["set-up-channels", "set-up/channels"],
];

const openPage = async (browser: Browser, width: number): Promise<Page> => {
  const context = await browser.newContext({
    ...{ locale: "vi-VN", viewport: { width, height: width > 1_000 ? 900 : 760 } },
    ...{ timezoneId: "Asia/Ho_Chi_Minh", reducedMotion: "reduce", colorScheme: "light" },
  });
  return context.newPage();
};

const shoot = async (page: Page, name: string, width: number): Promise<void> => {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await sleep(600);
  const file = path.join(folder, `${name}-${width}.png`);
  await page.screenshot({ path: file });
  console.log(path.relative(process.cwd(), file));
};

/** To a day on which people work. */
const goAhead = async (page: Page): Promise<void> => {
  await page.locator("input[type=date]").fill(busyDay());
};

/** As somebody who wants an appointment and knows no console. */
const book = async (page: Page, origin: string, width: number): Promise<void> => {
  await page.goto(`${origin}/book/nha-khoa-hoa-mai`);
  await shoot(page, "book", width);
  await page.getByRole("link", { name: "Cạo vôi răng" }).click();
  await page.getByRole("link", { name: "Tuần sau" }).first().click();
  await shoot(page, "book-times", width);
  await page.locator(".times a").nth(3).click();
  await page.getByLabel("Họ và tên").fill("Trần Thu Hà");
  await page.getByLabel("Số điện thoại").fill(width > 1_000 ? "0906 000 011" : "0906 000 012");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Giữ chỗ và xem lại" }).click();
  await page.getByRole("button", { name: "Xác nhận đặt lịch" }).click();
  await page.getByRole("link", { name: /Xem, đổi hoặc huỷ/u }).click();
  await shoot(page, "manage", width);
};

const signIn = async (page: Page, origin: string, email: string): Promise<void> => {
  await page.goto(`${origin}/console/`);
  await page.getByLabel("E-mail").waitFor();
  await shoot(page, "sign-in", page.viewportSize()?.width ?? 0);
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Hộp thư" }).waitFor();
};

const dataDir = await makeDataDir();
const server = await startServer({
  dataDir,
  env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, REQUESTS_PER_MINUTE: "100000" },
});
const log = { info: () => undefined, warn: () => undefined };
const db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log });
const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  const scene = await furnish(db, server.url);
  const zone = "Asia/Ho_Chi_Minh";
  await countAnew({ db, now: () => new Date() }, { organizationId: scene.organizationId, zone });
  const manager = {
    organizationId: scene.organizationId,
    role: "manager",
    name: "Phạm Hà",
  } as const;
  const { email } = await addPerson({ db, now: () => new Date() }, manager);
  for (const width of widths) {
    const page = await openPage(browser, width);
    await book(page, server.url, width);
    await signIn(page, server.url, email);
    for (const [name, address] of screensOf(scene)) {
      await page.goto(`${server.url}/console/${address}`);
      await page.getByRole("heading").first().waitFor();
      if (name === "calendar") await goAhead(page);
      await shoot(page, name, width);
    }
    await page.context().close();
  }
} finally {
  await browser.close();
  await db.destroy();
  await server.kill("SIGTERM");
  await removeDataDir(dataDir);
}
