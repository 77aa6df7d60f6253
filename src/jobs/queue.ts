import { createPostgresBackend, withBackend } from "bullmq";

import type { Log } from "#src/log.ts";
import type { AnyJob } from "./job.ts";

const { Queue, Worker } = withBackend(createPostgresBackend);

/** One queue for all jobs; a job's name is its topic. */
const QUEUE = "slotwise";
const tries = 5;

export interface Work {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  /** Milliseconds it waits at least. */
  readonly delayMs?: number;
}

/** Where work waits until a worker has time. */
export interface JobQueue {
  /** Adding the same id again while it waits or runs changes nothing. */
  add(work: Work): Promise<void>;
  close(): Promise<void>;
}

const connectionTo = (url: string, max: number) => ({
  connectionString: url,
  schema: "bullmq",
  max,
  migrate: true,
});

/** Opens the queue; its tables are made on first use, in a schema of their own. */
export const openQueue = async (url: string, log: Log): Promise<JobQueue> => {
  const queue = new Queue(QUEUE, { connection: connectionTo(url, 2) });
  queue.on("error", (err) => log.warn({ err }, "the job queue lost its connection"));
  await queue.waitUntilReady();
  return {
    add: async ({ id, topic, payload, delayMs = 0 }) => {
      await queue.add(topic, payload, {
        jobId: id,
        delay: delayMs,
        attempts: tries,
        backoff: { type: "exponential", delay: 500, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: { age: 7 * 24 * 3600, count: 10_000 },
      });
    },
    close: () => queue.close(),
  };
};

/** Runs jobs, a few at a time; returns how to stop once the running ones are done. */
export const startWorker = async (
  url: string,
  jobs: readonly AnyJob[],
  { concurrency, log }: { readonly concurrency: number; readonly log: Log },
): Promise<() => Promise<void>> => {
  const byTopic = new Map(jobs.map((job) => [job.topic, job]));
  const worker = new Worker(
    QUEUE,
    async ({ name, data }) => {
      const job = byTopic.get(name);
      if (!job) throw new Error(`there is no job for ${name}`);
      await job.run(data);
    },
    { connection: connectionTo(url, concurrency + 2), concurrency },
  );
  worker.on("error", (err) => log.warn({ err }, "a worker lost its connection"));
  worker.on("failed", (job, err) => {
    const attempts = job?.attemptsMade ?? 0;
    log.error({ err, topic: job?.name, jobId: job?.id, attempts }, "a job failed");
    if (job && attempts >= tries) giveUp(byTopic.get(job.name), job.data, log);
  });
  await worker.waitUntilReady();
  return () => worker.close();
};

const giveUp = (job: AnyJob | undefined, payload: unknown, log: Log): void => {
  job
    ?.giveUp?.(payload)
    .catch((err: unknown) => log.error({ err, topic: job.topic }, "giving up a job failed too"));
};
