import { setTimeout as sleep } from "node:timers/promises";

import { openHttpProvider } from "../test/channels/http-provider.ts";
import { connectTelegram, isAcknowledged, updateOf } from "../test/faults/storm.ts";
import { makeDataDir, removeDataDir, startServer } from "../test/server.ts";
import type { BenchRow, BenchSection } from "./run.ts";

const senders = 200;
const rounds = 13;
/** In the first of them connections are opened, code is compiled, and everybody is new. */
const coldRounds = 3;
const everyMs = 2_000;

/** Each sender once a round, at a moment of its own; how long each was answered after. */
const pace = async (ask: (sender: number, round: number) => Promise<boolean>) => {
  const cold: number[] = [];
  const warm: number[] = [];
  const one = async (sender: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const due = round * everyMs + (sender * everyMs) / senders;
      await sleep(Math.max(0, began + due - performance.now()));
      const asked = performance.now();
      if (!(await ask(sender, round))) throw new Error("a message was not acknowledged");
      (round < coldRounds ? cold : warm).push(performance.now() - asked);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: senders }, (_, sender) => one(sender)));
  return { cold: sorted(cold), warm: sorted(warm) };
};

const sorted = (took: readonly number[]): number[] => took.toSorted((a, b) => a - b);

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/**
 * 200 people who write once every two seconds to a server whose API and worker are processes of their
 * own; the worker answers all of them meanwhile on the same cores, where whoever measures runs as well.
 * The floor is a request that asks for nothing, at the same pace.
 */
export const run = async (): Promise<BenchSection> => {
  const env = { PUBLIC_URL: "https://book.example.com", REQUESTS_PER_MINUTE: "1000000" };
  const provider = await openHttpProvider();
  provider.answer({ status: 200, body: { ok: true, result: { message_id: 1, id: 666 } } });
  const dataDir = await makeDataDir();
  const api = await startServer({ dataDir, env, role: "api" });
  const worker = await startServer({ dataDir, env, role: "worker" });
  try {
    const secret = await connectTelegram({ dataDir }, provider, env);
    const floor = await pace(async () => (await fetch(`${api.url}/healthz`)).ok);
    const took = await pace((sender, round) =>
      isAcknowledged(api.url, JSON.stringify(updateOf(sender, round, senders)), secret),
    );
    const row = (when: "cold" | "warm", name: string, share: number, limit?: number): BenchRow => {
      const [ms, floorMs] = [at(took[when], share), at(floor[when], share)];
      return { name, ms, floorMs, ratio: ms / floorMs, ...(limit !== undefined && { limit }) };
    };
    return {
      section: "acknowledge",
      rows: [
        row("warm", "acknowledged, p50", 0.5),
        row("warm", "acknowledged, p99", 0.99, 50),
        row("cold", "in the first six seconds, everybody new, p99", 0.99),
      ],
    };
  } finally {
    await worker.kill("SIGKILL");
    await api.kill("SIGKILL");
    await removeDataDir(dataDir);
    await provider.close();
  }
};
