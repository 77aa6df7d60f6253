import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { InboundEvent } from "#src/conversation/push-channel.ts";
import { openPushWorld, type PushWorld } from "./push-world.ts";

let push: PushWorld;
beforeAll(async () => {
  push = await openPushWorld({ chatIntervalMs: 0, perSecond: 10_000 });
});
afterAll(() => push.close());

let count = 0;
const fresh = (): string => {
  count += 1;
  return `chat-${count}`;
};

const messagesOf = (address: string) =>
  push.db
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .innerJoin("contact_points", "contact_points.id", "conversations.contact_point_id")
    .select(["author", "text", "reactions", "owner", "messages.seq"])
    .where("address", "=", address)
    .orderBy("messages.seq")
    .execute();

const parked = () => push.db.selectFrom("parked_events").selectAll().execute();

const tell = (event: InboundEvent) => push.tell(event);

/** A greeting that has been answered: the name of what was sent. */
const answered = async (address: string): Promise<string> => {
  await push.receive({ address, text: "Em chào", providerMessageId: `${address}/1` });
  await push.work();
  const row = await push.db
    .selectFrom("deliveries")
    .select("provider_ids")
    .where("address", "=", address)
    .executeTakeFirstOrThrow();
  const [name] = row.provider_ids;
  if (!name) throw new Error("nothing was sent");
  return name;
};

const statusOf = (address: string) =>
  push.db
    .selectFrom("deliveries")
    .select(["status", "error_code"])
    .where("address", "=", address)
    .executeTakeFirstOrThrow();

describe("what a provider tells of something we sent", () => {
  test("moves its status forward and never back, however it comes", async () => {
    const address = fresh();
    const providerId = await answered(address);
    for (const status of ["read", "delivered", "read", "failed", "delivered"] as const) {
      await tell({ kind: "report", providerId, status, code: status === "failed" ? "x" : null });
    }
    expect(await statusOf(address)).toEqual({ status: "read", error_code: null });
  });

  test("that it failed is shown with the provider's reason", async () => {
    const address = fresh();
    const providerId = await answered(address);
    await tell({ kind: "report", providerId, status: "failed", code: "fake_131026" });
    expect(await statusOf(address)).toEqual({ status: "failed", error_code: "fake_131026" });
    expect(push.logged.at(-1)).toContain("fake_131026");
  });

  test("before we know that it was sent, waits until we do", async () => {
    const address = fresh();
    const next = `p${push.sent.length + 1}`;
    await tell({ kind: "report", providerId: next, status: "delivered", code: null });
    expect(await parked()).toHaveLength(1);
    expect(await answered(address)).toBe(next);
    expect(await statusOf(address)).toEqual({ status: "delivered", error_code: null });
    expect(await parked()).toEqual([]);
  });
});

describe("a reaction", () => {
  test("is noted on our words and on theirs, and taken back", async () => {
    const address = fresh();
    const of = await answered(address);
    const seen = async () => (await messagesOf(address)).map(({ reactions }) => reactions);
    await tell({ kind: "reaction", deliveryId: "r1", address, of, emoji: "👍" });
    await tell({ kind: "reaction", deliveryId: "r2", address, of: `${address}/1`, emoji: "❤️" });
    expect(await seen()).toEqual([{ lead: "❤️" }, { lead: "👍" }]);
    await tell({ kind: "reaction", deliveryId: "r3", address, of, emoji: "" });
    expect(await seen()).toEqual([{ lead: "❤️" }, {}]);
  });

  test("that comes before the message is noted when it comes", async () => {
    const address = fresh();
    await tell({ kind: "reaction", deliveryId: "r4", address, of: `${address}/7`, emoji: "🙏" });
    await push.receive({ address, text: "Em chào", providerMessageId: `${address}/7` });
    expect((await messagesOf(address))[0]?.reactions).toEqual({ lead: "🙏" });
    expect(await parked()).toEqual([]);
  });
});

