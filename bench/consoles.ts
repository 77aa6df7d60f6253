import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";

import { connect } from "#src/db/connect.ts";
import { createApiKey } from "#src/http/api-keys.ts";
import { addPerson, PASSWORD } from "../test/api/people-signed-in.ts";
import { openStream } from "../test/console/open-stream.ts";
import { openWebLead, type WebLead } from "../test/direct-line.ts";
import { launchBrowser } from "../test/launch-browser.ts";
import { findDatabase, makeDataDir, removeDataDir, startServer } from "../test/server.ts";
import { quiet } from "./database/with-database.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const consoles = 50;
const messages = 80;
const cold = 20;
const everyMs = 400;
/** As the console's own pause between two looks at the queue. */
const queuePauseMs = 400;
const site = "nha-khoa-hoa-mai";

const sorted = (took: readonly number[]): number[] => took.toSorted((a, b) => a - b);

const at = (took: readonly number[], share: number): number =>
  sorted(took)[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;

/** A console without its pixels: hears everything, and reads the queue again as the real one does. */
const openDesk = async (origin: string, key: string): Promise<() => void> => {
  const ear = await openStream(origin, { key });
  await ear.next("ready");
  let isOpen = true;
  const read = async (): Promise<void> => {
    let heard = ear.heard.length;
    while (isOpen) {
      await sleep(queuePauseMs);
      if (ear.heard.length === heard) continue;
      heard = ear.heard.length;
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${origin}/api/v1/inbox?limit=50`, { headers });
      if (isOpen && !answer.ok) throw new Error(`the inbox answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  void read();
  return () => {
    isOpen = false;
    ear.close();
  };
};

/** Notes the instant at which a line of the conversation stands on the screen. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const text = document.querySelector('[role="log"]')?.textContent ?? "";
      for (const [line] of text.matchAll(/câu số \d+\./gu)) seen[line] ??= Date.now();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

const sitDown = async (page: Page, origin: string, email: string): Promise<void> => {
  await page.goto(`${origin}/console/`);
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
};

/** The lead writes at an even pace; how long each line was on its way to the screen. */
const pace = async (lead: WebLead, page: Page): Promise<{ sent: number; shown: number }[]> => {
  const began = new Map<string, number>();
  const sent: number[] = [];
  for (let n = 1; n <= messages; n += 1) {
    const line = `câu số ${n}.`;
    const now = Date.now();
    began.set(line, now);
    await lead.say(line);
    sent.push(Date.now() - now);
    await sleep(everyMs);
  }
  await sleep(2_000);
  const seen = await page.evaluate(
    () => (window as unknown as { seen: Record<string, number> }).seen,
  );
  return [...began].map(([line, start], n) => {
    const shown = seen[line];
    if (shown === undefined) throw new Error(`"${line}" never came to the screen`);
    return { sent: sent[n] ?? 0, shown: shown - start };
  });
};

/**
 * From a lead who sends a message to the line on a sales agent's screen, in real Chromium, while 49 more
 * consoles hear the same stream and read their queue again: server, browser, leads and measuring on the
 * same cores. The floor is how long the request of the lead takes.
 */
export const run = async (): Promise<BenchSection> => {
  const env = { REQUESTS_PER_MINUTE: "1000000" };
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir, env });
  const db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log: quiet });
  const browser = await launchBrowser();
  const desks: (() => void)[] = [];
  try {
    const { id: organizationId } = await db
      .selectFrom("organizations")
      .select("id")
      .where("slug", "=", site)
      .executeTakeFirstOrThrow();
    await db
      .updateTable("organizations")
      .set({ approval_mode: "review" })
      .where("id", "=", organizationId)
      .execute();
    const made = { now: new Date(), newId: randomUUID };
    const { key } = await createApiKey(db, { organizationId, name: "desk" }, made);
    const { email } = await addPerson(
      { db, now: () => new Date() },
      { organizationId, role: "sales" },
    );
    const lead = await openWebLead(() => server.url, site);
    await lead.say("xin chào");
    for (let n = 1; n < consoles; n += 1) desks.push(await openDesk(server.url, key));
    const page = await browser.newPage();
    await sitDown(page, server.url, email);
    await page.goto(`${server.url}/console/inbox/${lead.conversationId}`);
    await page.getByRole("log").waitFor();
    await watch(page);
    const took = (await pace(lead, page)).slice(cold);
    const row = (name: string, share: number, limit?: number): BenchRow => {
      const ms = at(
        took.map(({ shown }) => shown),
        share,
      );
      const floorMs = at(
        took.map(({ sent }) => sent),
        share,
      );
      return { name, ms, floorMs, ratio: ms / floorMs, ...(limit !== undefined && { limit }) };
    };
    return {
      section: "consoles",
      rows: [row("sent to on the screen, p50", 0.5), row("sent to on the screen, p95", 0.95, 500)],
    };
  } finally {
    for (const close of desks) close();
    await browser.close();
    await db.destroy();
    await server.kill("SIGKILL");
    await removeDataDir(dataDir);
  }
};
