import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { appendReply } from "#src/conversation/transcript.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { takeOver } from "#src/delivery/take-over.ts";
import { createVoice } from "../../channels/voice/index.ts";
import { API_SECRETS_KEY, type ApiWorld, openApiWorld } from "../api/world.ts";
import { knock, openCall, signatureOf, type VoiceCall } from "../voice-call.ts";

const authToken = "t".repeat(32);
let world: ApiWorld;
let origin: string;

beforeAll(async () => {
  world = await openApiWorld({}, [createVoice({ next: 4, heard: 1 })]);
  await world.http.listen({ host: "127.0.0.1", port: 0 });
  origin = `http://127.0.0.1:${(world.http.server.address() as AddressInfo).port}`;
  const connect = (organizationId: string, account: string, settings: Record<string, string>) =>
    saveAccount(
      world.db,
      API_SECRETS_KEY,
      {
        ...{ organizationId, channel: "voice", account, settings, secrets: { authToken } },
        delivers: false,
      },
      world.now(),
    );
  await connect(world.clinic.organizationId, "84901234567", { handOverTo: "+842839999999" });
  await connect(world.spa.organizationId, "12125550100", {});
});
afterAll(() => world.close());

const post = async (path: string, fields: Record<string, string>, signature?: string) => {
  const signed = signature ?? signatureOf(authToken, `${origin}${path}`, fields);
  const answer = await fetch(`${origin}${path}`, {
    ...{ method: "POST", body: new URLSearchParams(fields) },
    headers: { "x-twilio-signature": signed },
  });
  return { status: answer.status, text: await answer.text() };
};

let calls = 0;
/** A call of somebody new, taken; what is known of it in the database, and how to speak in it. */
const ring = async ({ account = "84901234567", hidden = false } = {}) => {
  calls += 1;
  const callSid = `CA${String(calls).padStart(32, "0")}`;
  const from = hidden ? "+anonymous" : `+8490000000${calls}`;
  const answered = await post(`/voice/${account}/incoming`, { CallSid: callSid, From: from });
  const { organization_id: organizationId, ...conversation } = await world.db
    .selectFrom("conversations as c")
    .innerJoin("contact_points as p", "p.id", "c.contact_point_id")
    .select(["c.organization_id", "c.id", "p.address", "c.account"])
    .where("p.address", "=", hidden ? `call:${callSid}` : from)
    .executeTakeFirstOrThrow();
  const key = { organizationId, conversationId: conversation.id };
  const say = (text: string, author: "ai" | "sales" = "ai") =>
    world.db.transaction().execute((tx) =>
      appendReply(tx, key, {
        ...{ text, author, choices: [], messageId: randomUUID(), turnId: null },
        ...{ afterSeq: null, now: world.now() },
      }),
    );
  const heard = async () => {
    const messages = world.db.selectFrom("messages").select(["text", "author"]);
    const all = await messages.where("conversation_id", "=", key.conversationId).execute();
    return all.filter(({ author }) => author === "lead").map(({ text }) => text);
  };
  /** Twilio opens the socket. */
  const open = (): Promise<VoiceCall> => {
    const url = `${origin.replace("http", "ws")}/voice/${account}/relay`;
    return openCall(url, { callSid, from, signature: signatureOf(authToken, url) });
  };
  /** What was said has come to the database. */
  const hasHeard = (words: string) =>
    vi.waitFor(async () => expect(await heard()).toContain(words));
  return { answered: answered.text, conversation, key, say, heard, hasHeard, open };
};

describe("the doors", () => {
  const path = "/voice/84901234567/incoming";
  const fields = { CallSid: "CA1", From: "+84912345678" };

  test.each([
    "incoming",
    "ended",
  ])("%s opens to what Twilio has signed and nothing else", async (door) => {
    const here = `/voice/84901234567/${door}`;
    expect((await post(here, fields)).status).toBe(200);
    expect((await post(here, fields, "")).status).toBe(401);
    const another = signatureOf("u".repeat(32), `${origin}${here}`, fields);
    expect((await post(here, fields, another)).status).toBe(401);
    const elsewhere = signatureOf(authToken, `${origin}/voice/12125550100/${door}`, fields);
    expect((await post(here, fields, elsewhere)).status).toBe(401);
    const changed = signatureOf(authToken, `${origin}${here}`, { ...fields, From: "+84999999999" });
    expect((await post(here, fields, changed)).status).toBe(401);
  });

  test("the relay opens to what Twilio has signed and nothing else", async () => {
    const url = `${origin.replace("http", "ws")}/voice/84901234567/relay`;
    const signature = signatureOf(authToken, url);
    expect(await knock(url, { "x-twilio-signature": signature })).toBe(101);
    expect(await knock(url, {})).toBe(401);
    const another = signatureOf("u".repeat(32), url);
    expect(await knock(url, { "x-twilio-signature": another })).toBe(401);
    const of = url.replace("84901234567", "12125550100");
    expect(await knock(of, { "x-twilio-signature": signature })).toBe(401);
  });

  test("of a number nobody has connected, or whose token was refused, are shut", async () => {
    expect((await post("/voice/84000000000/incoming", fields)).status).toBe(404);
    expect(await knock(`${origin.replace("http", "ws")}/voice/84000000000/relay`, {})).toBe(404);
    const revoke = (status: "revoked" | "active") =>
      world.db
        .updateTable("channel_accounts")
        .set({ status })
        .where("account", "=", "84901234567")
        .execute();
    await revoke("revoked");
    expect((await post(path, fields)).status).toBe(404);
    await revoke("active");
  });
});

