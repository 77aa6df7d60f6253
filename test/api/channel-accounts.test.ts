import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Channel } from "#src/conversation/channel.ts";
import type { Connectable, PushChannel } from "#src/conversation/push-channel.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { ChannelAccountList, ChannelList, ConnectedAnswer, ErrorBody } from "#src/http/contract.ts";
import { telegram } from "../../channels/telegram/index.ts";
import { webChat } from "../../channels/web-chat/index.ts";
import { type HttpAnswer, openHttpProvider } from "../channels/http-provider.ts";
import {
  type ChannelWorld,
  english,
  openChannelWorld,
  publicUrl,
  vietnamese,
} from "./channel-world.ts";
import { API_SECRETS_KEY, type ApiWorld } from "./world.ts";

/** A channel that breaks with what it was given in its hands. */
const clumsy: PushChannel = {
  ...telegram,
  name: "clumsy",
  connect: (given) => Promise.reject(new TypeError(`fetch of ${JSON.stringify(given)} failed`)),
};

/** A channel no form can connect. */
const paired: PushChannel = {
  ...telegram,
  name: "paired",
  options: [],
  elsewhere: { en: "is paired on the server", vi: "được ghép nối trên máy chủ" },
};

/** A channel with endpoints of its own, whose accounts are listened to live. */
const telephone: Channel & Connectable = {
  name: "telephone",
  limits: webChat.limits,
  mount: async () => undefined,
  listens: true,
  pathOf: (account) => `/calls/${account}`,
  connect: async (_given, { webhookOf }) => ({
    ...{
      ok: true,
      name: "+84 28 1234",
      account: { account: "84281234", settings: {}, secrets: {} },
    },
    next: `Paste ${webhookOf("84281234")} where it asks, or give --number.`,
  }),
};

let channels: ChannelWorld;
let world: ApiWorld;
let provider: Awaited<ReturnType<typeof openHttpProvider>>;
beforeAll(async () => {
  provider = await openHttpProvider();
  channels = await openChannelWorld([telephone], [clumsy, paired]);
  world = channels.world;
});
afterAll(async () => {
  await channels.close();
  await provider.close();
});

describe("what can be connected", () => {
  test.each([
    [english, "the bot's token, as @BotFather"],
    [vietnamese, "mã token của bot do @BotFather"],
  ])("is told with the options each channel needs, in the caller's words (%j)", async (headers, hint) => {
    const answer = await world.spa.ask("GET", "/channels", undefined, headers);
    expect(answer.as(ChannelList).channels[0]).toEqual({
      channel: "telegram",
      options: [
        { name: "token", secret: true, required: true, hint: expect.stringContaining(hint) },
        { name: "api-root", secret: false, required: false, hint: expect.any(String) },
      ],
      elsewhere: null,
    });
  });
});

describe("what is refused before a provider is asked", () => {
  test.each<[string, object, string, Readonly<Record<string, string>>, object]>([
    [
      "an unknown channel",
      {},
      "pigeon",
      english,
      {
        status: 404,
        body: {
          error: "UNKNOWN_CHANNEL",
          field: "channel",
          message: expect.stringContaining("GET /channels"),
        },
      },
    ],
    [
      "a missing option",
      { token: "" },
      "telegram",
      english,
      {
        status: 400,
        body: {
          error: "INVALID_INPUT",
          field: "options.token",
          message: expect.stringMatching(
            /^options\.token: is required: the bot's token, as @BotFather/u,
          ),
        },
      },
    ],
    [
      "a missing option",
      {},
      "telegram",
      vietnamese,
      {
        status: 400,
        body: {
          field: "options.token",
          message: expect.stringContaining("là bắt buộc: mã token của bot"),
        },
      },
    ],
    [
      "an option of another channel",
      { token: "x", "app-secret": "y" },
      "telegram",
      vietnamese,
      {
        status: 400,
        body: {
          field: "options.app-secret",
          message: expect.stringContaining("không phải tùy chọn của kênh này"),
        },
      },
    ],
    [
      "what is no token",
      { token: "secret" },
      "telegram",
      english,
      {
        status: 422,
        body: {
          error: "CHANNEL_REFUSED",
          field: "options.token",
          message: expect.stringMatching(
            /^options\.token: is not a bot token: get one from @BotFather/u,
          ),
        },
      },
    ],
    [
      "a value that is no text",
      { token: 7 },
      "telegram",
      english,
      {
        status: 400,
        body: { error: "INVALID_INPUT", field: "options.token" },
      },
    ],
  ])("%s %j: the option and the remedy", async (_what, given, channel, headers, expected) => {
    expect(await channels.connect(world.clinic, given, { channel, headers })).toMatchObject(
      expected,
    );
    expect(await channels.accountsOf(world.clinic)).toEqual([]);
  });
});

