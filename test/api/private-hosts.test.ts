import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { email } from "../../channels/email/index.ts";
import { emailOptions } from "../../channels/email/options.ts";
import { telegram } from "../../channels/telegram/index.ts";
import { telegramOptions } from "../../channels/telegram/options.ts";
import { openHttpProvider } from "../channels/http-provider.ts";
import { english, publicUrl, vietnamese } from "./channel-world.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

const channels = [
  { ...telegram, options: telegramOptions },
  { ...email, options: emailOptions },
];
let inside: Awaited<ReturnType<typeof openHttpProvider>>;
let world: ApiWorld;
beforeAll(async () => {
  inside = await openHttpProvider();
  world = await openApiWorld({ publicUrl, allowPrivateHosts: false }, [], channels);
});
afterAll(async () => {
  await world.close();
  await inside.close();
});

const connect = (channel: string, options: object, headers = english) =>
  world.clinic.ask("POST", "/channel-accounts", { channel, options }, headers);
const bot = { token: `666:${"a".repeat(35)}` };
const mailbox = {
  ...{ address: "dat-lich@example.com", "smtp-user": "dat-lich", "smtp-password": "secret" },
  "smtp-host": "93.184.215.14",
};

describe("a server of the network we are in", () => {
  test.each([
    ["telegram", "api-root", () => ({ ...bot, "api-root": inside.url })],
    ["telegram", "api-root", () => ({ ...bot, "api-root": "http://localhost:8081" })],
    ["telegram", "api-root", () => ({ ...bot, "api-root": "http:127.0.0.1" })],
    ["telegram", "api-root", () => ({ ...bot, "api-root": " http://[::1]:8081/" })],
    ["telegram", "api-root", () => ({ ...bot, "api-root": "http://a@2130706433/" })],
    ["email", "smtp-host", () => ({ ...mailbox, "smtp-host": "127.1", "imap-host": "10.0.0.5" })],
    ["email", "imap-host", () => ({ ...mailbox, "imap-host": "169.254.169.254" })],
  ])("is not called for %s as --%s, and the refusal says why", async (channel, name, given) => {
    const refused = await connect(channel, given());
    expect(refused).toMatchObject({
      status: 422,
      body: {
        ...{ error: "CHANNEL_REFUSED", field: `options.${name}` },
        message: expect.stringMatching(/: is no server on the internet: .*ALLOW_PRIVATE_HOSTS/u),
      },
    });
    expect(inside.requests).toEqual([]);
  });

  test("is refused in the caller's words, and alike whether there is one or not", async () => {
    const ask = async (root: string) =>
      (await connect("telegram", { ...bot, "api-root": root }, vietnamese)).body;
    const refused = await ask(inside.url);
    expect(refused).toMatchObject({
      message: expect.stringContaining("không phải máy chủ trên internet"),
    });
    expect(await ask("http://nobody.invalid")).toEqual(refused);
  });
});
