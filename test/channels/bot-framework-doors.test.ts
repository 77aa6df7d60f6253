import { readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import type { ChannelAccount } from "#src/conversation/push-channel.ts";
import { door } from "../../channels/bot-framework/door.ts";
import { botFramework } from "../../channels/bot-framework/index.ts";
import { connectorToken, openBotConnector } from "../bot-connector.ts";
import { type FakeProvider, partOf } from "./describe-push-channel.ts";
import type { HttpAnswer } from "./http-provider.ts";

const appId = "5f2a8b1c-0000-4000-8000-000000000001";
const payloadFolder = path.join(import.meta.dirname, "../../channels/bot-framework/payloads");
const webChat = ["https://webchat.botframework.com/", "webchat", "conv1", "28:bot", "29:lan"];
const addressOf = (parts: readonly string[]) => parts.map(encodeURIComponent).join("|");

const accountAt = (url: string): ChannelAccount => ({
  account: appId,
  settings: { openIdMetadata: `${url}/openid`, loginRoot: url },
  secrets: { appId, appPassword: "p".repeat(40) },
});
const claimsOf = (body: Buffer) => ({
  aud: appId,
  serviceurl: JSON.parse(body.toString("utf8")).serviceUrl,
});

let connector: FakeProvider<HttpAnswer>;
const body = readFileSync(path.join(payloadFolder, "text.json"));
const url = "https://book.example.com/api/messages";
const local: ChannelAccount = { account: "local", settings: {}, secrets: {} };
const withService = (serviceUrl: string) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(body.toString("utf8")), serviceUrl }));

describe("a token", () => {
  const takes = (
    claims: object,
    { isForged = false, of = body }: { isForged?: boolean; of?: Buffer } = {},
  ) => {
    const token = connectorToken({ ...claimsOf(of), ...claims }, { isForged });
    const headers = { authorization: `Bearer ${token}` };
    return botFramework.verify({ body: of, headers, url }, accountAt(connector.url));
  };
  let logged: ReturnType<typeof vi.spyOn>;
  beforeAll(async () => {
    // The library prints why it refuses.
    logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    connector = await openBotConnector();
  });
  afterAll(async () => {
    logged.mockRestore();
    await connector.close();
  });

  test("of the connector's own for this app and this address is taken", async () => {
    expect(await takes({})).toBe(true);
  });

  test.each([
    ["for another app", { aud: "5f2a8b1c-0000-4000-8000-000000000002" }],
    ["for another address", { serviceurl: "https://slack.botframework.com/" }],
    ["for no address", { serviceurl: undefined }],
    ["of another issuer", { iss: "https://sts.windows.net/evil/", tid: "evil", appid: appId }],
    ["that has ended", { exp: 1_700_000_000 }],
    ["that has not begun", { nbf: 4_000_000_000 }],
  ])("%s is refused", async (_name, claims) => {
    expect(await takes(claims)).toBe(false);
  });

  test("of another's key is refused, and so is one of a kind that names no address", async () => {
    expect(await takes({}, { isForged: true })).toBe(false);
    const ase = Buffer.from(body.toString("utf8").replace("msteams", "AseChannel"));
    expect(await takes({}, { of: ase })).toBe(false);
  });

  test("is not refused but tried again later when Microsoft's keys are out of reach", async () => {
    const account = { ...accountAt("http://127.0.0.1:1") };
    const headers = { authorization: `Bearer ${connectorToken(claimsOf(body))}` };
    await expect(
      (async () => botFramework.verify({ body, headers, url }, account))(),
    ).rejects.toThrow();
  });

  test("names the account, and without one it is the local account's", () => {
    const headers = { authorization: `Bearer ${connectorToken({ aud: appId.toUpperCase() })}` };
    expect(door.accountOf({ body, url, headers })).toBe(appId);
    expect(door.accountOf({ body, url, headers: {} })).toBe("local");
    expect(door.accountOf({ body, url, headers: { authorization: "Bearer x.y.z" } })).toBeNull();
  });
});

describe("an address to answer to", () => {
  test.each([
    "http://smba.trafficmanager.net/apac/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:pw@smba.trafficmanager.net/",
    "https://botframework.com.evil.example/",
    "https://evilbotframework.com/",
    "https://169.254.169.254/",
    "http://localhost:3978",
    "file:///etc/passwd",
    "nowhere",
  ])("%s is not Microsoft's: nothing is taken from it, nothing is sent there", async (serviceUrl) => {
    const of = withService(serviceUrl);
    const headers = { authorization: `Bearer ${connectorToken(claimsOf(of))}` };
    const account = accountAt("http://127.0.0.1:1");
    expect(await botFramework.verify({ body: of, headers, url }, account)).toBe(false);
    const address = addressOf([serviceUrl, ...webChat.slice(1)]);
    const sent = await botFramework.send(partOf({ address }), account, AbortSignal.timeout(1_000));
    expect(sent).toEqual({ ok: false, failure: { kind: "give_up", code: "foreign_service" } });
  });
});

describe("the local account", () => {
  const here = "http://localhost:3978/api/messages";
  const atHome = withService("http://localhost:56789");
  const takes = (of: Buffer, at: string, headers = {}) =>
    botFramework.verify({ body: of, headers, url: at }, local);

  test("is for this machine alone", async () => {
    expect(await takes(atHome, here)).toBe(true);
    expect(await takes(atHome, url)).toBe(false);
    expect(await takes(body, here)).toBe(false);
    expect(await takes(withService("http://10.0.0.5/"), here)).toBe(false);
    expect(await takes(atHome, here, { authorization: "Bearer x" })).toBe(false);
  });
});

describe("connecting", () => {
  const house = (publicUrl: string | null) => ({
    webhookOf: () => publicUrl && `${publicUrl}/api/messages`,
    secret: "s",
  });
  const good = { "app-id": appId, "app-password": "p".repeat(40) };

  test.each([
    [{}, "--app-id", /is missing/u],
    [{ "app-id": "x" }, "--app-id", /no app id/u],
    [{ "app-id": appId }, "--app-password", /is missing/u],
    [{ ...good, "tenant-id": "x" }, "--tenant-id", /no tenant id/u],
    [{ ...good, "login-root": "nowhere" }, "--login-root", /not an address/u],
    [{ ...good, "login-root": "http://127.0.0.1:1" }, "--login-root", /could not be reached/u],
    [{ local: "" }, "--local", /this machine only/u],
  ])("with %o names %s and the remedy", async (given, field, remedy) => {
    const connection = await botFramework.connect(given, house("https://book.example.com"));
    expect(connection).toEqual({
      ...{ ok: false, field },
      remedy: { en: expect.stringMatching(remedy), vi: expect.any(String) },
    });
  });

  test("asks Microsoft for a token and says where the bot's messages shall go", async () => {
    const microsoft = await openBotConnector();
    const given = { ...good, "login-root": microsoft.url };
    const connection = await botFramework.connect(given, house("https://book.example.com"));
    await microsoft.close();
    expect(connection).toMatchObject({
      account: { account: appId, secrets: { appId, appPassword: "p".repeat(40) } },
      next: expect.stringContaining("https://book.example.com/api/messages"),
    });
    expect(await botFramework.connect({ local: "" }, house(null))).toMatchObject({
      account: { account: "local", secrets: {} },
    });
  });
});