describe("an edit", () => {
  const edit = (address: string, text: string, of: string) =>
    push.receive({ address, text, kind: "edit", edits: of });

  test("of words we have is a new message, once", async () => {
    const address = fresh();
    await push.receive({ address, text: "Mai 3h", providerMessageId: `${address}/1` });
    await edit(address, "Mai 4h", `${address}/1`);
    const texts = (await messagesOf(address)).map(({ text }) => text);
    expect(texts).toEqual(["Mai 3h", "Mai 4h"]);
  });

  test("that comes first is read after the words it replaces", async () => {
    const address = fresh();
    await edit(address, "Mai 4h", `${address}/1`);
    expect(await messagesOf(address)).toEqual([]);
    await push.receive({ address, text: "Mai 3h", providerMessageId: `${address}/1` });
    const texts = (await messagesOf(address)).map(({ text }) => text);
    expect(texts).toEqual(["Mai 3h", "Mai 4h"]);
    expect(await parked()).toEqual([]);
  });

  test("of words that never come is read ten minutes later", async () => {
    const address = fresh();
    await edit(address, "Mai 5h", `${address}/1`);
    await push.late.lookAgain();
    expect(await messagesOf(address)).toEqual([]);
    push.world.clock.advance({ minutes: 11 });
    await push.late.lookAgain();
    await push.late.lookAgain();
    expect((await messagesOf(address)).map(({ text }) => text)).toEqual(["Mai 5h"]);
    expect(await parked()).toEqual([]);
  });
});

test("what is told of nothing of ours is let go of after a day", async () => {
  await tell({ kind: "report", providerId: "never", status: "read", code: null });
  push.world.clock.advance({ minutes: 23 * 60 });
  await push.late.lookAgain();
  expect(await parked()).toHaveLength(1);
  push.world.clock.advance({ minutes: 120 });
  await push.late.lookAgain();
  expect(await parked()).toEqual([]);
});

test("one that cannot be done keeps no other waiting, and is let go of after a day", async () => {
  const [broken, whole] = [fresh(), fresh()];
  await push.receive({ address: broken, text: "3h", kind: "edit", edits: `${broken}/1` });
  await push.receive({ address: whole, text: "4h", kind: "edit", edits: `${whole}/1` });
  await push.db
    .updateTable("parked_events")
    .set({ event: JSON.stringify({ kind: "edit", edits: `${broken}/1` }) })
    .where("provider_message_id", "=", `${broken}/1`)
    .execute();
  push.world.clock.advance({ minutes: 11 });
  await expect(push.late.lookAgain()).rejects.toThrow("1 of 2 failed");
  expect((await messagesOf(whole)).map(({ text }) => text)).toEqual(["4h"]);
  expect(await parked()).toHaveLength(1);
  push.world.clock.advance({ minutes: 24 * 60 });
  await expect(push.late.lookAgain()).rejects.toThrow("1 of 1 failed");
  expect(await parked()).toEqual([]);
});

describe("what a person of the house writes with the provider's own app", () => {
  const echo = (address: string, id: string, text = "Chị gọi lại em nhé") =>
    tell({ kind: "echo", deliveryId: id, address, providerMessageId: id, text });

  test("is theirs in the transcript, silences the agent, and is not sent again", async () => {
    const address = fresh();
    await push.receive({ address, text: "Em muốn trám răng sáng mai" });
    await echo(address, `${address}/e1`);
    await echo(address, `${address}/e1`);
    await push.receive({ address, text: "Dạ vâng, mấy giờ ạ?" });
    await push.work();
    const said = await messagesOf(address);
    expect(said.map(({ author, owner }) => [author, owner])).toEqual([
      ["lead", "human"],
      ["sales", "human"],
      ["lead", "human"],
    ]);
    expect(push.sent.filter((part) => part.address === address)).toEqual([]);
  });

  test("opens the conversation where they write first", async () => {
    const address = fresh();
    await echo(address, `${address}/e1`, "Mai mình có lịch nhé");
    expect(await messagesOf(address)).toMatchObject([{ author: "sales", owner: "human" }]);
  });

  test("is no takeover when it is one of ours", async () => {
    const address = fresh();
    const name = await answered(address);
    await echo(address, name);
    expect((await messagesOf(address)).map(({ owner }) => owner)).toEqual(["ai", "ai"]);
  });
});
