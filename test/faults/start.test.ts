import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDataDir, removeDataDir, runServer, startServer } from "../server.ts";
import { answerTo, type FaultHouse, openFaultHouse } from "./fault-house.ts";

describe("a start", () => {
  test("on an empty folder is ready in five seconds and says where to go", async () => {
    const times: number[] = [];
    // The quickest of five: other programs of a busy machine are not ours to be measured.
    for (let attempt = 0; attempt < 5 && Math.min(...times, 9e9) > 5_000; attempt += 1) {
      const dataDir = await makeDataDir();
      const server = await startServer({ dataDir });
      times.push(server.readyMs);
      expect(server.output()).toContain(`${server.url}/?organization=nha-khoa-hoa-mai`);
      expect((await fetch(`${server.url}/?organization=willow-spa`)).status).toBe(200);
      expect(await server.kill("SIGTERM")).toBe(0);
      await removeDataDir(dataDir);
    }
    expect(Math.min(...times)).toBeLessThan(5_000);
  }, 120_000);

  test.each([
    ["a port that is none", { PORT: "http" }, /^These settings are wrong:\n {2}PORT: .+\n$/u],
    [
      "two wrong settings at once",
      { WORKERS: "0", BURST_MS: "9000" },
      /BURST_MS: .+\n {2}WORKERS: /u,
    ],
    ["a short key", { SECRET_KEY: "abc" }, /SECRET_KEY: 64 hexadecimal digits.*openssl/u],
    [
      "a database without a key",
      { DATABASE_URL: "postgresql://localhost/slotwise" },
      /^SECRET_KEY is needed with DATABASE_URL.*openssl rand -hex 32\n$/u,
    ],
  ])(
    "with %s fails with one clear message",
    async (_what, env, message) => {
      const { code, output } = await runServer({ dataDir: "/nowhere", env });
      expect(code).toBe(1);
      expect(output).toMatch(message);
      expect(output).not.toMatch(/^\s+at /mu);
    },
    // A busy machine may take a while to load the program at all.
    120_000,
  );

  test("on a port in use says so, ends and leaves no database behind", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const dataDir = await makeDataDir();
    const { code, output } = await runServer({ dataDir, env: { PORT: port } });
    other.close();
    await removeDataDir(dataDir);
    expect(code).toBe(1);
    expect(output).toContain(port);
    expect(output).toMatch(/in use/u);
    expect(output).not.toMatch(/^\s+at /mu);
  }, 60_000);
});

describe("a server that has held a conversation", () => {
  let house: FaultHouse;
  beforeAll(async () => {
    house = await openFaultHouse();
  }, 120_000);
  afterAll(() => house.close());

  test("keeps within 250 MB", async () => {
    const lead = await house.lead();
    for (const line of ["khám tổng quát", "cái thứ hai", "Vâng, tôi xác nhận"]) {
      await lead.say(line);
      await answerTo(lead);
    }
    expect((await lead.read()).at(-1)?.text).toContain("đã đặt lịch");
    expect(await house.server().rssMb()).toBeLessThan(250);
  }, 60_000);
});
