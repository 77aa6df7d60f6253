import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type ApiWorld, openApiWorld } from "../api/world.ts";

const mostKilobytes = 350;

let folder = "";
let world: ApiWorld;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "slotwise-console-"));
  world = await openApiWorld();
  // As it is built for people: otherwise React would come with its warnings.
  vi.stubEnv("NODE_ENV", "production");
  await build({
    configFile: "web/console/vite.config.ts",
    build: { outDir: folder, emptyOutDir: true },
    logLevel: "error",
  });
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
  await rm(folder, { recursive: true });
});

const scriptsOf = async (name: string, found = new Set<string>()): Promise<Set<string>> => {
  if (found.has(name)) return found;
  found.add(name);
  const code = await readFile(path.join(folder, "assets", name), "utf8");
  // Imports that are not lazy: `from"./x.js"`, `import"./x.js"`.
  for (const [, next] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/gu)) {
    if (next) await scriptsOf(next, found);
  }
  return found;
};

test("what the inbox needs at first weighs 350 KB zipped at most", async () => {
  const page = await readFile(path.join(folder, "index.html"), "utf8");
  const entry = /src="\/console\/assets\/([\w.-]+\.js)"/u.exec(page)?.[1];
  const inbox = (await readdir(path.join(folder, "assets"))).find((name) =>
    /^inbox-.*\.js$/u.test(name),
  );
  if (!entry || !inbox) throw new Error(`the build has no entry or no inbox: ${page}`);
  const names = await scriptsOf(inbox, await scriptsOf(entry));
  const sizes = await Promise.all(
    [...names].map(
      async (name) => gzipSync(await readFile(path.join(folder, "assets", name))).length,
    ),
  );
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1_024;
  process.stdout.write(`the console's first scripts: ${kilobytes.toFixed(0)} KB zipped\n`);
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(mostKilobytes);
});

describe("the pages of the console", () => {
  test.each([
    "/console/",
    "/console/inbox",
    "/console/inbox/0b9c?x=1",
    "/console/settings/a/b",
  ])("%s is the same page, which loads only from us and is not kept", async (url) => {
    const answer = await world.http.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.headers["cache-control"]).toContain("max-age=0");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(answer.body).toContain('<div id="console">');
  });

  test("its files are named by their content and kept for a year", async () => {
    const page = await world.http.inject({ url: "/console/" });
    const script = /src="([^"]+\.js)"/u.exec(page.body)?.[1] ?? "";
    const answer = await world.http.inject({ url: script });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["cache-control"]).toContain("immutable");
  });

  test.each([
    "/console/assets/none.js",
    "/console/../package.json",
    "/console/%2e%2e/package.json",
  ])("%s is not there", async (url) => {
    const answer = await world.http.inject({ url });
    expect(answer.body).not.toContain('"slotwise"');
    expect([200, 308, 404]).toContain(answer.statusCode);
    if (url.endsWith("none.js")) expect(answer.statusCode).toBe(404);
  });
});
