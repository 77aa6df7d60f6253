import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { InboundDelivery, PushChannel } from "#src/conversation/push-channel.ts";
import { openPushWorld, type PushWorld } from "../../test/push-world.ts";
import { pollAccounts } from "./poll-accounts.ts";

let push: PushWorld;
let asking = 0;
let most = 0;
let asked = 0;

/** A provider that keeps a poll open for a moment, and has one message at its first. */
const poll: NonNullable<PushChannel["poll"]> = async (_account, after, signal) => {
  asking += 1;
  asked += 1;
  most = Math.max(most, asking);
  await sleep(20, undefined, { signal }).catch(() => undefined);
  asking -= 1;
  const said: InboundDelivery = {
    ...{ deliveryId: "1", address: "chat-1", displayName: null, language: null, kind: "text" },
    ...{ text: "Em chào", choiceRef: null, acknowledgement: null },
  };
  return { bodies: after === null ? [said] : [], after: 1 };
};

beforeEach(async () => {
  push = await openPushWorld({}, { poll });
  most = 0;
  asked = 0;
});
afterEach(() => push.close());

const openPolling = (askAll = true) =>
  pollAccounts({
    ...{ db: push.db, channels: push.deps.channels, secretsKey: push.deps.secretsKey },
    ...{ inbound: push.inbound, askAll, log: { info: () => undefined, warn: () => undefined } },
    sleep: async () => void (await sleep(5)),
  });

const stored = async () => (await push.db.selectFrom("messages").select("id").execute()).length;

test("of two processes one asks, and the other when that one ends", async () => {
  const first = openPolling();
  await expect.poll(stored).toBe(1);
  const second = openPolling();
  await sleep(100);
  expect(most).toBe(1);
  await first.close();
  const before = asked;
  await expect.poll(() => asked).toBeGreaterThan(before);
  await second.close();
  expect(most).toBe(1);
  expect(await stored()).toBe(1);
});

test("with an address of our own nobody who pushes is asked", async () => {
  const polling = openPolling(false);
  await sleep(100);
  await polling.close();
  expect(asked).toBe(0);
});

test("an account whose credentials are refused is not asked any more", async () => {
  const polling = openPolling();
  await expect.poll(stored).toBe(1);
  await push.db.updateTable("channel_accounts").set({ status: "revoked" }).execute();
  await sleep(60);
  const before = asked;
  await sleep(60);
  expect(asked).toBe(before);
  await polling.close();
});
