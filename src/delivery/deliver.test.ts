import { afterEach, describe, expect, test } from "vitest";

import type { SendFailure, SendResult } from "#src/conversation/push-channel.ts";
import { appendReply } from "#src/conversation/transcript.ts";
import { openPushWorld, type PushWorld } from "../../test/push-world.ts";
import { deliver } from "./deliver.ts";
import { retryDelivery } from "./retry-delivery.ts";

let open: PushWorld | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const enter = async (...args: Parameters<typeof openPushWorld>): Promise<PushWorld> => {
  open = await openPushWorld(...args);
  return open;
};

const failing = (failure: SendFailure): SendResult => ({ ok: false, failure });
const ill = failing({ kind: "retry", code: "provider_500" });

const talkOf = async ({ db }: PushWorld) => {
  const row = await db
    .selectFrom("conversations")
    .select(["organization_id", "id", "lead_id"])
    .executeTakeFirstOrThrow();
  return { ...row, key: { organizationId: row.organization_id, conversationId: row.id } };
};

/** What the log tells of sending; never words or addresses. */
const told = ({ logged }: PushWorld) => {
  expect(logged.join("")).not.toMatch(/chat-1|Em chào|Dạ|Xin chào/u);
  return logged.map((line) => {
    const { level, msg, status, code, trouble } = JSON.parse(line);
    return [level, msg, status ?? trouble, code].filter((part) => part !== undefined);
  });
};

/** The house says something in the only conversation. */
const say = async (
  { world, db }: PushWorld,
  text: string,
  author: "ai" | "sales" | "system" = "ai",
  choices: { id: string; label: string }[] = [],
) => {
  const { id, organization_id } = await talkOf({ db } as PushWorld);
  const key = { organizationId: organization_id, conversationId: id };
  const said = { text, author, choices, messageId: world.deps.newId(), turnId: null };
  await db
    .transaction()
    .execute((tx) => appendReply(tx, key, { ...said, afterSeq: null, now: world.clock.now() }));
};

const account = ({ db }: PushWorld) =>
  db.selectFrom("channel_accounts").selectAll().executeTakeFirstOrThrow();

describe("a reply", () => {
  test("leaves once, in order, with its buttons, however often it is asked for", async () => {
    const push = await enter();
    await push.receive({ text: "Em muốn trám răng" });
    await push.work();
    await push.work();
    expect(push.sent).toHaveLength(1);
    expect(push.sent[0]).toMatchObject({ address: "chat-1", choices: [{ id: "c2.0" }, {}, {}] });
    expect(await push.deliveries()).toMatchObject([
      { status: "sent", attempts: 1, provider_ids: ["p1"], error_code: null },
    ]);
  });

  test("asked for by ten workers at once leaves once", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    await push.work();
    await say(push, "một");
    await say(push, "hai");
    const { key } = await talkOf(push);
    await Promise.all(Array.from({ length: 10 }, () => deliver(push.deps, key)));
    expect(push.sent.slice(1).map(({ text }) => text)).toEqual(["một", "hai"]);
  });

  test("too long is cut at sentences; a part that has left is not sent again", async () => {
    const push = await enter({ textChars: 60 });
    await push.receive({ text: "Em chào" });
    await push.send();
    const before = push.sent.length;
    await say(push, `${"Câu thứ nhất dài vừa phải thôi. ".repeat(5)}Hết.`);
    push.answers.push({ ok: true, providerId: "a" }, ill);
    await push.send();
    expect((await push.deliveries()).at(-1)).toMatchObject({
      ...{ status: "sending", provider_ids: ["a"], error_code: "provider_500" },
    });
    push.world.clock.advance({ minutes: 1 });
    await push.send();
    const parts = push.sent.slice(before).map(({ text }) => text);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(60);
    expect(parts.join(" ")).toBe(`${"Câu thứ nhất dài vừa phải thôi. ".repeat(5)}Hết.`);
    expect((await push.deliveries()).at(-1)).toMatchObject({ status: "sent" });
  });

  test("with more choices than fit shows numbers, and '2' presses the second", async () => {
    const push = await enter({ choices: 2 });
    await push.receive({ kind: "start", text: "/start" });
    await push.send();
    const { text, choices } = push.sent[0] ?? { text: "", choices: [{}] };
    expect(choices).toEqual([]);
    const second = /^2\. (.+)$/mu.exec(text)?.[1] ?? "";
    expect(second).not.toBe("");
    await push.receive({ text: "2" });
    const message = await push.db
      .selectFrom("messages")
      .select(["text", "choice_id"])
      .where("author", "=", "lead")
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    expect(message).toEqual({ text: "2", choice_id: push.world.service(second).id });
    await push.work();
    expect(push.sent.at(-1)?.text).toContain(second);
  });
});