describe("a call", () => {
  test("is greeted as the organization speaks, and told where to talk", async () => {
    const { answered, conversation } = await ring();
    expect(conversation.account).toBe("84901234567");
    expect(answered).toContain('welcomeGreeting="Xin chào!"');
    expect(answered).toContain('language="vi-VN"');
    expect(answered).toContain(`url="${origin.replace("http", "ws")}/voice/84901234567/relay"`);
    expect(answered).toContain(`action="${origin}/voice/84901234567/ended"`);
    const english = await ring({ account: "12125550100" });
    expect(english.answered).toContain('language="en-US"');
  });

  test("of somebody who hides their number is a person of its own", async () => {
    const { conversation } = await ring({ hidden: true });
    expect(conversation.address).toMatch(/^call:CA/u);
  });

  test("says what the house says, without signs for the eye", async () => {
    const { open, say } = await ring();
    const call = await open();
    await say("Dạ **em nghe** ạ! 🦷\nBạn cần gì");
    expect(await call.hears()).toBe("Dạ em nghe ạ! Bạn cần gì");
    expect(call.orders.map(({ last }) => last)).toEqual([false, true]);
    call.hangUp();
  });

  test("puts together what is recognised in parts, and passes over what it does not know", async () => {
    const { open, heard, hasHeard } = await ring();
    const call = await open();
    for (const frame of ["?", "[]", '{"type":"info","name":"x"}', '{"type":"prompt"}']) {
      call.send(frame);
    }
    call.presses("7");
    call.says("Em muốn", "trám", "răng");
    call.says("mai nhé");
    await hasHeard("mai nhé");
    expect(await heard()).toEqual(["Em muốn trám răng", "mai nhé"]);
    call.hangUp();
  });

  test("whose caller speaks over us is not told the rest, but what comes after", async () => {
    const { open, say, hasHeard } = await ring();
    const call = await open();
    // Whatever is said reaches the call only once it listens.
    call.says("Alo?");
    await hasHeard("Alo?");
    const long = Array.from({ length: 20 }, (_one, at) => `Đây là câu thứ ${at}.`).join(" ");
    await say(long);
    await call.hears(/câu thứ 1\./u);
    call.interrupts();
    call.says("Thôi ạ");
    await hasHeard("Thôi ạ");
    const before = call.orders.length;
    await setTimeout(300);
    expect(call.orders).toHaveLength(before);
    expect(before).toBeLessThan(15);
    await say("Dạ vâng ạ.");
    expect((await call.hears()).endsWith("Dạ vâng ạ.")).toBe(true);
    call.hangUp();
  });

  test("that loses its line and finds it again goes on in its conversation", async () => {
    const { open, say, hasHeard, heard } = await ring();
    const first = await open();
    first.says("Alo?");
    await hasHeard("Alo?");
    first.hangUp();
    await say("Dạ em nghe.");
    const again = await open();
    expect(await again.hears()).toBe("Dạ em nghe.");
    again.says("Em đây");
    await hasHeard("Em đây");
    expect(await heard()).toEqual(["Alo?", "Em đây"]);
    await say("Vâng ạ.");
    expect(await again.hears()).toBe("Vâng ạ.");
    again.hangUp();
  });

  test("changes its voice with the language of the conversation", async () => {
    const { open, say, hasHeard, key } = await ring();
    const call = await open();
    call.says("Hello?");
    await hasHeard("Hello?");
    await world.db
      .updateTable("conversations")
      .set({ language: "en" })
      .where("id", "=", key.conversationId)
      .execute();
    await say("How can I help?");
    expect(await call.ordered()).toEqual({
      ...{ type: "language", ttsLanguage: "en-US", transcriptionLanguage: "en-US" },
    });
    expect(await call.hears()).toBe("How can I help?");
    expect(call.orders.at(-1)).toMatchObject({ lang: "en-US" });
    call.hangUp();
  });
});

describe("a call people take over", () => {
  const ended = (account: string, fields: Record<string, string>) =>
    post(`/voice/${account}/ended`, { CallSid: "CA1", ...fields });

  test("goes on with them on the telephone, once what was said has been heard", async () => {
    const { open, say, hasHeard, key } = await ring();
    const call = await open();
    call.says("Cho em gặp nhân viên");
    await hasHeard("Cho em gặp nhân viên");
    await say("Dạ em chuyển máy ạ.");
    await call.hears();
    await takeOver({ db: world.db, now: world.now }, key, "asked");
    call.says("Alo?");
    const { type, handoffData } = await call.ordered();
    expect(type).toBe("end");
    const { text } = await ended("84901234567", { HandoffData: String(handoffData) });
    expect(text).toContain("+842839999999</Dial>");
    call.hangUp();
  });

  test("and that breaks off goes to them, too; one that merely ended is over", async () => {
    expect((await ended("84901234567", { ErrorCode: "64105" })).text).toContain("<Dial");
    expect((await ended("84901234567", {})).text).toContain("<Hangup/>");
    expect((await ended("12125550100", { HandoffData: "{}" })).text).toContain("<Hangup/>");
  });

  test("is told what they write where no telephone of theirs is known", async () => {
    const { open, say, hasHeard, key } = await ring({ account: "12125550100" });
    const call = await open();
    await takeOver({ db: world.db, now: world.now }, key, "asked");
    call.says("Hello?");
    await hasHeard("Hello?");
    await say("This is Ann.", "sales");
    expect(await call.hears()).toBe("This is Ann.");
    expect(call.orders.every(({ type }) => type === "text")).toBe(true);
    call.hangUp();
  });
});
