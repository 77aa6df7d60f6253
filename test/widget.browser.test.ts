import { readFile } from "node:fs/promises";
import * as path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import { launchBrowser } from "./launch-browser.ts";
import { openWebChatServer, type WebChatServer } from "./web-chat-server.ts";
import { buildWidget } from "./web-chat-widget.ts";
import { echoOf, openWebChatWorld, type WebChatWorld } from "./web-chat-world.ts";

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

let world: WebChatWorld;
let server: WebChatServer;
let browser: Browser;

beforeAll(async () => {
  world = await openWebChatWorld();
  server = await openWebChatServer(world, { pages: await pages() });
  browser = await launchBrowser();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const pages = async () => {
  const demo = await readFile(path.join(import.meta.dirname, "../web/widget/demo.html"), "utf8");
  const fill = (text: string, slug: string, name: string, language: string) =>
    text
      .replaceAll("__SLUG__", slug)
      .replaceAll("__NAME__", name)
      .replaceAll("__LANGUAGE__", language);
  const attributes = 'data-organization="nha-khoa" data-language="vi" data-color="#0f766e" async';
  return {
    "/widget.js": await buildWidget(),
    "/": fill(demo, "nha-khoa", "Nha khoa Hoa Mai", "vi"),
    "/en": fill(demo, "med-spa", "Willow Medical Spa", "en"),
    "/page": `<!doctype html><html lang="vi"><title>Trang</title>
      <meta name="viewport" content="width=device-width">
      <style>button { background: red !important } p { font-size: 40px !important }</style>
      <p>Trang của phòng khám</p><script src="/widget.js" ${attributes}></script></html>`,
  };
};

const openPage = async (address: string, options: BrowserContextOptions = desktop) => {
  const context = await browser.newContext({ locale: "vi-VN", ...options });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const accidents: string[] = [];
  page.on("pageerror", (error) => accidents.push(error.message));
  await page.goto(`${server.origin}${address}`);
  return { page, accidents };
};

const openChat = async (page: Page) => {
  await page.getByRole("button", { name: "Mở khung trò chuyện" }).click();
  await shows(page, "Xin chào!");
};

const said = (page: Page) => page.getByRole("log").locator("p").allInnerTexts();
const field = (page: Page) => page.getByRole("textbox", { name: "Nhập tin nhắn…" });

const shows = async (page: Page, ...texts: string[]) => {
  const expected = expect.arrayContaining(texts);
  await vi.waitFor(async () => expect(await said(page)).toEqual(expected), 8_000);
};

/** Resolves when the server has it; shown it is at once. */
const send = async (page: Page, text: string) => {
  await field(page).fill(text);
  await page.keyboard.press("Enter");
  await shows(page, text);
  await page.getByText("Đang gửi…").waitFor({ state: "detached" });
};

const latestConversation = async () => {
  const { id } = await world.database.db
    .selectFrom("conversations")
    .select("id")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
};

/** For people to look at, when they ask for it. */
const look = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
};

describe.each([
  ["a desktop", "desktop", desktop],
  ["a phone", "phone", phone],
] as const)("on %s", (_device, name, options) => {
  test("a visitor writes, is answered, and presses a choice", async () => {
    const { page, accidents } = await openPage("/page", options);
    await look(page, `${name}-closed`);
    await openChat(page);
    await send(page, "Chiều mai còn chỗ không?\nXem https://hoamai.vn nhé");
    await echoOf(world, await latestConversation());
    const choice = page.getByRole("button", { name: "Nữa đi" });
    await choice.waitFor();
    await look(page, `${name}-open`);
    await choice.click();
    await shows(page, "Nữa đi");
    await page.getByText("Đang gửi…").waitFor({ state: "detached" });
    expect(await choice.isDisabled()).toBe(true);
    expect((await said(page)).filter((text) => text === "Nữa đi")).toHaveLength(1);
    const stored = await world.host.read(world.organizationId, await latestConversation(), 3, 9);
    expect(stored).toMatchObject([{ text: "Nữa đi", choiceId: "again" }]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(options.viewport.width);
    expect(accidents).toEqual([]);
  });
});

test("on a phone the chat fills the screen", async () => {
  const { page } = await openPage("/page", phone);
  await openChat(page);
  const box = await page.getByRole("dialog").boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 360, height: 740 });
});

