import * as path from "node:path";
import type { FastifyInstance } from "fastify";

import { encloseWith } from "#src/booking/enclose.ts";
import { openManageLinks } from "#src/booking/manage-link.ts";
import type { Channel } from "#src/conversation/channel.ts";
import { openChannelHost } from "#src/conversation/channel-host.ts";
import { openConsoleFeed } from "#src/conversation/console-feed.ts";
import { forgetThreads } from "#src/conversation/forget-threads.ts";
import { greetWith } from "#src/conversation/greet.ts";
import { openLive } from "#src/conversation/live.ts";
import { keepListening } from "#src/conversation/live-connection.ts";
import { DELIVER } from "#src/conversation/queue-delivery.ts";
import { createSuggestions } from "#src/conversation/suggestions.ts";
import { forgetConsoleEvents } from "#src/db/queries/console-events.ts";
import { type ConversationKey, listOverdueChats } from "#src/db/queries/deliveries.ts";
import { nextReminderAt } from "#src/db/queries/reminders.ts";
import { listWaitingConversations } from "#src/db/queries/turns.ts";
import { findAccount } from "#src/delivery/accounts.ts";
import { connectablesOf } from "#src/delivery/connectables.ts";
import type { DeliverDeps } from "#src/delivery/deliver.ts";
import { openInbound } from "#src/delivery/inbound.ts";
import { openLateEvents } from "#src/delivery/late-events.ts";
import { pollAccounts } from "#src/delivery/poll-accounts.ts";
import { type PushChannels, windowHoursWith } from "#src/delivery/push-channels.ts";
import { findApiKey } from "#src/http/api-keys.ts";
import { createServer } from "#src/http/server.ts";
import { deliverJob } from "#src/jobs/deliver.ts";
import { listJobs } from "#src/jobs/index.ts";
import { listPaymentJobs } from "#src/jobs/payments.ts";
import { type JobQueue, openQueue, startWorker } from "#src/jobs/queue.ts";
import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import { callUnanswered } from "#src/lifecycle/call-unanswered.ts";
import { closeClasses } from "#src/lifecycle/close-classes.ts";
import { openWaitlistLook } from "#src/lifecycle/look-at-waitlists.ts";
import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";
import { reconcile } from "#src/lifecycle/payments/reconcile.ts";
import { retryRefunds } from "#src/lifecycle/payments/send-refund.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { keepTime } from "#src/lifecycle/reminders/keep-time.ts";
import { type Letters, openLetters } from "#src/members/letters.ts";
import { OUTBOX_TOPIC } from "#src/outbox/add.ts";
import { startRelay } from "#src/outbox/relay.ts";
import { createSquare } from "#src/payments/square.ts";
import { createStripe } from "#src/payments/stripe.ts";
import type { SignIn } from "#src/sign-in/sign-in.ts";
import { mayCallWith, postWith } from "#src/webhooks/post-webhook.ts";
import { sendWebhooks } from "#src/webhooks/send-webhooks.ts";
import { allowsPrivateHosts, type Config } from "./config.ts";
import type { Log } from "./log.ts";
import { deriveKey } from "./secrets.ts";
import type { House } from "./start-house.ts";

const root = path.join(import.meta.dirname, "..");

/** How often is looked for what no message and no transition tells of. */
const sweepMs = 30_000;
const dayMs = 24 * 3_600_000;

/** Something that runs until it is closed. */
export interface Running {
  close(): Promise<void>;
}

/** The ways people write to us: with endpoints of their own, and those whose providers push. */
export interface Doors {
  readonly mounted: readonly Channel[];
  readonly push: PushChannels;
}

/** Milliseconds a provider has to take a message. */
const sendTimeoutMs = 10_000;

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
    letters,
    signIn: await openHouseSignIn(house, config, letters),
    manageLinks: openLinks(house, config),
    payments: openPayments(house, config),
    suggestions: createSuggestions(turns),
    webhooks: { secretsKey, mayCall: mayCall(config) },
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
    staticFiles: {
      widget: path.join(root, "dist/widget/widget.js"),
      demoPage: path.join(root, "web/widget/demo.html"),
      console: path.join(root, "dist/console"),
    },
    settings: {
      trustProxy: config.TRUST_PROXY,
      publicUrl: config.PUBLIC_URL ?? null,
      allowPrivateHosts: allowsPrivateHosts(config),
      requestsPerMinute: config.REQUESTS_PER_MINUTE,
      metricsToken: config.METRICS_TOKEN ?? null,
      streamLifeMs: 10 * 60_000,
    },
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

