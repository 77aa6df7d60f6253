import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readConfig } from "#src/config.ts";
import { connectChannel } from "#src/connect-channel.ts";
import { findAccount } from "#src/delivery/accounts.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import { createLog } from "#src/log.ts";
import type { House } from "#src/start-house.ts";
import { pushChannels } from "../channels/index.ts";
import { promptRoomOf } from "./replays-of.ts";
import { turnDepsOf } from "./talk.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let house: House;
const secretsKey = Buffer.alloc(32, 3);
const calls: { readonly method: string; readonly body: unknown }[] = [];
let isRefusing = false;
const provider = createServer(async (request, response) => {
  const method = request.url?.split("/").at(-1) ?? "";
  calls.push({ method, body: await json(request) });
  const taken = {
    ok: true,
    result: method === "getMe" ? { id: 666, username: "HoaMaiBot" } : true,
  };
  const refused = { ok: false, error_code: 401, description: "Unauthorized" };
  response.writeHead(isRefusing ? 401 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(isRefusing ? refused : taken));
});
let apiRoot = "";

beforeAll(async () => {
  world = await openWorld();
  house = {
    ...{ url: world.url, db: world.db, log: createLog("silent"), metrics: new Registry() },
    ...{ secret: secretsKey, secretsKey, turns: turnDepsOf(world), close: async () => undefined },
    ...promptRoomOf(world),
  };
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  apiRoot = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(async () => {
  provider.closeAllConnections();
  provider.close();
  await world.close();
});

const run = (args: string, settings: Record<string, string> = {}) =>
  connectChannel(house, readConfig(settings), openPushChannels(pushChannels), args.split(" "));
const token = `666:${"a".repeat(35)}`;
const add = "add telegram --organization nha-khoa-hoa-mai";

describe("channel add", () => {
  test.each([
    ["", "Usage:"],
    ["add pigeon", "<channel> must be one of: email, telegram"],
    ["add telegram", "--organization is missing"],
    ["add telegram --organization nobody", "--organization is missing or none of ours"],
    [add, "--token is missing: get one from @BotFather"],
    [`${add} --token secret`, "--token is not a bot token"],
    [`${add} --token ${token} --api-root nowhere`, "--api-root is not an address"],
    [`${add} --token ${token} --api-root http://127.0.0.1:1`, "could not be reached"],
  ])("%s: says what is wrong and what to do", async (args, says) => {
    await expect(run(args)).rejects.toThrow(says);
  });

  test("says so when Telegram refuses the token, without repeating it", async () => {
    isRefusing = true;
    const refused = run(`${add} --token ${token} --api-root ${apiRoot}`);
    await expect(refused).rejects.toThrow(/^--token was refused by Telegram: get one/u);
    await expect(refused).rejects.not.toThrow(token);
    isRefusing = false;
    expect(await run("list")).toContain("No channel is connected yet");
  });

  test("sets the webhook with a secret that only the encrypted row holds", async () => {
    const args = `${add} --token=${token} --api-root ${apiRoot}`;
    const said = await run(args, { PUBLIC_URL: "https://book.example.com" });
    expect(said).toContain("@HoaMaiBot now answers for");
    expect(said).toContain("Updates come to https://book.example.com/webhooks/telegram/666");
    const stored = await findAccount(world.db, secretsKey, "telegram", "666");
    const hook = calls.find(({ method }) => method === "setWebhook");
    expect(hook?.body).toMatchObject({
      url: "https://book.example.com/webhooks/telegram/666",
      secret_token: stored?.secrets["webhookSecret"],
    });
    expect(stored?.secrets["token"]).toBe(token);
    const row = await world.db.selectFrom("channel_accounts").selectAll().executeTakeFirstOrThrow();
    expect(row.secrets.toString("latin1")).not.toContain("aaaa");
    expect(await run("list")).toBe("nha-khoa-hoa-mai  telegram  666  active");
  });

  test("without a public address stops the webhook, so that polling is answered", async () => {
    await world.db.updateTable("channel_accounts").set({ status: "revoked" }).execute();
    const said = await run(`${add} --token ${token} --api-root ${apiRoot}`);
    expect(said).toContain("PUBLIC_URL is not set");
    expect(calls.at(-1)?.method).toBe("deleteWebhook");
    expect(await run("list")).toContain("active");
  });
});
