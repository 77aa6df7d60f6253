import { afterAll, beforeAll, expect, test } from "vitest";

import { whatsappCloud } from "../../channels/whatsapp-cloud/index.ts";
import { openWhatsAppEmulator, type WhatsAppEmulator } from "../whatsapp-emulator.ts";

let graph: WhatsAppEmulator;
let right: Record<string, string>;
beforeAll(async () => {
  graph = await openWhatsAppEmulator();
  right = {
    ...{ token: graph.token, "phone-number-id": graph.phoneNumberId },
    ...{ "app-secret": graph.appSecret, "api-root": graph.url },
  };
});
afterAll(() => graph.close());

const secret = "f".repeat(64);
const webhookOf = (account: string) =>
  `https://book.example.com/webhooks/whatsapp-cloud/${account}`;
/** Connects with what is right, these differing; an empty one is left out. */
const connect = (given: Readonly<Record<string, string>>, reached = true) =>
  whatsappCloud.connect(
    Object.fromEntries(Object.entries({ ...right, ...given }).filter(([, value]) => value !== "")),
    { secret, webhookOf: reached ? webhookOf : () => null },
  );

test.each([
  [{ token: "" }, "--token", "is missing: create one"],
  [{ token: "a b" }, "--token", "is malformed: create one"],
  [{ token: `EAA${"b".repeat(40)}` }, "--token", "was refused by Meta: create one"],
  [{ "phone-number-id": "" }, "--phone-number-id", "is missing: copy it"],
  [{ "phone-number-id": "+84 28" }, "--phone-number-id", "is malformed: copy it"],
  [{ "phone-number-id": "1234567" }, "--phone-number-id", "is none the token may use: copy it"],
  [{ "app-secret": "" }, "--app-secret", "is missing: copy it"],
  [{ "app-secret": "secret" }, "--app-secret", "is malformed: copy it"],
  [{ "app-secret": "0".repeat(32) }, "--app-secret", "is not of the token's app: copy it"],
  [{ "verify-token": "short" }, "--verify-token", "must be 8 characters or more"],
  [{ "template-vi": "Tin lịch hẹn" }, "--template-vi", "is not a template: pass the name"],
  [{ "template-en": "x:english" }, "--template-en", "is not a template: pass the name"],
  [{ "api-root": "nowhere" }, "--api-root", "is not an address: pass one"],
  [{ "api-root": "http://127.0.0.1:1" }, "--api-root", "could not be asked: check the network"],
  [{ "api-version": "25" }, "--api-version", "is not a version of Graph: pass one"],
])("%j: names the option and the remedy, and repeats no secret", async (given, field, says) => {
  const connection = await connect(given);
  expect(connection).toMatchObject({
    ...{ ok: false, field },
    remedy: { en: expect.stringContaining(says), vi: expect.any(String) },
  });
  const said = JSON.stringify(connection);
  for (const one of [graph.token, graph.appSecret, secret]) expect(said).not.toContain(one);
});

test("is refused where Meta cannot reach us", async () => {
  expect(await connect({}, false)).toMatchObject({ ok: false, field: "PUBLIC_URL" });
});

test("keeps secrets with secrets and tells what is left to do in Meta's dashboard", async () => {
  const templates = { "template-vi": "tin_lich_hen", "template-en": "booking_news:en_US" };
  const connection = await connect({ ...templates, "api-version": "v26.0" });
  expect(connection).toEqual({
    ok: true,
    name: "Nha khoa Hoa Mai (+84 28 3555 5555)",
    account: {
      account: graph.phoneNumberId,
      settings: { ...templates, "api-root": graph.url, "api-version": "v26.0" },
      secrets: { token: graph.token, appSecret: graph.appSecret, verifyToken: secret },
    },
    next: expect.stringContaining(`Verify token  ${secret}`),
  });
  const { next } = connection.ok ? connection : {};
  for (const part of [webhookOf(graph.phoneNumberId), "messages", "smb_message_echoes"]) {
    expect(next).toContain(part);
  }
});

test("takes the verify token it is given", async () => {
  const connection = await connect({ "verify-token": "hoa-mai-2026" });
  expect(connection).toMatchObject({
    ...{ account: { secrets: { verifyToken: "hoa-mai-2026" } } },
    ...{ next: expect.stringContaining("hoa-mai-2026") },
  });
});
