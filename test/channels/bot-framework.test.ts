import { readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import type { ChannelAccount } from "#src/conversation/push-channel.ts";
import { botFramework } from "../../channels/bot-framework/index.ts";
import { connectorToken, openBotConnector } from "../bot-connector.ts";
import { describePushChannel, type FakeProvider, partOf } from "./describe-push-channel.ts";
import type { HttpAnswer, HttpRequest } from "./http-provider.ts";

const appId = "5f2a8b1c-0000-4000-8000-000000000001";
const service = "https://smba.trafficmanager.net";
const payloadFolder = path.join(import.meta.dirname, "../../channels/bot-framework/payloads");
const webChat = ["https://webchat.botframework.com/", "webchat", "conv1", "28:bot", "29:lan"];
const teams = [`${service}/apac/`, "msteams", "a:1conv", "28:bot", "29:lan"];
const addressOf = (parts: readonly string[]) => parts.map(encodeURIComponent).join("|");
const lan = {
  ...{ address: addressOf(teams), displayName: "Lan Nguyễn", language: "vi" },
  ...{ acknowledgement: null, choiceRef: null },
} as const;

const accountAt = (url: string): ChannelAccount => ({
  account: appId,
  settings: { openIdMetadata: `${url}/openid`, loginRoot: url },
  secrets: { appId, appPassword: "p".repeat(40) },
});
const claimsOf = (body: Buffer) => ({
  aud: appId,
  serviceurl: JSON.parse(body.toString("utf8")).serviceUrl,
});

// Microsoft's hosts cannot stand on this machine; what goes there goes to the connector of the test.
let connector: FakeProvider<HttpAnswer>;
const fetchAnywhere = globalThis.fetch;
beforeAll(() => {
  vi.stubGlobal("fetch", (url: URL | string, init?: RequestInit) => {
    const { origin, href } = new URL(url);
    const isMicrosoft = origin === service || origin === "https://webchat.botframework.com";
    return fetchAnywhere(isMicrosoft ? href.replace(origin, connector.url) : href, init);
  });
});
afterAll(() => vi.unstubAllGlobals());

const refused = (status: number, code = "ServiceError") => ({
  status,
  body: { error: { code, message: "Dạ, em nghe ạ." } },
});

describePushChannel<HttpAnswer>({
  channel: botFramework,
  payloadFolder,
  malformed: [null, [], 7, "text", {}, { type: "message" }],
  openProvider: async () => {
    connector = await openBotConnector();
    return connector;
  },
  payloads: {
    text: [
      {
        ...{ ...lan, kind: "text", deliveryId: "a:1conv/1770256800001" },
        providerMessageId: "1770256800001",
        text: "Mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn.",
      },
    ],
    press: [
      { ...lan, address: addressOf(webChat), kind: "press", text: "Xác nhận", choiceRef: "c4.1" },
    ],
    "press-as-text": [{ ...lan, kind: "press", text: "", choiceRef: "c4.0" }],
    "value-of-a-card": [{ ...lan, kind: "other", text: "" }],
    start: [{ ...lan, kind: "start", text: "" }],
    "bot-added": [],
    edit: [{ ...lan, kind: "edit", text: "Mai 4h chiều ạ", edits: "1770256800001" }],
    reaction: [{ kind: "reaction", address: lan.address, of: "1770256700000", emoji: "❤️" }],
    "reaction-taken-back": [{ kind: "reaction", of: "1770256700000", emoji: "" }],
    photo: [{ ...lan, kind: "photo", text: "" }],
    voice: [{ ...lan, kind: "voice", text: "" }],
    group: [],
    typing: [],
    invoke: [],
    deleted: [],
  },
  account: accountAt,
  address: addressOf(webChat),
  sign: ({ body }) => ({ authorization: `Bearer ${connectorToken(claimsOf(body))}` }),
  taken: { answer: { status: 200, body: { id: "conv1|0000009" } }, providerId: "conv1|0000009" },
  shown: (request) => {
    const { text, suggestedActions } = (request as HttpRequest).body as {
      text: string;
      suggestedActions: { actions: { value: string }[] };
    };
    return { text, data: suggestedActions.actions.map(({ value }) => value) };
  },
  mostDataBytes: 1_024,
  faults: [
    {
      name: "429 with Retry-After",
      answer: { ...refused(429), headers: { "retry-after": "7" } },
      means: { kind: "retry", code: "bot_429", afterMs: 7_000 },
    },
    { name: "412", answer: refused(412), means: { kind: "retry", code: "bot_412" } },
    {
      name: "500",
      answer: { status: 500, body: "oops" },
      means: { kind: "retry", code: "bot_500" },
    },
    { name: "no answer in time", answer: null, means: { kind: "retry", code: "unreachable" } },
    {
      name: "an answer that is not JSON",
      answer: { status: 200, body: "<html>" },
      means: { kind: "retry", code: "unreadable" },
    },
    {
      name: "it sends us elsewhere",
      answer: { status: 307, body: "", headers: { location: "http://169.254.169.254/" } },
      means: { kind: "retry", code: "unreachable" },
    },
    {
      name: "the password is changed",
      answer: refused(401),
      means: { kind: "revoked", code: "bot_401" },
    },
    {
      name: "the bot is not allowed",
      answer: refused(403, "BotDisabledByAdmin"),
      means: { kind: "revoked", code: "bot_403" },
    },
    {
      name: "the lead has blocked the bot",
      answer: refused(403, "ConversationBlockedByUser"),
      means: { kind: "give_up", code: "blocked_by_lead" },
    },
    { name: "404", answer: refused(404), means: { kind: "give_up", code: "chat_gone" } },
    { name: "413", answer: refused(413), means: { kind: "give_up", code: "bot_413" } },
  ],
});

describe("who expects replies in the body", () => {
  const answer = async (name: string) => {
    const read = readFileSync(path.join(payloadFolder, `${name}.json`), "utf8");
    const asked = { ...JSON.parse(read), deliveryMode: "expectReplies" };
    return botFramework.answer?.(asked, accountAt("http://127.0.0.1:1"));
  };

  test("is given those to what is said and to coming in", async () => {
    for (const name of ["text", "start"]) {
      const answered = answer(name);
      const part = partOf({ address: addressOf(teams) });
      const account = accountAt("http://127.0.0.1:1");
      const sent = await botFramework.send(part, account, AbortSignal.timeout(1_000));
      const { status, body: given } = (await answered) ?? { status: 0, body: "{}" };
      expect(status).toBe(200);
      expect(JSON.parse(given)).toMatchObject({
        activities: [
          { text: part.text, id: sent.ok && sent.providerId, recipient: { id: "29:lan" } },
        ],
      });
    }
  });

  test("and does not wait where nothing is answered", async () => {
    for (const name of ["group", "typing", "reaction"]) {
      expect(JSON.parse((await answer(name))?.body ?? "")).toEqual({ activities: [] });
    }
    expect((await answer("invoke"))?.status).toBe(501);
  });
});

test("the token Microsoft has granted goes with a message, and Teams' buttons carry words", async () => {
  connector = await openBotConnector();
  const answers = { messageId: "1770256800001", subject: null };
  const part = partOf({
    address: addressOf(teams),
    answers,
    choices: [{ id: "c4.1", label: "Xác nhận" }],
  });
  await botFramework.send(part, accountAt(connector.url), AbortSignal.timeout(5_000));
  await connector.close();
  expect(connector.requests).toEqual([
    {
      ...{ method: "POST", path: "/apac/v3/conversations/a%3A1conv/activities" },
      headers: expect.objectContaining({ authorization: "Bearer granted" }),
      body: {
        ...{ type: "message", text: "Dạ, em nghe ạ.", textFormat: "plain", locale: "vi" },
        ...{ channelId: "msteams", conversation: { id: "a:1conv" } },
        ...{ from: { id: "28:bot" }, recipient: { id: "29:lan" }, replyToId: "1770256800001" },
        suggestedActions: { actions: [{ type: "imBack", title: "Xác nhận", value: "Xác nhận" }] },
      },
    },
  ]);
});
