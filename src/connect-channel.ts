import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import type { Channel } from "#src/conversation/channel.ts";
import type { Connectable } from "#src/conversation/push-channel.ts";
import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import { listAccounts, saveAccount } from "#src/delivery/accounts.ts";
import type { PushChannels } from "#src/delivery/push-channels.ts";
import type { Config } from "./config.ts";
import type { House } from "./start-house.ts";

const usage = `Usage:
  npm run channel -- list
  npm run channel -- add <channel> --organization <slug> …
What each channel needs besides is told by it, and in docs/channels.md.`;

/** What has accounts to connect, by name. */
export interface Connectables {
  readonly names: readonly string[];
  /** Null when there is no such. */
  find(name: string): Promise<Connectable | null>;
}

/** The channels whose providers push, and those with endpoints of their own that have accounts. */
export const connectablesOf = (push: PushChannels, mounted: readonly Channel[]): Connectables => {
  const own = mounted.filter(isConnectable);
  return {
    names: [...push.names, ...own.map(({ name }) => name)],
    find: async (name) => own.find((one) => one.name === name) ?? (await push.find(name)),
  };
};

const isConnectable = (channel: Channel): channel is Channel & Connectable => "connect" in channel;

/** `npm run channel -- …`: connects an account of a channel, or lists those there are. */
export const connectChannel = async (
  house: House,
  config: Config,
  channels: Connectables,
  args: readonly string[],
): Promise<string> => {
  const [what, name = "", ...rest] = args;
  if (what === "list") return list(house);
  if (what !== "add") throw new Error(usage);
  return add(house, config, { channels, name, given: optionsOf(rest) });
};

const list = async ({ db }: House): Promise<string> => {
  const accounts = await listAccounts(db);
  if (accounts.length === 0) return "No channel is connected yet. Web chat needs no connecting.";
  return accounts
    .map(({ slug, channel, account, status }) => `${slug}  ${channel}  ${account}  ${status}`)
    .join("\n");
};

/** Each channel says itself what it needs, so any `--name value` is taken; `--name` alone is empty. */
const optionsOf = (args: readonly string[]): Readonly<Record<string, string>> => {
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true });
  const given: Record<string, string> = {};
  let waiting: string | null = null;
  for (const token of tokens) {
    if (token.kind === "option") {
      given[token.name] = token.value ?? "";
      waiting = token.value === undefined ? token.name : null;
    } else if (token.kind === "positional" && waiting !== null) {
      given[waiting] = token.value;
      waiting = null;
    }
  }
  return given;
};

interface Wish {
  readonly channels: Connectables;
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

const add = async (
  { db, secretsKey, turns }: House,
  { PUBLIC_URL }: Config,
  { channels, name, given }: Wish,
): Promise<string> => {
  const channel = await channels.find(name);
  if (!channel) throw new Error(`<channel> must be one of: ${channels.names.join(", ")}\n${usage}`);
  const { organization: slug, ...rest } = given;
  const organization = await findOrganizationBySlug(db, slug ?? "");
  if (!organization) {
    throw new Error(
      `--organization is missing or none of ours: pass a slug such as those in /?organization=…`,
    );
  }
  const pathOf = channel.pathOf ?? ((account) => `/webhooks/${name}/${account}`);
  const webhookOf = (account: string): string | null =>
    PUBLIC_URL ? new URL(pathOf(account), PUBLIC_URL).href : null;
  const fresh = randomBytes(32).toString("hex");
  const connection = await channel.connect(rest, { webhookOf, secret: fresh });
  if (!connection.ok) throw new Error(`${connection.field} ${connection.remedy}`);
  const { account } = connection;
  const delivers = channel.listens !== true;
  const connected = { ...account, organizationId: organization.id, channel: name, delivers };
  if (!(await saveAccount(db, secretsKey, connected, turns.now()))) {
    throw new Error(
      `${connection.name} is connected to another organization: use another ${name} account.`,
    );
  }
  const webhook = webhookOf(account.account);
  const where = webhook
    ? `Updates come to ${webhook}`
    : "PUBLIC_URL is not set: the running server asks for updates itself.";
  return `${connection.name} now answers for ${organization.name}.\n${connection.next ?? where}`;
};