describe("a failure of the provider", () => {
  test("that says when to come back is obeyed to the millisecond and opens no circuit", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    push.answers.push(failing({ kind: "retry", code: "provider_429", afterMs: 7_000 }));
    await push.work();
    const [waiting] = await push.deliveries();
    expect(waiting).toMatchObject({ status: "sending", attempts: 1, error_code: "provider_429" });
    expect(push.wakes.at(-1)).toEqual(new Date(push.world.clock.now().getTime() + 7_000));
    push.world.clock.advance({ minutes: 6.9 / 60 });
    await push.send();
    expect(push.sent).toEqual([]);
    push.world.clock.advance({ minutes: 0.2 / 60 });
    await push.send();
    expect(push.sent).toHaveLength(1);
    expect((await account(push)).failures).toBe(0);
    expect(told(push)).toEqual([
      [30, "delivery delayed", "provider_429"],
      [30, "delivery settled", "sent", null],
    ]);
  });

  test("is tried again later and later, then is dead, visible, and leaves when a person says so", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    push.answers.push(...Array<SendResult>(6).fill(ill));
    const waits: number[] = [];
    await push.work();
    while ((await push.deliveries())[0]?.status === "sending") {
      const [delivery] = await push.deliveries();
      waits.push((delivery?.next_at.getTime() ?? 0) - push.world.clock.now().getTime());
      // Beyond every wait, the one of the open circuit included.
      push.world.clock.advance({ minutes: 6 });
      await push.send();
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    const [dead] = await push.deliveries();
    expect(dead).toMatchObject({ status: "dead", attempts: 6, error_code: "provider_500" });
    expect(push.sent).toEqual([]);
    const { organization_id } = await talkOf(push);
    push.world.clock.advance({ minutes: 6 });
    await retryDelivery(push.db, organization_id, dead?.id ?? "", push.world.clock.now());
    await push.send();
    expect(push.sent).toHaveLength(1);
    expect(await push.deliveries()).toMatchObject([{ status: "sent", error_code: null }]);
    const again = await retryDelivery(push.db, organization_id, dead?.id ?? "", new Date());
    expect(again).toBe("not_dead");
  });

  test("five times in a row leaves the account alone for a minute, then one message tries", async () => {
    const push = await enter();
    for (const address of ["a", "b", "c", "d", "e", "f"]) {
      await push.receive({ address, text: "Em chào" });
    }
    push.answers.push(...Array<SendResult>(5).fill(ill));
    await push.work();
    expect(push.answers).toEqual([]);
    expect(told(push).at(-2)).toEqual([
      ...[40, "a channel's account is in trouble", "circuit_open"],
    ]);
    // The sixth chat was not even tried.
    expect(push.sent).toEqual([]);
    expect((await push.deliveries()).map(({ attempts }) => attempts).sort()).toEqual([
      ...[0, 1, 1, 1, 1, 1],
    ]);
    push.world.clock.advance({ minutes: 61 / 60 });
    push.answers.push(ill);
    await push.send();
    // One was the trial, and it failed; nobody else was let through.
    expect(push.sent).toEqual([]);
    expect(push.answers).toEqual([]);
    push.world.clock.advance({ minutes: 2 });
    await push.send();
    expect(push.sent.length).toBeGreaterThan(0);
    expect(await account(push)).toMatchObject({ failures: 0, paused_until: null });
  });

  test("of the chat ends that message and no other", async () => {
    const push = await enter();
    await push.receive({ address: "blocked", text: "Em chào" });
    push.answers.push(failing({ kind: "give_up", code: "blocked_by_lead" }));
    await push.work();
    await push.receive({ address: "other", text: "Em chào" });
    await push.work();
    expect(await push.deliveries()).toMatchObject([
      { status: "failed", error_code: "blocked_by_lead" },
      { status: "sent" },
    ]);
  });

  test("of our credentials kills what waits and sends nothing more, until they are given anew", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    push.answers.push(failing({ kind: "revoked", code: "telegram_401" }));
    await push.work();
    await push.receive({ text: "Alo?" });
    await push.work();
    expect((await account(push)).status).toBe("revoked");
    expect(await push.deliveries()).toMatchObject([
      { status: "dead", error_code: "revoked" },
      { status: "dead", error_code: "revoked", attempts: 0 },
    ]);
    expect(push.sent).toEqual([]);
    expect(told(push)).toEqual([
      [40, "a channel's account is in trouble", "revoked"],
      [40, "delivery settled", "dead", "revoked"],
      [40, "delivery settled", "dead", "revoked"],
    ]);
  });
});

