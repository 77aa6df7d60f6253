import { connect } from "#src/db/connect.ts";
import { runManyReminders } from "../test/lifecycle/many-reminders.ts";
import { migrateScratch } from "../test/scratch-server.ts";
import { seeded } from "../test/seeded.ts";
import { openWorldOn } from "../test/world-on.ts";
import { quiet, withDatabase } from "./database/with-database.ts";
import type { BenchSection } from "./run.ts";

const count = 10_000;

/**
 * Ten thousand reminders due at once through a provider that fails a fifth of all calls: each has left
 * once or is shown as dead. Its row is the whole run; nothing is its floor.
 */
export const run = (): Promise<BenchSection> =>
  withDatabase(async (url) => {
    const failure = await migrateScratch(url);
    if (failure !== undefined) throw new Error(`the migrations fail: ${failure}`);
    const db = connect({ url, max: 12, log: quiet });
    const counted = await runManyReminders(
      { count, share: 0.2, workers: 8 },
      seeded(Date.now()),
      () => openWorldOn({ db, url, close: () => db.destroy() }, {}),
    );
    console.log(counted);
    const { once, twice, sent, dead, unsettled, seconds } = counted;
    const isWhole = once === sent && twice + unsettled === 0 && sent + dead === count;
    const ms = seconds * 1_000;
    const limit = isWhole ? Number.POSITIVE_INFINITY : 0;
    return {
      section: "reminders",
      rows: [{ name: "each once", ms, floorMs: ms, ratio: 1, limit }],
    };
  });
