import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import library, { type Client } from "whatsapp-web.js";

import type { InboundEvent } from "#src/conversation/push-channel.ts";
import type { Heard } from "../channels/whatsapp-web/heard.ts";
import { whatsappWeb } from "../channels/whatsapp-web/index.ts";
import { answerRequests } from "../channels/whatsapp-web/process/answer.ts";
import { hear } from "../channels/whatsapp-web/process/hear.ts";
import { inOrder } from "../channels/whatsapp-web/process/in-order.ts";
import { rememberOwnWords } from "../channels/whatsapp-web/process/own-words.ts";
import { startWhatsAppWeb } from "../channels/whatsapp-web/process/start.ts";
import { partOf } from "./channels/describe-push-channel.ts";

const LAN = "84912345678@c.us";
const OURS = "842835555555@c.us";

/** WhatsApp Web's own model of a message, as its page hands it to the library. */
const raw = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: { fromMe: false, remote: LAN, id: "3EB0A1", _serialized: `false_${LAN}_3EB0A1` },
  ...{ type: "chat", body: "Mai còn chỗ không?", t: 1_770_256_800, notifyName: "Lan", ack: 1 },
  ...{ from: { _serialized: LAN }, to: { _serialized: OURS } },
  ...more,
});
const fromUs = (id: string, body: string) =>
  raw({
    id: { fromMe: true, remote: LAN, id, _serialized: `true_${LAN}_${id}` },
    ...{ from: { _serialized: OURS }, to: { _serialized: LAN }, body },
  });