test("a visitor who reloads finds what was said, once, and what came meanwhile", async () => {
  const { page } = await openPage("/page");
  await openChat(page);
  await send(page, "Chào");
  const conversation = await latestConversation();
  await page.reload();
  await echoOf(world, conversation);
  await openChat(page);
  await shows(page, "Bạn nói: Chào");
  expect(await said(page)).toEqual(["Xin chào!", "Chào", "Bạn nói: Chào"]);
  expect(await latestConversation()).toBe(conversation);
});

test("looking at a page begins no conversation", async () => {
  const before = await latestConversation();
  const { page } = await openPage("/page");
  await page.getByRole("button", { name: "Mở khung trò chuyện" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(await latestConversation()).toBe(before);
});

test("a message written without a network is sent when it is back, once", async () => {
  const { page } = await openPage("/page");
  await openChat(page);
  await page.context().setOffline(true);
  await field(page).fill("Có ai không?");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Gửi lại" }).waitFor();
  await page.getByText("Mất kết nối").waitFor();
  await look(page, "offline");
  await page.context().setOffline(false);
  await page.getByText("Mất kết nối").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Gửi lại" }).waitFor({ state: "detached" });
  await vi.waitFor(async () => {
    const stored = await world.host.read(world.organizationId, await latestConversation(), 1, 9);
    expect(stored.map(({ text }) => text)).toEqual(["Có ai không?"]);
  }, 8_000);
});

test("a network without WebSockets is polled", async () => {
  const { page } = await openPage("/page");
  await page.routeWebSocket(/\/stream/, (socket) => socket.close());
  await page.getByRole("button", { name: "Mở khung trò chuyện" }).click();
  await vi.waitFor(async () => expect(await said(page)).toEqual(["Xin chào!"]), 15_000);
});

test("the keyboard is enough", async () => {
  const { page } = await openPage("/page");
  const launcher = page.getByRole("button", { name: "khung trò chuyện" });
  await launcher.first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await shows(page, "Xin chào!");
  await page.keyboard.type("một");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("hai");
  await page.keyboard.press("Enter");
  await shows(page, "một\nhai");
  await page.getByText("Đang gửi…").waitFor({ state: "detached" });
  await echoOf(world, await latestConversation());
  await page.getByRole("button", { name: "Nữa đi" }).waitFor();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await shows(page, "Nữa đi");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const focused = page.getByRole("button", { name: "Mở khung trò chuyện" });
  expect(await focused.evaluate((button) => button.matches(":focus"))).toBe(true);
});

test("what comes while the chat is closed is counted", async () => {
  const { page } = await openPage("/page");
  await openChat(page);
  await page.keyboard.press("Escape");
  await echoOf(world, await latestConversation());
  const launcher = page.getByRole("button", { name: "Mở khung trò chuyện, 1 tin chưa đọc" });
  await launcher.waitFor();
  await look(page, "unread");
  await launcher.click();
  await shows(page, "Bạn nói: Xin chào!");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Mở khung trò chuyện", exact: true }).waitFor();
});

test("text is never markup", async () => {
  const { page } = await openPage("/page");
  await openChat(page);
  const attack = '<img src=x onerror="document.title=1"> javascript:alert(1) http://a.vn';
  await send(page, attack);
  expect(await page.getByRole("log").locator("img, a").count()).toBe(0);
});

test.each([
  ["/", "vi", desktop, "light"],
  ["/", "vi-phone", phone, "light"],
  ["/en", "en-dark", desktop, "dark"],
] as const)("the demo page %s stands (%s)", async (address, name, options, colorScheme) => {
  const { page, accidents } = await openPage(address, { ...options, colorScheme });
  await shows(page, address === "/" ? "Xin chào!" : "Hello!");
  await look(page, `demo-${name}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(options.viewport.width);
  expect(accidents).toEqual([]);
});
