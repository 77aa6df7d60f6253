import { afterEach, expect, test } from "vitest";

import { openPushWorld, type PushWorld } from "../../test/push-world.ts";
import type { ChannelAccount, InboundDelivery, Polled } from "../conversation/push-channel.ts";
import { closeAccount, saveAccount } from "./accounts.ts";
import { pollAccounts } from "./poll-accounts.ts";

let push: PushWorld;
let polling: ReturnType<typeof pollAccounts>;
/** Polls that are open: who asked, and how they are answered. */
const open: { readonly account: ChannelAccount; answer(polled: Polled): void }[] = [];

afterEach(async () => {
  const closed = polling.close();
  for (const { answer } of open.splice(0)) answer({ bodies: [], after: null });
  await closed;
  await push.close();
});

const asked = async () => {
  for (;;) {
    const one = open.shift();
    if (one) return one;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const words: InboundDelivery = {
  ...{ deliveryId: "d1", address: "chat-1", displayName: null, language: null, kind: "text" },
  ...{ text: "Chào ạ", choiceRef: null, acknowledgement: null },
};

const messages = () => push.db.selectFrom("messages").select("text").execute();

test("an account that is let go of while its provider is asked takes nothing, and is asked anew when it is back", async () => {
  push = await openPushWorld(
    {},
    {
      poll: (account, after, signal) =>
        new Promise((resolve) => {
          open.push({ account, answer: resolve });
          signal.addEventListener("abort", () => resolve({ bodies: [], after }));
        }),
    },
  );
  const { db, deps, inbound, world } = push;
  const { channels, secretsKey } = deps;
  const log = { info: () => undefined, warn: () => undefined };
  const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  polling = pollAccounts({ db, channels, secretsKey, inbound, sleep, log, askAll: true });
  const of = { organizationId: world.organization.id, channel: "fake", account: "fake-1" };

  const first = await asked();
  expect(await closeAccount(db, secretsKey, of)).toBe(true);
  first.answer({ bodies: [words], after: 7 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await messages()).toEqual([]);
  expect(open).toEqual([]);

  const renewed = { ...of, settings: {}, secrets: { token: "new" } };
  expect(await saveAccount(db, secretsKey, renewed, world.clock.now())).toBe(true);
  const second = await asked();
  expect(second.account.secrets).toEqual({ token: "new" });
  second.answer({ bodies: [words], after: 7 });
  await asked();
  expect(await messages()).toEqual([{ text: "Chào ạ" }]);
});
