import * as path from "node:path";
import { parseArgs } from "node:util";

import { greetWith } from "#src/conversation/greet.ts";
import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import type { AccountStatus } from "#src/db/tables/channels.ts";
import { type ConnectedAccount, findAccount, saveAccount } from "#src/delivery/accounts.ts";
import { openInbound } from "#src/delivery/inbound.ts";
import { openLateEvents } from "#src/delivery/late-events.ts";
import type { PushChannels } from "#src/delivery/push-channels.ts";
import type { Config } from "./config.ts";
import type { Running } from "./running.ts";
import type { House } from "./start-house.ts";

const CHANNEL = "whatsapp-web";

const warning = `WhatsApp does not allow unofficial clients: numbers that use one can be banned for good, and its
updates can break this one at any time. The supported way is Meta's Cloud API (docs/channels.md).`;

/** What the channel's folder brings, which nothing but this process loads. */
interface How {
  readonly channels: PushChannels;
  readonly start: (number: {
    readonly name: string;
    readonly folder: string;
    readonly socket: string;
    readonly browser: string;
    readonly take: (body: unknown) => Promise<void>;
    readonly onReady: () => Promise<void>;
    readonly say: (line: string) => void;
    readonly warn: (what: string, kind: string) => void;
  }) => Promise<Running>;
  readonly findBrowser: (named: string | undefined) => string | undefined;
  readonly say: (line: string) => void;
}

/**
 * `npm run whatsapp-web -- --organization <slug> --i-accept-the-risk`: the browser of an organization's
 * number, with what it hears; the server speaks through the socket its account names.
 */
export const runWhatsAppWeb = async (
  house: House,
  config: Config,
  { channels, start, findBrowser, say }: How,
  args: readonly string[],
): Promise<Running> => {
  say(warning);
  const { organization: slug = "", "i-accept-the-risk": isAccepted } = optionsOf(args);
  if (!isAccepted) throw new Error("--i-accept-the-risk is missing: pass it if you do.");
  const organization = await findOrganizationBySlug(house.db, slug);
  if (!organization) {
    throw new Error(
      "--organization is missing or none of ours: pass a slug such as nha-khoa-hoa-mai.",
    );
  }
  const browser = findBrowser(config.CHROMIUM_PATH);
  if (browser === undefined) {
    throw new Error(
      "CHROMIUM_PATH names no program, and none was found: apt-get install -y chromium-headless-shell",
    );
  }
  const channel = await channels.find(CHANNEL);
  if (!channel) throw new Error(`${CHANNEL} is not a channel of this server`);
  const folder = path.resolve(config.DATA_DIR, CHANNEL);
  const socket = path.join(folder, `${slug}.sock`);
  const account = { account: slug, settings: { socket }, secrets: {} };
  const connected = { ...account, organizationId: organization.id, channel: CHANNEL };
  const { db, log, turns, secretsKey } = house;
  const greet = greetWith(db, turns.phrases);
  const late = openLateEvents({ ...turns, channels, greet });
  const inbound = openInbound({ ...turns, channels, greet, late, log, secretsKey });
  return start({
    ...{ name: slug, folder, socket, browser, say },
    ...keepAccount(house, connected, (status, body) =>
      inbound.take(channel, { ...connected, status }, body),
    ),
    warn: (what, kind) => log.warn({ channel: CHANNEL, account: slug, kind }, what),
  });
};

/**
 * An account that is let go of meanwhile takes nothing, and a lost connection that comes back does not
 * revive it: starting anew does.
 */
const keepAccount = (
  { db, secretsKey, turns }: House,
  connected: Omit<ConnectedAccount, "status">,
  take: (status: AccountStatus, body: unknown) => Promise<void>,
) => {
  let wasReady = false;
  const statusNow = async () =>
    (await findAccount(db, secretsKey, CHANNEL, connected.account))?.status ?? "active";
  return {
    take: async (body: unknown): Promise<void> => {
      const status = await statusNow();
      if (status !== "disconnected") await take(status, body);
    },
    onReady: async (): Promise<void> => {
      if (wasReady && (await statusNow()) === "disconnected") return;
      await saveAccount(db, secretsKey, connected, turns.now());
      wasReady = true;
    },
  };
};

const optionsOf = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: { organization: { type: "string" }, "i-accept-the-risk": { type: "boolean" } },
  }).values;
