import { parseArgs } from "node:util";

import type { Words } from "#src/conversation/push-channel.ts";
import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import { listAccounts } from "#src/delivery/accounts.ts";
import { type ConnectRefusal, connectAccount } from "#src/delivery/connect-account.ts";
import type { Connectables } from "#src/delivery/connectables.ts";
import type { Config } from "./config.ts";
import type { House } from "./start-house.ts";

const usage = `Usage:
  npm run channel -- list
  npm run channel -- add <channel> --organization <slug> …
What each channel needs besides is told by it, and in docs/channels.md.`;

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
  if (!channels.names.includes(name)) {
    throw new Error(`<channel> must be one of: ${channels.names.join(", ")}\n${usage}`);
  }
  const { organization: slug, ...rest } = given;
  const organization = await findOrganizationBySlug(db, slug ?? "");
  if (!organization) {
    throw new Error(
      `--organization is missing or none of ours: pass a slug such as those in /?organization=…`,
    );
  }
  const connected = await connectAccount(
    { db, secretsKey, connectables: channels, publicUrl: PUBLIC_URL ?? null, now: turns.now },
    { organizationId: organization.id, channel: name, given: rest },
  );
  if (!connected.ok) throw new Error(sentenceOf(connected, name));
  const { webhookUrl, next } = connected;
  const where = webhookUrl
    ? `Updates come to ${webhookUrl}`
    : "PUBLIC_URL is not set: the running server asks for updates itself.";
  return `${connected.name} now answers for ${organization.name}.\n${next === null ? where : english(next)}`;
};

const sentenceOf = (refusal: ConnectRefusal, name: string): string => {
  if (refusal.code === "refused") return `${refusal.field} ${english(refusal.remedy)}`;
  return refusal.code === "taken"
    ? `This account is connected to another organization: use another ${name} account.`
    : usage;
};

const english = (words: Words): string => (typeof words === "string" ? words : words.en);
