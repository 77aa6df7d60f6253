import { keepAnalytics } from "#src/analytics/keep-analytics.ts";
import { encloseWith } from "#src/booking/enclose.ts";
import { forgetThreads } from "#src/conversation/forget-threads.ts";
import { greetWith } from "#src/conversation/greet.ts";
import { keepListening } from "#src/conversation/live-connection.ts";
import { DELIVER } from "#src/conversation/queue-delivery.ts";
import { forgetConsoleEvents } from "#src/db/queries/console-events.ts";
import { type ConversationKey, listOverdueChats } from "#src/db/queries/deliveries.ts";
import { nextReminderAt } from "#src/db/queries/reminders.ts";
import { forgetRecordings } from "#src/db/queries/turn-recordings.ts";
import { listWaitingConversations } from "#src/db/queries/turns.ts";
import type { DeliverDeps } from "#src/delivery/deliver.ts";
import { openLateEvents } from "#src/delivery/late-events.ts";
import type { PushChannels } from "#src/delivery/push-channels.ts";
import { type NoticeDeps, sendNotices } from "#src/delivery/send-notices.ts";
import { deliverJob } from "#src/jobs/deliver.ts";
import { listJobs } from "#src/jobs/index.ts";
import { listPaymentJobs } from "#src/jobs/payments.ts";
import { type JobQueue, openQueue, startWorker } from "#src/jobs/queue.ts";
import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import { callUnanswered } from "#src/lifecycle/call-unanswered.ts";
import { closeClasses } from "#src/lifecycle/close-classes.ts";
import { openWaitlistLook } from "#src/lifecycle/look-at-waitlists.ts";
import { wordNotice } from "#src/lifecycle/notices/word-notice.ts";
import { lapsePayments } from "#src/lifecycle/payments/lapse-payments.ts";
import { reconcile } from "#src/lifecycle/payments/reconcile.ts";
import { retryRefunds } from "#src/lifecycle/payments/send-refund.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { keepTime } from "#src/lifecycle/reminders/keep-time.ts";
import { planForgotten } from "#src/lifecycle/reminders/plan-forgotten.ts";
import { OUTBOX_TOPIC } from "#src/outbox/add.ts";
import { startRelay } from "#src/outbox/relay.ts";
import { mayCallWith, postWith } from "#src/webhooks/post-webhook.ts";
import { sendWebhooks } from "#src/webhooks/send-webhooks.ts";
import { allowsPrivateHosts, type Config } from "./config.ts";
import type { Log } from "./log.ts";
import { openLinks } from "./open-links.ts";
import { openPayments } from "./open-payments.ts";
import type { Running } from "./running.ts";
import type { House } from "./start-house.ts";

/** How often is looked for what no message and no transition tells of. */
const sweepMs = 30_000;

const dayMs = 24 * 3_600_000;

/** A console that was closed for longer reads everything afresh. */
const newsKeptMs = dayMs;

/** Milliseconds a provider has to take a message. */
const sendTimeoutMs = 10_000;

/** The background: relays the outbox and runs jobs, first those that a killed process left. */
export const startWork = async (
  house: House,
  config: Config,
  channels: PushChannels,
): Promise<Running> => {
  const { db, url, log, turns } = house;
  const queue = await openQueue(url, log);
  const { late, sending, notices, webhooks } = openSenders(house, config, { channels, queue });
  const payments = openPayments(house, config);
  const jobs = [
    ...listJobs(turns, {
      tellOthers: (organizationId) => sendWebhooks(webhooks, organizationId),
      sendNotices: () => sendNotices(notices),
    }),
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
      () => sendNotices(notices),
      ...looks,
      forgetThreads(turns),
      () => forgetRecordings(db, new Date(turns.now().getTime() - config.REPLAY_DAYS * dayMs)),
      () => forgetConsoleEvents(db, new Date(turns.now().getTime() - newsKeptMs)),
      keepAnalytics(turns),
    ],
    log,
  );
  await planForgotten(turns);
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

/** What sends messages, notices and news to others. */
const openSenders = (
  house: House,
  config: Config,
  { channels, queue }: { readonly channels: PushChannels; readonly queue: JobQueue },
) => {
  const { db, turns, secretsKey } = house;
  const links = openLinks(house, config);
  const late = openLateEvents({ ...turns, channels, greet: greetWith(db, turns.phrases) });
  const sending: DeliverDeps = {
    ...{ ...turns, channels, late, secretsKey, sendTimeoutMs, random: Math.random },
    enclose: encloseWith(turns, links),
    wakeAt: (key, at) => queueDelivery(queue, turns, key, at),
  };
  const word = wordNotice(turns, links.manageLinks);
  const notices: NoticeDeps = { ...sending, events: turns.events, word };
  const post = postWith(mayCallWith(allowsPrivateHosts(config)));
  return { late, sending, notices, webhooks: { ...turns, secretsKey, post } };
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
