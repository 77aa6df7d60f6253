import { setTimeout as sleep } from "node:timers/promises";

import { openHttpProvider } from "../test/channels/http-provider.ts";
import { openFaultHouse } from "../test/faults/fault-house.ts";
import { connectTelegram, isAcknowledged, updateOf } from "../test/faults/storm.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const senders = 200;
const seconds = 15;

/** Each sender once a second at a moment of its own; how long each was answered after, sorted. */
const pace = async (ask: (sender: number, second: number) => Promise<boolean>) => {
  const took: number[] = [];
  const one = async (sender: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      const due = second * 1_000 + (sender * 1_000) / senders;
      await sleep(Math.max(0, began + due - performance.now()));
      const asked = performance.now();
      if (!(await ask(sender, second))) throw new Error("a message was not acknowledged");
      took.push(performance.now() - asked);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: senders }, (_, sender) => one(sender)));
  return took.sort((a, b) => a - b);
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/**
 * 200 people who write once a second to the real server, which answers them meanwhile, as does whoever
 * measures on the same cores. The floor is a request that asks for nothing, at the same pace.
 */
export const run = async (): Promise<BenchSection> => {
  const env = { PUBLIC_URL: "https://book.example.com" };
  const provider = await openHttpProvider();
  provider.answer({ status: 200, body: { ok: true, result: { message_id: 1, id: 666 } } });
  const house = await openFaultHouse({ ...env, REQUESTS_PER_MINUTE: "1000000" });
  try {
    const secret = await connectTelegram(house, provider, env);
    const floor = await pace(async () => (await fetch(`${house.server().url}/healthz`)).ok);
    const took = await pace((sender, second) =>
      isAcknowledged(house, JSON.stringify(updateOf(sender, second, senders)), secret),
    );
    const row = (name: string, share: number, limit?: number): BenchRow => {
      const [ms, floorMs] = [at(took, share), at(floor, share)];
      return { name, ms, floorMs, ratio: ms / floorMs, ...(limit !== undefined && { limit }) };
    };
    return {
      section: "acknowledge",
      rows: [row("acknowledged, p50", 0.5), row("acknowledged, p99", 0.99, 50)],
    };
  } finally {
    await house.close();
    await provider.close();
  }
};