describe("what the provider refuses", () => {
  const unauthorized: HttpAnswer = {
    status: 401,
    body: { ok: false, error_code: 401, description: "Unauthorized" },
  };

  test.each([
    [english, "options.token: was refused by Telegram: get one from @BotFather"],
    [vietnamese, "options.token: bị Telegram từ chối: hãy lấy từ @BotFather"],
  ])("a token, in the caller's words, without repeating it (%j)", async (headers, message) => {
    provider.answer(unauthorized);
    const given = { ...channels.options, "api-root": provider.url };
    const { status, body } = await channels.connect(world.clinic, given, { headers });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: "CHANNEL_REFUSED", field: "options.token" });
    expect((body as { message: string }).message).toContain(message);
    expect(JSON.stringify(body)).not.toContain(channels.emulator.token);
    expect(await channels.accountsOf(world.clinic)).toEqual([]);
  });

  test("an address of ours: a setting of the server is no field of the request", async () => {
    provider.answer({
      status: 400,
      body: { ok: false, error_code: 400, description: "bad webhook: HTTPS url must be provided" },
    });
    const refused = await channels.connect(world.clinic, {
      ...channels.options,
      "api-root": provider.url,
    });
    const body = refused.as(ErrorBody);
    expect(refused.status).toBe(422);
    expect(body.message).toMatch(/^PUBLIC_URL: was refused by Telegram \(.*https/iu);
    expect(body.field).toBeUndefined();
  });

  test("nobody there: says so and stores nothing", async () => {
    const refused = await channels.connect(world.clinic, {
      ...channels.options,
      "api-root": "http://127.0.0.1:1",
    });
    expect(refused).toMatchObject({ status: 422, body: { field: "options.api-root" } });
    expect(await channels.accountsOf(world.clinic)).toEqual([]);
  });

  test("an accident in the channel tells and logs nothing of what was given", async () => {
    const broken = await channels.connect(
      world.clinic,
      { password: "geheim" },
      { channel: "clumsy" },
    );
    expect(broken.as(ErrorBody)).toMatchObject({ error: "INTERNAL_ERROR" });
    expect(JSON.stringify(broken.body)).not.toContain("geheim");
    expect(world.logged.join("")).toContain(
      "clumsy could not be asked about an account: TypeError",
    );
  });
});

test("has its webhook, its secrets only in the encrypted row, and is listed without them", async () => {
  const answer = await channels.connect(world.clinic);
  expect(answer.status).toBe(201);
  const webhook_url = `${publicUrl}/webhooks/telegram/666`;
  expect(answer.as(ConnectedAnswer).channel_account).toEqual({
    ...{ channel: "telegram", account: "666", name: "@TestNameBot", webhook_url, next: null },
  });
  const listed = await world.clinic.ask("GET", "/channel-accounts");
  expect(listed.as(ChannelAccountList).channel_accounts).toEqual([
    {
      ...{ channel: "telegram", account: "666", name: "@TestNameBot", status: "active" },
      webhook_url,
      settings: { apiRoot: channels.emulator.apiRoot },
      created_at: world.now().toISOString(),
      health: { failures: 0, paused_until: null, dead_deliveries: 0 },
    },
  ]);
  const secrets = await channels.secretsOf();
  expect(secrets["token"]).toBe(channels.emulator.token);
  const shown = JSON.stringify([answer.body, listed.body, world.logged]);
  for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
});

test("a channel with endpoints of its own is connected alike, and is not sent to", async () => {
  const answer = await channels.connect(world.spa, {}, { channel: "telephone" });
  expect(answer.as(ConnectedAnswer).channel_account).toMatchObject({
    webhook_url: `${publicUrl}/calls/84281234`,
    next: `Paste ${publicUrl}/calls/84281234 where it asks, or give options.number.`,
  });
  expect(await channels.accountsOf(world.spa)).toMatchObject([
    { channel: "telephone", webhook_url: `${publicUrl}/calls/84281234` },
  ]);
  const row = await world.db
    .selectFrom("channel_accounts")
    .select("delivers")
    .where("channel", "=", "telephone")
    .executeTakeFirst();
  expect(row).toEqual({ delivers: false });
  const gone = await world.spa.ask("DELETE", "/channel-accounts/telephone/84281234");
  expect(gone.status).toBe(200);
});

test("one that no form can connect says how it is done, and shows nothing of this machine", async () => {
  const { body } = await world.spa.ask("GET", "/channels", undefined, vietnamese);
  expect(body).toMatchObject({
    channels: expect.arrayContaining([
      { channel: "paired", options: [], elsewhere: "được ghép nối trên máy chủ" },
    ]),
  });
  const { organizationId } = world.spa;
  const account = { account: "spa", settings: { socket: "/srv/spa.sock" }, secrets: {} };
  const of = { ...account, organizationId, channel: "paired" };
  await saveAccount(world.db, API_SECRETS_KEY, of, world.now());
  expect(await channels.accountsOf(world.spa)).toMatchObject([
    { channel: "paired", account: "spa", settings: {}, webhook_url: null },
  ]);
});

test("nothing that opens an account was logged", async () => {
  const log = world.logged.join("");
  expect(log).toContain("/api/v1/channel-accounts");
  for (const secret of [
    channels.emulator.token,
    "geheim",
    ...Object.values(await channels.secretsOf()),
  ]) {
    expect(log).not.toContain(secret);
  }
});
