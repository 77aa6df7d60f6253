import { runStorm } from "../test/faults/storm.ts";
import type { BenchSection } from "./run.ts";

/**
 * Every webhook five times, shuffled, 50 at once, while the server or its database is killed in most
 * rounds: what was lost or doubled, counted. Its row is the whole storm; nothing is its floor.
 */
export const run = async (): Promise<BenchSection> => {
  const counted = await runStorm(
    {
      chats: 100,
      rounds: [["server"], ["database"], ["database", "server"], ["server", "server"], []],
    },
    Date.now(),
  );
  console.log(counted);
  const { stored, replies, messages, outOfOrder, undelivered, seconds } = counted;
  const isWhole = stored === messages && replies === messages && undelivered === 0;
  const limit = isWhole && outOfOrder.length === 0 ? Number.POSITIVE_INFINITY : 0;
  const ms = seconds * 1_000;
  return { section: "storm", rows: [{ name: "nothing lost", ms, floorMs: ms, ratio: 1, limit }] };
};
