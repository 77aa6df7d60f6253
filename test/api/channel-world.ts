import { readFileSync } from "node:fs";

import type { Channel } from "#src/conversation/channel.ts";
import type { PushChannel } from "#src/conversation/push-channel.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import { findAccount } from "#src/delivery/accounts.ts";
import { type DeliverDeps, deliver } from "#src/delivery/deliver.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import { ChannelAccountList } from "#src/http/contract.ts";
import { telegram } from "../../channels/telegram/index.ts";
import { telegramOptions } from "../../channels/telegram/options.ts";
import { openTelegramEmulator } from "../telegram-emulator.ts";
import { API_SECRETS_KEY, type Holder, openApiWorld } from "./world.ts";

export const publicUrl = "https://book.example.com";
export const english = { "accept-language": "en" };
export const vietnamese = { "accept-language": "vi" };

interface How {
  readonly channel?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Two organizations with an API, Telegram as others emulate it, and the worker's hands. */
export const openChannelWorld = async (
  mounted: readonly Channel[] = [],
  push: readonly PushChannel[] = [],
) => {
  const emulator = await openTelegramEmulator();
  const channels = [{ ...telegram, options: telegramOptions }, ...push];
  const world = await openApiWorld({ publicUrl }, mounted, channels);
  const { db, turns } = world;
  /** What opens the emulator's bot. */
  const options = { token: emulator.token, "api-root": emulator.apiRoot };

  const secretsOf = async (): Promise<Readonly<Record<string, string>>> =>
    (await findAccount(db, API_SECRETS_KEY, "telegram", "666"))?.secrets ?? {};

  const talks = async () =>
    (await db.selectFrom("conversations").select(["organization_id", "id"]).execute()).map(
      ({ organization_id: organizationId, id: conversationId }) => ({
        organizationId,
        conversationId,
      }),
    );

  let updates = 0;
  return {
    ...{ world, emulator, options, secretsOf },
    connect: (
      holder: Holder,
      given: object = options,
      { channel = "telegram", headers = english }: How = {},
    ) => holder.ask("POST", "/channel-accounts", { channel, options: given }, headers),
    accountsOf: async (holder: Holder) =>
      (await holder.ask("GET", "/channel-accounts")).as(ChannelAccountList).channel_accounts,
    /** As Telegram brings it, signed with what connecting has set there. */
    say: async (text: string, secret?: string) => {
      const update = JSON.parse(readFileSync("channels/telegram/payloads/text.json", "utf8"));
      update.update_id += updates;
      update.message.message_id += updates;
      update.message.text = text;
      updates += 1;
      const signature = secret ?? (await secretsOf())["webhookSecret"] ?? "none";
      return world.http.inject({
        method: "POST",
        url: "/webhooks/telegram/666",
        headers: {
          "content-type": "application/json",
          "x-telegram-bot-api-secret-token": signature,
        },
        payload: JSON.stringify(update),
      });
    },
    answer: async () => {
      for (const talk of await talks()) await takeTurn(turns, talk);
    },
    send: async (sleep: DeliverDeps["sleep"] = turns.sleep) => {
      const deps: DeliverDeps = {
        ...{ ...turns, db, now: world.now, secretsKey: API_SECRETS_KEY, sleep },
        channels: openPushChannels([{ name: "telegram", load: async () => telegram }]),
        late: { look: async () => undefined },
        enclose: async () => ({ files: [], note: null }),
        ...{ random: () => 1, wakeAt: async () => undefined, sendTimeoutMs: 5_000 },
      };
      for (const talk of await talks()) await deliver(deps, talk);
    },
    /** Long enough for a chat's next message to leave at once. */
    later: () => world.setClock(new Date(world.now().getTime() + 10_000).toISOString()),
    close: async () => {
      await world.close();
      await emulator.close();
    },
  };
};

export type ChannelWorld = Awaited<ReturnType<typeof openChannelWorld>>;
