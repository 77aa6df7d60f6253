import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";

import type { MediaRef, PushChannel } from "#src/conversation/push-channel.ts";
import type { Transcriber } from "#src/delivery/transcriber.ts";
import { openPushWorld, type PushWorld } from "./push-world.ts";

let push: PushWorld;
afterEach(() => push.close());

const recording: MediaRef = { id: "file-1", mediaType: "audio/ogg; codecs=opus" };

const openWith = async (
  extra: Partial<PushChannel>,
  transcribe: Transcriber | null = null,
): Promise<void> => {
  push = await openPushWorld({ chatIntervalMs: 0, perSecond: 10_000 }, extra, transcribe);
};

const fetched: NonNullable<PushChannel["fetchMedia"]> = async ({ id }) => Buffer.from(id);

const leadSaid = async () =>
  (await push.db.selectFrom("messages").select("text").where("author", "=", "lead").execute()).map(
    ({ text }) => text,
  );

const speak = () => push.receive({ kind: "voice", text: "", recording });

describe("a voice message", () => {
  test("is read as what was heard, and the lead sees it", async () => {
    const heard: string[] = [];
    await openWith({ fetchMedia: fetched }, async ({ bytes, mediaType }) => {
      heard.push(`${bytes} ${mediaType}`);
      return "Em muốn trám răng sáng mai";
    });
    await speak();
    await push.work();
    expect(heard).toEqual(["file-1 audio/ogg; codecs=opus"]);
    expect(await leadSaid()).toEqual(["Em muốn trám răng sáng mai"]);
    const [part] = push.sent;
    expect(part?.text).toMatch(/^Em nghe được: “Em muốn trám răng sáng mai”\n/u);
    expect(part?.text).toMatch(/\d\d:\d\d/u);
  });

  test.each<[string, Transcriber | null]>([
    ["without an endpoint", null],
    ["with one that is ill", () => Promise.reject(new Error("the endpoint is ill"))],
    ["with one that hears nothing", async () => "  "],
  ])("is politely declined %s", async (_why, transcribe) => {
    await openWith({ fetchMedia: fetched }, transcribe);
    await speak();
    await push.work();
    expect(push.sent.map(({ text }) => text)).toEqual([
      expect.stringContaining("em chỉ đọc được tin nhắn chữ"),
    ]);
  });

  test("that is too long or gone is declined, too", async () => {
    await openWith({ fetchMedia: async () => null }, async () => "never asked");
    await speak();
    await push.work();
    expect(push.sent[0]?.text).toContain("em chỉ đọc được tin nhắn chữ");
  });
});

describe("typing", () => {
  const shown: string[] = [];
  const typing: NonNullable<PushChannel["typing"]> = {
    everyMs: 20,
    show: async ({ address, answers }) => {
      shown.push(`${address} ${answers.messageId}`);
    },
  };

  test("is shown while an answer is coming, again and again, and then no more", async () => {
    shown.length = 0;
    await openWith({ typing, fetchMedia: fetched }, async () => {
      await sleep(120);
      return "Em chào";
    });
    await push.receive({ kind: "voice", text: "", recording, providerMessageId: "m1" });
    await push.work();
    expect(shown.length).toBeGreaterThan(2);
    expect(new Set(shown)).toEqual(new Set(["chat-1 m1"]));
    const before = shown.length;
    await sleep(100);
    expect(shown.length).toBe(before);
  });

  test("is not shown where a person has the last word", async () => {
    shown.length = 0;
    await openWith({ typing });
    await push.db.updateTable("organizations").set({ approval_mode: "review" }).execute();
    await push.receive({ text: "Em chào" });
    await push.work();
    await sleep(50);
    expect(shown).toEqual([]);
  });

  test("that a provider refuses keeps no answer back", async () => {
    await openWith({ typing: { everyMs: 20, show: () => Promise.reject(new Error("429")) } });
    await push.receive({ text: "Em chào" });
    await push.work();
    expect(push.sent).toHaveLength(1);
  });
});
