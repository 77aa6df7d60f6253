import type { Browser, BrowserContext, Page } from "playwright-core";
import type { PushChannel } from "#src/conversation/push-channel.ts";
import { listen } from "../api/listen.ts";
import { addPerson as addMember, PASSWORD } from "../api/people-signed-in.ts";
import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { launchBrowser } from "../launch-browser.ts";

/** A server with people who have desks, and a browser to sit at them. */
export interface ConsoleWorld {
  readonly world: ApiWorld;
  readonly origin: string;
  /** A member of the clinic who has not signed in yet. */
  member(name: string): Promise<{ readonly email: string; readonly memberId: string }>;
  /** Somebody's own browser; everything the page complains of is collected. */
  sit(options?: Sitting): Promise<Desk>;
  close(): Promise<void>;
}

interface Sitting {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly language?: "vi-VN" | "en-GB";
}

export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  signIn(email: string, password?: string): Promise<void>;
  open(conversationId: string): Promise<void>;
}

export const openConsoleWorld = async (
  push: readonly PushChannel[] = [],
): Promise<ConsoleWorld> => {
  const world = await openApiWorld({}, [], push);
  world.setClock(new Date().toISOString());
  const origin = await listen(world);
  const browser: Browser = await launchBrowser();
  return {
    world,
    origin,
    member: (name) =>
      addMember(world, { organizationId: world.clinic.organizationId, role: "sales", name }),
    sit: async ({ width = 1440, height = 900, scheme = "light", language = "vi-VN" } = {}) => {
      const context = await browser.newContext({
        ...{ locale: language, colorScheme: scheme, viewport: { width, height } },
        timezoneId: "Asia/Ho_Chi_Minh",
        reducedMotion: "reduce",
      });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // A browser says so of every answer that is a no, the one before signing in among them.
        const isAnswer = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isAnswer) complaints.push(message.text());
      });
      return {
        ...{ page, context, complaints },
        signIn: async (email, password = PASSWORD) => {
          await page.goto(`${origin}/console/`);
          await page.getByLabel("E-mail").fill(email);
          await page.locator("input[name=password]").fill(password);
          await page.keyboard.press("Enter");
          await page.getByRole("heading", { level: 1, name: /Hộp thư|Inbox/u }).waitFor();
        },
        open: async (id) => {
          await page.goto(`${origin}/console/inbox/${id}`);
          await page.getByRole("log").waitFor();
        },
      };
    },
    close: async () => {
      await browser.close();
      await world.close();
    },
  };
};
