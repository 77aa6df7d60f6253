import type { Db } from "#src/db/connect.ts";
import type { AnyJob } from "#src/jobs/job.ts";
import { listPaymentJobs } from "#src/jobs/payments.ts";
import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";

/** Works off what the outbox holds of payments, as the relay and a worker do; other work is dropped. */
export const drain = async (deps: PaymentDeps): Promise<void> => {
  const jobs = new Map(listPaymentJobs(deps).map((job) => [job.topic, job]));
  for (let row = await take(deps.db); row; row = await take(deps.db)) {
    await perform(jobs.get(row.topic), { organizationId: row.organization_id, ...row.payload });
  }
};

const take = (db: Db) =>
  db
    .deleteFrom("outbox")
    .where("id", "=", ({ selectFrom }) => selectFrom("outbox").select("id").orderBy("id").limit(1))
    .returningAll()
    .executeTakeFirst();

/** One that fails is tried once more and then given up. */
const perform = async (job: AnyJob | undefined, payload: object): Promise<void> => {
  if (!job) return;
  try {
    await job.run(payload).catch(() => job.run(payload));
  } catch {
    await job.giveUp?.(payload);
  }
};