type Structure = new (client: Client, data: object) => never;
const { Message: RawMessage } = library as unknown as { readonly Message: Structure };
const RawReaction: Structure = createRequire(import.meta.url)(
  "whatsapp-web.js/src/structures/Reaction.js",
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "slotwise-wweb-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The library's own client over a page that answers as a test says. */
const openNumber = async (page: (...args: readonly unknown[]) => unknown) => {
  const client = new library.Client({ authStrategy: new library.NoAuth() });
  Object.assign(client, { pupPage: { evaluate: async (...args: unknown[]) => page(...args) } });
  const ownWords = rememberOwnWords();
  const heard: InboundEvent[] = [];
  const take = async (body: unknown) => {
    // As it would be kept: what is not plain is lost here.
    heard.push(...((await whatsappWeb.parse(JSON.parse(JSON.stringify(body)), account)) ?? []));
  };
  const account = { account: "hoa-mai", settings: { socket: path.join(folder, "s") }, secrets: {} };
  hear(client, ownWords, inOrder({ take, sleep: setTimeout, warn: () => undefined }));
  let state: "ready" | "connecting" | "logged_out" = "ready";
  const session = { state: () => state, client: () => (state === "ready" ? client : null) };
  const server = answerRequests({ session, ownWords });
  server.listen(account.settings.socket);
  await once(server, "listening");
  return {
    ...{ client, heard, account },
    become: (next: typeof state) => {
      state = next;
    },
    emit: (event: string, data: object, ...more: unknown[]) =>
      client.emit(event, new RawMessage(client, data), ...more),
    send: (text: string) =>
      whatsappWeb.send(partOf({ address: LAN, text }), account, AbortSignal.timeout(5_000)),
    settled: () => setTimeout(30),
    close: () => server.close(),
  };
};

describe("what the library emits", () => {
  test("is understood as it is of recorded bodies", async () => {
    const number = await openNumber(() => null);
    number.emit("message_create", raw());
    number.emit("message", raw());
    number.emit("message_edit", raw({ body: "Mốt cơ", latestEditSenderTimestampMs: 5 }));
    const voice = { type: "ptt", directPath: "/v/1", mimetype: "audio/ogg; codecs=opus", body: "" };
    number.emit("message", raw({ ...voice }));
    number.emit("message_ack", fromUs("3EB0A2", "Dạ còn ạ"), 3);
    const [msgKey, parentMsgKey] = [raw().id, fromUs("3EB0A2", "").id];
    const reaction = { msgKey, parentMsgKey, reactionText: "👍", timestamp: 7 };
    number.client.emit("message_reaction", new RawReaction(number.client, reaction));
    await number.settled();
    const person = { address: LAN, displayName: "Lan" };
    expect(number.heard).toMatchObject([
      { ...person, kind: "text", text: "Mai còn chỗ không?" },
      { ...person, kind: "edit", text: "Mốt cơ", edits: raw().id._serialized },
      { ...person, kind: "voice", recording: { mediaType: "audio/ogg; codecs=opus" } },
      { kind: "report", status: "read", providerId: `true_${LAN}_3EB0A2` },
      { kind: "reaction", emoji: "👍", address: LAN, of: `true_${LAN}_3EB0A2` },
    ]);
    number.close();
  });

  test("tells the number behind a hidden address, where WhatsApp does", async () => {
    const lid = "173845098123456@lid";
    let told: unknown = [{ lid, pn: "84911222333@c.us" }];
    const number = await openNumber(() => told);
    const hidden = { id: { ...raw().id, remote: lid }, from: { _serialized: lid } };
    number.emit("message", raw(hidden));
    await number.settled();
    told = Promise.reject(new Error("page gone"));
    number.emit("message", raw(hidden));
    await number.settled();
    const [known, unknown] = number.heard;
    expect(known).toMatchObject({ address: lid, proven: { kind: "phone", value: "+84911222333" } });
    expect(unknown).toMatchObject({ address: lid, text: "Mai còn chỗ không?" });
    expect(unknown).not.toHaveProperty("proven");
    number.close();
  });
});

describe("what is sent through the library", () => {
  test("leaves with its words, without a preview, and is no echo, though it is heard first", async () => {
    const asked: unknown[][] = [];
    const number = await openNumber(async (_script, ...args) => {
      asked.push(args);
      // The page tells of the message before it answers.
      number.emit("message_create", fromUs("3EB0B1", "Dạ còn ạ"));
      await setTimeout(20);
      return fromUs("3EB0B1", "Dạ còn ạ");
    });
    expect(await number.send("Dạ còn ạ")).toEqual({ ok: true, providerId: `true_${LAN}_3EB0B1` });
    expect(asked[0]?.slice(0, 2)).toEqual([LAN, "Dạ còn ạ"]);
    expect(asked[0]?.[2]).not.toHaveProperty("linkPreview", true);
    number.emit("message_create", fromUs("3EB0B2", "Em là Hoa lễ tân ạ"));
    await number.settled();
    expect(number.heard).toMatchObject([
      { kind: "echo", address: LAN, text: "Em là Hoa lễ tân ạ" },
    ]);
    number.close();
  });

  test.each([
    ["not there", () => undefined, "give_up", "whatsapp_web_no_such_chat"],
    [
      "not on WhatsApp",
      () => Promise.reject(new Error("No LID for user")),
      "give_up",
      "whatsapp_web_no_such_chat",
    ],
    [
      "a page that fails",
      () => Promise.reject(new Error(`of ${LAN}`)),
      "retry",
      "whatsapp_web_failed",
    ],
  ])("%s", async (_name, page, kind, code) => {
    const number = await openNumber(page);
    expect(await number.send("Dạ")).toEqual({ ok: false, failure: { kind, code } });
    number.close();
  });

  test("waits while there is no connection, and is revoked where the phone has ended it", async () => {
    const number = await openNumber(() => undefined);
    number.become("connecting");
    expect(await number.send("Dạ")).toMatchObject({
      failure: { kind: "retry", code: "whatsapp_web_not_connected" },
    });
    number.become("logged_out");
    expect(await number.send("Dạ")).toMatchObject({
      failure: { kind: "revoked", code: "whatsapp_web_logged_out" },
    });
    number.close();
  });

  test("fetches a recording by the id it was heard with", async () => {
    const audio = Buffer.from("OggS…");
    const voice = raw({ type: "ptt", directPath: "/v/1", mimetype: "audio/ogg" });
    const answers: unknown[] = [voice, { data: audio.toString("base64"), mimetype: "audio/ogg" }];
    const number = await openNumber(() => answers.shift());
    const media = { id: raw().id._serialized, mediaType: "audio/ogg" };
    const most = { mostBytes: 1_000, signal: AbortSignal.timeout(5_000) };
    expect(await whatsappWeb.fetchMedia?.(media, number.account, most)).toEqual(audio);
    expect(await whatsappWeb.fetchMedia?.(media, number.account, most)).toBeNull();
    number.close();
  });
});

test("what cannot be stored is tried again, before what came after it", async () => {
  const stored: string[] = [];
  let failures = 2;
  const take = async (heard: Heard) => {
    failures -= 1;
    if (failures >= 0) throw new Error("the database is gone");
    stored.push(heard.event === "ack" ? heard.id : "");
  };
  const warned: string[] = [];
  const tell = inOrder({ take, sleep: async () => undefined, warn: (what) => warned.push(what) });
  const ack = (id: string) => ({ event: "ack", id, isOurs: true, chat: LAN, ack: 2 }) as const;
  tell(() => setTimeout(20, ack("1")));
  tell(async () => null);
  tell(async () => Promise.reject(new Error("unreadable")));
  tell(async () => ack("2"));
  await expect.poll(() => stored).toEqual(["1", "2"]);
  expect(warned).toHaveLength(3);
});

test("one process runs a number: a second is refused, and a dead one's socket is no obstacle", async () => {
  const number = {
    ...{
      name: "hoa-mai",
      folder,
      socket: path.join(folder, "hoa-mai.sock"),
      browser: "/bin/false",
    },
    ...{ take: async () => undefined, onReady: async () => undefined },
    ...{ say: () => undefined, warn: () => undefined },
  };
  const first = await startWhatsAppWeb(number);
  expect((await stat(number.socket)).mode & 0o777).toBe(0o600);
  await expect(startWhatsAppWeb(number)).rejects.toThrow("is running already");
  await first.close();
  const second = await startWhatsAppWeb(number);
  await second.close();
  const long = { ...number, socket: path.join(folder, "x".repeat(120)) };
  await expect(startWhatsAppWeb(long)).rejects.toThrow("DATA_DIR is too long");
}, 30_000);
