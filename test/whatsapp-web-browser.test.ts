import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "whatsapp-web.js";

import { keepConnected } from "../channels/whatsapp-web/process/keep-connected.ts";
import { openClient } from "../channels/whatsapp-web/process/open-client.ts";
import { findBrowser } from "./find-browser.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "slotwise-wweb-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Processes whose command line names the folder: the browser and all it has started. */
const processesOf = async (name: string): Promise<number> => {
  const ids = (await readdir("/proc")).filter((one) => /^\d+$/u.test(one));
  const lines = ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => ""));
  return (await Promise.all(lines)).filter((line) => line.includes(name)).length;
};

describe("the browser of WhatsApp Web", () => {
  const browser = findBrowser() ?? "";
  /** Nothing answers there, so that WhatsApp's page can be reached from no machine. */
  const offline = { proxy: "--proxy-server=127.0.0.1:1" };
  const openOffline = (): Client => {
    const client = openClient({ folder, name: "hoa-mai", program: browser });
    const { puppeteer } = (client as unknown as { options: { puppeteer: { args: string[] } } })
      .options;
    puppeteer.args.push(offline.proxy);
    return client;
  };

  test("is gone when it could not connect, and started anew after a while", async () => {
    const ends: string[] = [];
    const waits: number[] = [];
    let running = 0;
    let seen = 0;
    const looking = setInterval(async () => {
      seen = Math.max(seen, await processesOf(folder));
    }, 20);
    const session = keepConnected({
      open: openOffline,
      sleep: async (ms) => {
        waits.push(ms);
        running += await processesOf(folder);
        if (waits.length >= 2) await closing;
      },
      onReady: () => undefined,
      onEnd: (why) => ends.push(why),
    });
    const { promise: closing, resolve: close } = Promise.withResolvers<void>();
    await expect.poll(() => waits.length, { timeout: 40_000 }).toBe(2);
    expect(ends).toEqual(["UNREACHABLE", "UNREACHABLE"]);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    clearInterval(looking);
    expect(seen).toBeGreaterThan(0);
    expect(running).toBe(0);
    expect(session.client()).toBeNull();
    close();
    await session.close();
  }, 60_000);

  test("is gone when its process is killed", async () => {
    const file = path.join(import.meta.dirname, "../channels/whatsapp-web/process/open-client.ts");
    const client = JSON.stringify({ folder, name: "hoa-mai", program: browser });
    // `initialize` leaves the browser running: nothing but the kill can end it.
    const script = `import { openClient } from ${JSON.stringify(pathToFileURL(file).href)};
      openClient(${client}).initialize().catch(() => setInterval(() => undefined, 1_000));`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: "ignore",
    });
    await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toBeGreaterThan(1);
    child.kill("SIGKILL");
    await expect.poll(() => processesOf(`${folder}/session`), { timeout: 10_000 }).toBe(0);
  }, 40_000);

  test("is gone when the process ends while it is being started", async () => {
    const session = keepConnected({
      ...{ open: openOffline, sleep: async () => undefined },
      ...{ onReady: () => undefined, onEnd: () => undefined },
    });
    await session.close();
    expect(await processesOf(folder)).toBe(0);
  }, 60_000);
});
