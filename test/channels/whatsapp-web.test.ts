import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, expect, test } from "vitest";

import { whatsappWeb } from "../../channels/whatsapp-web/index.ts";
import { describePushChannel, partOf } from "./describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "./http-provider.ts";

const folder = mkdtempSync(path.join(tmpdir(), "slotwise-wweb-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const freshSocket = () => {
  count += 1;
  return path.join(folder, `${count}.sock`);
};
const accountAt = (socket: string) => ({
  ...{ account: "nha-khoa-hoa-mai", settings: { socket }, secrets: {} },
});
const refused = (status: number, code: string): HttpAnswer => ({ status, body: { code } });

const lan = {
  ...{ address: "84912345678@c.us", displayName: "Lan", language: null },
  ...{ acknowledgement: null, choiceRef: null },
  proven: { kind: "phone", value: "+84912345678" },
} as const;
const ours = "true_84912345678@c.us_3EB0BBBB";
const report = { kind: "report", providerId: ours, code: null } as const;

describePushChannel<HttpAnswer>({
  channel: whatsappWeb,
  payloadFolder: path.join(import.meta.dirname, "../../channels/whatsapp-web/payloads"),
  malformed: [null, [], 7, "text", {}, { event: "other" }, { event: "message" }],
  openProvider: () => openHttpProvider({ socket: freshSocket() }),
  hungUp: "whatsapp_web_silent",
  payloads: {
    text: [
      {
        ...{ ...lan, kind: "text", deliveryId: "false_84912345678@c.us_3EB0AAAA" },
        text: "Mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn.",
      },
    ],
    "text-of-hidden-number": [
      { kind: "text", text: "Shop ơi", address: "173845098123456@lid", displayName: "Lan" },
    ],
    "text-of-lid-with-number": [
      {
        ...{ kind: "text", text: "Chào shop", address: "173845098123457@lid" },
        proven: { kind: "phone", value: "+84911222333" },
      },
    ],
    image: [{ ...lan, kind: "photo", text: "" }],
    "image-with-words": [{ ...lan, kind: "text", text: "Răng em bị thế này thì đặt lịch gì ạ?" }],
    voice: [{ ...lan, kind: "voice", recording: { mediaType: "audio/ogg; codecs=opus" } }],
    sticker: [{ ...lan, kind: "other", text: "" }],
    location: [{ ...lan, kind: "other", text: "" }],
    card: [{ ...lan, kind: "other", text: "" }],
    notice: [],
    call: [],
    group: [],
    status: [],
    channel: [],
    "typed-on-phone": [{ kind: "echo", address: lan.address, text: "Dạ em là Hoa lễ tân ạ." }],
    "picture-from-phone": [{ kind: "echo", address: lan.address, text: "" }],
    edit: [
      { ...lan, kind: "edit", text: "Mai 4h chiều ạ", edits: "false_84912345678@c.us_3EB0AAAA" },
    ],
    loaded: [],
    "edit-of-ours": [],
    reaction: [{ kind: "reaction", address: lan.address, of: ours, emoji: "👍" }],
    "reaction-taken-back": [{ kind: "reaction", address: lan.address, of: ours, emoji: "" }],
    "reaction-of-ours": [],
    "ack-error": [{ ...report, status: "failed", code: "whatsapp_web_not_sent" }],
    "ack-server": [],
    "ack-device": [{ ...report, status: "delivered" }],
    "ack-read": [{ ...report, status: "read" }],
    "ack-played": [{ ...report, status: "read" }],
    "ack-of-theirs": [],
    "ack-in-group": [],
  },
  account: accountAt,
  sign: null,
  taken: { answer: { status: 200, body: { id: ours } }, providerId: ours },
  shown: (request) => ({
    text: ((request as HttpRequest).body as { readonly text: string }).text,
    data: [],
  }),
  mostDataBytes: 0,
  faults: [
    {
      name: "the browser is not connected yet",
      answer: refused(503, "whatsapp_web_not_connected"),
      means: { kind: "retry", code: "whatsapp_web_not_connected" },
    },
    {
      name: "the page fails",
      answer: refused(500, "whatsapp_web_failed"),
      means: { kind: "retry", code: "whatsapp_web_failed" },
    },
    {
      name: "the phone has ended the pairing",
      answer: refused(409, "whatsapp_web_logged_out"),
      means: { kind: "revoked", code: "whatsapp_web_logged_out" },
    },
    {
      name: "the person is not on WhatsApp",
      answer: refused(422, "whatsapp_web_no_such_chat"),
      means: { kind: "give_up", code: "whatsapp_web_no_such_chat" },
    },
    {
      name: "a code that quotes somebody",
      answer: refused(500, "to +84912345678"),
      means: { kind: "retry", code: "whatsapp_web_500" },
    },
    {
      name: "no answer in time",
      answer: null,
      means: { kind: "retry", code: "whatsapp_web_silent" },
    },
    {
      name: "an answer that is not JSON",
      answer: { status: 200, body: "<html>" },
      means: { kind: "retry", code: "whatsapp_web_unreadable" },
    },
  ],
});

const soon = () => AbortSignal.timeout(5_000);

test("waits while its process is not running", async () => {
  for (const socket of [freshSocket(), ""]) {
    expect(await whatsappWeb.send(partOf({}), accountAt(socket), soon())).toEqual({
      ...{ ok: false, failure: { kind: "retry", code: "whatsapp_web_not_running" } },
    });
  }
});

test("fetches a recording from its process, and no more of it than asked for", async () => {
  const process = await openHttpProvider({ socket: freshSocket() });
  const fetchIt = (mostBytes: number) =>
    whatsappWeb.fetchMedia?.(
      { id: "false_84912345678@c.us_3EB0", mediaType: "audio/ogg" },
      accountAt(process.url),
      { mostBytes, signal: soon() },
    );
  process.answer({ status: 200, body: "x".repeat(200_000) });
  expect(await fetchIt(200_000)).toHaveLength(200_000);
  expect(process.requests).toMatchObject([{ path: "/media/false_84912345678%40c.us_3EB0" }]);
  expect(await fetchIt(199_999)).toBeNull();
  process.answer(refused(404, "whatsapp_web_gone"));
  expect(await fetchIt(10)).toBeNull();
  process.answer(refused(503, "whatsapp_web_not_connected"));
  await expect(fetchIt(10)).rejects.toThrow("whatsapp_web_not_connected");
  await process.close();
});

test("is not connected like others, and says how it is", async () => {
  const house = { secret: "s", webhookOf: () => null };
  expect(await whatsappWeb.connect({}, house)).toMatchObject({
    ...{ ok: false, field: "whatsapp-web" },
    remedy: {
      en: expect.stringContaining("npm run whatsapp-web"),
      vi: expect.stringContaining("npm run whatsapp-web"),
    },
  });
});
