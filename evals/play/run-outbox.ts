import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { listJobs } from "#src/jobs/index.ts";
import type { JobQueue, Work } from "#src/jobs/queue.ts";
import { relayOnce } from "#src/outbox/relay.ts";

const nothing = async (): Promise<void> => undefined;

/** Runs what was queued, and what that queued, in its order, until nothing waits. */
export const runOutbox = async (deps: TurnDeps): Promise<void> => {
  const jobs = new Map(
    listJobs(deps, { tellOthers: nothing, sendNotices: nothing }).map((job) => [job.topic, job]),
  );
  for (;;) {
    const waiting: Work[] = [];
    const queue: JobQueue = {
      add: async (work) => {
        waiting.push(work);
      },
      close: async () => undefined,
    };
    if ((await relayOnce(deps.db, queue)) === 0) return;
    for (const { topic, payload } of waiting) {
      const job = jobs.get(topic);
      if (!job) throw new Error(`there is no job for ${topic}`);
      await job.run(payload);
    }
  }
};
