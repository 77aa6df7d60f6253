import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { OutboundActivity } from "./connector.ts";
import { expectReplies, handOver, isAwaited } from "./expected-replies.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const saying = (text: string): OutboundActivity => ({
  ...{ type: "message", text, channelId: "emulator", conversation: { id: "c" } },
  ...{ from: { id: "bot" }, recipient: { id: "user" } },
});
const texts = async (replies: ReturnType<typeof expectReplies>) =>
  (await replies).map(({ text }) => text);

test("what is said soon, and soon after, is the answer, each with a name of its own", async () => {
  const replies = expectReplies("a");
  expect(isAwaited("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(9_000);
  const first = handOver("a", saying("một"));
  await vi.advanceTimersByTimeAsync(500);
  expect(handOver("a", saying("hai"))).not.toBe(first);
  await vi.advanceTimersByTimeAsync(600);
  expect(await texts(replies)).toEqual(["một", "hai"]);
  expect(isAwaited("a")).toBe(false);
  expect(handOver("a", saying("ba"))).toBeNull();
});

test("when nothing is said in time the answer is empty, and later words are sent", async () => {
  const replies = expectReplies("a");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await texts(replies)).toEqual([]);
  expect(handOver("a", saying("muộn"))).toBeNull();
});

test("words to others are sent, and who asks again is the one that is answered", async () => {
  const first = expectReplies("a");
  expect(handOver("b", saying("khác"))).toBeNull();
  const second = expectReplies("a");
  handOver("a", saying("một"));
  await vi.advanceTimersByTimeAsync(600);
  expect(await texts(first)).toEqual([]);
  expect(await texts(second)).toEqual(["một"]);
});