describe("at the moment of sending", () => {
  test("nothing of the agent leaves a conversation that a person has taken over", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    await push.work();
    await say(push, "từ trợ lý");
    await push.db.updateTable("conversations").set({ owner: "human" }).execute();
    await say(push, "từ nhân viên", "sales");
    await push.send();
    expect(push.sent.slice(1).map(({ text }) => text)).toEqual(["từ nhân viên"]);
    expect((await push.deliveries())[1]).toMatchObject({
      ...{ status: "failed", error_code: "taken_over" },
    });
  });

  test("who has opted out is answered and told nothing else", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    await push.work();
    await say(push, "nhắc lịch");
    await push.receive({ text: "STOP" });
    await push.work();
    const texts = push.sent.map(({ text }) => text);
    expect(texts).not.toContain("nhắc lịch");
    expect(texts).toHaveLength(2);
    expect((await push.deliveries()).map(({ error_code }) => error_code)).toEqual([
      ...[null, "opted_out", null],
    ]);
  });

  test("what is a day late is not said, and a person may still have it sent", async () => {
    const push = await enter();
    await push.receive({ text: "Em chào" });
    await push.work();
    await say(push, "muộn rồi");
    push.world.clock.advance({ minutes: 25 * 60 });
    await push.send();
    expect((await push.deliveries())[1]).toMatchObject({ status: "dead", error_code: "too_old" });
    expect(push.sent).toHaveLength(1);
  });

  test("a window that has closed is kept closed", async () => {
    const push = await enter({ windowHours: 2 });
    await push.receive({ text: "Em chào" });
    await push.work();
    push.world.clock.advance({ minutes: 121 });
    await say(push, "còn đó không ạ");
    await push.send();
    expect((await push.deliveries())[1]).toMatchObject({ error_code: "window_closed" });
  });

  test("a chat is sent one message a second, an account as many as its limit", async () => {
    const push = await enter({ perSecond: 2 });
    await push.receive({ text: "Em chào" });
    await push.work();
    const began = push.world.clock.now().getTime();
    for (const text of ["một", "hai", "ba"]) await say(push, text);
    await push.send();
    expect(push.world.clock.now().getTime() - began).toBeGreaterThanOrEqual(3_000);
    expect(push.sent.slice(1).map(({ text }) => text)).toEqual(["một", "hai", "ba"]);
  });
});
