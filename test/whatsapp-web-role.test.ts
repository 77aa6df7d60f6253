import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, stat } from "node:fs/promises";
import * as path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeDataDir, removeDataDir } from "./server.ts";

const root = path.join(import.meta.dirname, "..");
const organization = ["--organization", "nha-khoa-hoa-mai"];
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterAll(() => removeDataDir(dataDir));

/** The process of a number, as npm runs it; its browser is a program that ends at once. */
const start = (args: readonly string[], browser = "/bin/false") => {
  const child = spawn(
    path.join(root, "node_modules/.bin/node"),
    ["src/main.ts", "whatsapp-web", ...args],
    { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: dataDir, CHROMIUM_PATH: browser } },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  return { child, output: () => output, ended: once(child, "exit").then(([code]) => code) };
};

test.each([
  [organization, "--i-accept-the-risk is missing"],
  [["--i-accept-the-risk"], "--organization is missing or none of ours"],
  [[...organization, "--i-accept-the-risks"], "--i-accept-the-risks"],
])(
  "%j: warns, and says what is wrong",
  async (args, says) => {
    const { output, ended } = start(args);
    expect(await ended).toBe(1);
    expect(output()).toContain("numbers that use one can be banned for good");
    expect(output()).toContain(says);
  },
  60_000,
);

test("runs until it is stopped, whether or not its browser can start", async () => {
  const { child, output, ended } = start([...organization, "--i-accept-the-risk"]);
  await expect
    .poll(output, { timeout: 60_000 })
    .toContain("WhatsApp Web is not connected (UNREACHABLE)");
  const socket = path.join(dataDir, "whatsapp-web/nha-khoa-hoa-mai.sock");
  expect((await stat(socket)).isSocket()).toBe(true);
  expect((await stat(path.dirname(socket))).mode & 0o777).toBe(0o700);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  await expect(access(socket)).rejects.toThrow("ENOENT");
}, 90_000);