/** Without an address of its own the server stands on somebody's desk, and so may what it calls. */
const mayCall = (config: Config) => mayCallWith(allowsPrivateHosts(config));

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

const openLinks = ({ secret, turns }: House, config: Config) =>
  openManageLinks({
    ...{ key: deriveKey(secret, "manage-link"), publicUrl: config.PUBLIC_URL ?? null },
    ...{ now: turns.now, mostDays: config.MANAGE_LINK_DAYS },
  });

const openPayments = ({ turns, secret }: House, config: Config): PaymentDeps => ({
  ...turns,
  providers: {
    stripe: createStripe(config.STRIPE_API_URL ?? null),
    square: createSquare(config.SQUARE_API_URL ?? null),
  },
  secretsKey: deriveKey(secret, "payment-secrets"),
  returnUrl: new URL("/paid", config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).href,
});

/** The background: relays the outbox and runs jobs, first those that a killed process left. */
export const startWork = async (
  house: House,
  config: Config,
  channels: PushChannels,
): Promise<Running> => {
  const { db, url, log, turns, secretsKey } = house;
  const queue = await openQueue(url, log);
  const late = openLateEvents({ ...turns, channels, greet: greetWith(db, turns.phrases) });
  const sending: DeliverDeps = {
    ...{ ...turns, channels, late, secretsKey, sendTimeoutMs, random: Math.random },
    enclose: encloseWith(turns, openLinks(house, config)),
    wakeAt: (key, at) => queueDelivery(queue, turns, key, at),
  };
  const webhooks = { ...turns, secretsKey, post: postWith(mayCall(config)) };
  const payments = openPayments(house, config);
  const jobs = [
    ...listJobs(turns, (organizationId) => sendWebhooks(webhooks, organizationId)),
    ...[deliverJob(sending), ...listPaymentJobs(payments)],
  ];
  const stopWorker = await startWorker(url, jobs, { concurrency: config.WORKERS, log });
  const relay = startRelay(db, queue, log);
  const stopListening = keepListening({
    url,
    topic: OUTBOX_TOPIC,
    log,
    onPayload: relay.wake,
    onGap: relay.wake,
  });
  const queueWaiting = async (): Promise<void> => {
    for (const { organization_id: organizationId, id } of await listWaitingConversations(db)) {
      const payload = { organizationId, conversationId: id };
      await queue.add({ id: `turn-left-${turns.newId()}`, topic: "turn", payload });
    }
  };
  const queueOverdue = async (sinceMs: number): Promise<void> => {
    const by = new Date(turns.now().getTime() - sinceMs);
    for (const key of await listOverdueChats(db, by)) {
      await queueDelivery(queue, turns, key, turns.now());
    }
  };
  await queueWaiting();
  await queueOverdue(0);
  // A host that dies with a conversation's lock in hand leaves it to whoever looks next.
  const looks = [
    ...[openWaitlistLook(turns), closeClasses(turns), callUnanswered(turns), abandonSilent(turns)],
    ...[lapsePayments(payments), retryRefunds(payments), reconcile(payments)],
  ];
  const sweep = startSweep(
    [
      queueWaiting,
      () => queueOverdue(sweepMs),
      late.lookAgain,
      () => sendWebhooks(webhooks, null),
      ...looks,
      forgetThreads(turns),
      () => forgetConsoleEvents(db, new Date(turns.now().getTime() - dayMs)),
    ],
    log,
  );
  const clock = keepTime({
    look: doDueThings(turns),
    nextAt: () => nextReminderAt(db),
    ...{ now: turns.now, log },
  });
  return {
    close: async () => {
      await clock.close();
      await sweep.close();
      await stopListening();
      await relay.close();
      await stopWorker();
      await queue.close();
    },
  };
};

/** Has a chat looked at then; each time anew, as work that runs cannot be queued by its own id. */
const queueDelivery = (
  queue: JobQueue,
  { now, newId }: House["turns"],
  key: ConversationKey,
  at: Date,
): Promise<void> => {
  const delayMs = Math.max(at.getTime() - now().getTime(), 0);
  return queue.add({ id: `${DELIVER}-${newId()}`, topic: DELIVER, payload: key, delayMs });
};

/** Looks again and again, each time once the last is done; one that fails stops no other. */
const startSweep = (looks: readonly (() => Promise<void>)[], log: Log): Running => {
  let running: Promise<void> | null = null;
  const lookAll = async (): Promise<void> => {
    for (const look of looks) {
      await look().catch((err: unknown) => log.error({ err }, "a periodic look failed"));
    }
  };
  const timer = setInterval(() => {
    running ??= lookAll().finally(() => {
      running = null;
    });
  }, sweepMs);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
