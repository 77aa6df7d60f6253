import * as path from "node:path";
import type { FastifyInstance } from "fastify";
import { type NamedTemplate, readTemplates } from "#src/catalog/template-files.ts";
import type { Channel } from "#src/conversation/channel.ts";
import { openChannelHost } from "#src/conversation/channel-host.ts";
import { openConsoleFeed } from "#src/conversation/console-feed.ts";
import { greetWith } from "#src/conversation/greet.ts";
import { openLive } from "#src/conversation/live.ts";
import { createSuggestions } from "#src/conversation/suggestions.ts";
import { findAccount } from "#src/delivery/accounts.ts";
import { connectablesOf } from "#src/delivery/connectables.ts";
import { openInbound } from "#src/delivery/inbound.ts";
import { openLateEvents } from "#src/delivery/late-events.ts";
import { pollAccounts } from "#src/delivery/poll-accounts.ts";
import { type PushChannels, windowHoursWith } from "#src/delivery/push-channels.ts";
import { openEvalRuns } from "#src/eval-runs/open-runs.ts";
import { findApiKey } from "#src/http/api-keys.ts";
import { createServer } from "#src/http/server.ts";
import type { HttpSettings } from "#src/http/server-deps.ts";
import { type Letters, openLetters } from "#src/members/letters.ts";
import type { SignIn } from "#src/sign-in/sign-in.ts";
import { mayCallWith } from "#src/webhooks/post-webhook.ts";
import { allowsPrivateHosts, type Config } from "./config.ts";
import { openLinks } from "./open-links.ts";
import { openPayments } from "./open-payments.ts";
import { pairingCodesIn } from "./pairing-codes.ts";
import type { Running } from "./running.ts";
import { deriveKey } from "./secrets.ts";
import type { House } from "./start-house.ts";

const root = path.join(import.meta.dirname, "..");

/** The ways people write to us: with endpoints of their own, and those whose providers push. */
export interface Doors {
  readonly mounted: readonly Channel[];
  readonly push: PushChannels;
}

const staticFiles = {
  widget: path.join(root, "dist/widget/widget.js"),
  demoPage: path.join(root, "web/widget/demo.html"),
  console: path.join(root, "dist/console"),
};

/** The web: API, channels, pages. Returns the address it listens on. */
export const startApi = async (
  house: House,
  config: Config,
  doors: Doors,
): Promise<Running & { readonly address: string }> => {
  const { db, url, log, turns, metrics, secret, secretsKey } = house;
  const live = openLive({ url, log });
  const consoleFeed = openConsoleFeed({ db, url, log });
  const greet = greetWith(db, turns.phrases);
  const late = openLateEvents({ ...turns, channels: doors.push, greet });
  const inbound = openInbound({ ...turns, channels: doors.push, greet, late, log, secretsKey });
  const letters = openLetters({ ...turns, channels: doors.push, secretsKey });
  const http = await createServer({
    ...turns,
    ...openLinks(house, config),
    letters,
    signIn: await openHouseSignIn(house, config, letters),
    payments: openPayments(house, config),
    suggestions: createSuggestions(turns),
    replays: house.replays,
    runningPrompts: house.prompts,
    evalRuns: openEvalRuns(config.EVAL_RESULTS ?? path.join(root, "evals/results")),
    webhooks: { secretsKey, mayCall: mayCallWith(allowsPrivateHosts(config)) },
    channels: doors.mounted,
    consoleFeed,
    windowHoursOf: windowHoursWith(doors.mounted, doors.push),
    inbound,
    connecting: {
      ...{ db, secretsKey, now: turns.now, publicUrl: config.PUBLIC_URL ?? null },
      connectables: connectablesOf(doors.push, doors.mounted),
    },
    channelHost: (channel) =>
      openChannelHost(db, {
        channel: channel.name,
        account: "default",
        findAccount: (account) => findAccount(db, secretsKey, channel.name, account),
        live,
        greet,
        organizationOfApiKey: async (key) => {
          const found = await findApiKey(db, key);
          return found && { id: found.organization.id, slug: found.organization.slug };
        },
        now: turns.now,
        newId: turns.newId,
        signingKey: deriveKey(secret, `channel:${channel.name}`),
      }),
    log,
    metrics,
    ...{ pairingCodeOf: pairingCodesIn(config.DATA_DIR, turns.now), setUpTemplates },
    staticFiles,
    settings: settingsOf(config),
  });
  const address = await listen(http, config);
  const polling = pollAccounts({
    ...{ db, channels: doors.push, secretsKey, inbound, sleep: turns.sleep, log },
    askAll: config.PUBLIC_URL === undefined,
  });
  return {
    address,
    close: async () => {
      await polling.close();
      await http.close();
      await consoleFeed.close();
      await live.close();
    },
  };
};

const settingsOf = (config: Config): HttpSettings => ({
  trustProxy: config.TRUST_PROXY,
  publicUrl: config.PUBLIC_URL ?? null,
  allowPrivateHosts: allowsPrivateHosts(config),
  requestsPerMinute: config.REQUESTS_PER_MINUTE,
  metricsToken: config.METRICS_TOKEN ?? null,
  modelPrices: config.MODEL_PRICES,
  streamLifeMs: 10 * 60_000,
});

let templates: readonly NamedTemplate[] | null = null;

/** Read when they are first asked for: most processes never are. */
const setUpTemplates = (): readonly NamedTemplate[] => {
  templates ??= readTemplates(path.join(root, "templates"));
  return templates;
};

const listen = async (http: FastifyInstance, { HOST, PORT }: Config): Promise<string> => {
  try {
    return await http.listen({ host: HOST, port: PORT });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE")) throw cause;
    const message = `Port ${PORT} of ${HOST} is in use: stop the program that has it, or set PORT.`;
    throw new Error(message, { cause });
  }
};

/** Loaded here alone: workers sign nobody in. */
const openHouseSignIn = async (
  { db, secret, log, turns: { newId, now } }: House,
  config: Config,
  letters: Letters,
): Promise<SignIn> => {
  const { openSignIn } = await import("#src/sign-in/sign-in.ts");
  const key = deriveKey(secret, "sign-in");
  const publicUrl = config.PUBLIC_URL ?? null;
  return openSignIn({ db, key, publicUrl, newId, now, log, letters });
};
