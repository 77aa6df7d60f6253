import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";

/** A worker in a process of its own, which can be killed as no promise can. */
export interface Worker {
  /** Does what is due by then; `idsToLive`: dies by SIGKILL when it makes the id after these. */
  look(now: Date, idsToLive?: number): Promise<"done" | "killed">;
  /** By SIGKILL, wherever it is. */
  kill(): void;
  /** Lets it end by itself. */
  close(): Promise<void>;
}

/** Comes back when the worker has loaded all it needs. */
export const spawnWorker = async (url: string): Promise<Worker> => {
  const script = path.join(import.meta.dirname, "look-once.ts");
  const child = spawn(process.execPath, [script, url], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const exit = once(child, "exit").then(([code, signal]) => {
    if (signal === null && code !== 0) throw new Error(`the worker ended with ${code}`);
    return "killed" as const;
  });
  const said = (word: string) =>
    new Promise<"done">((resolve) => {
      lines.on("line", (line) => line === word && resolve("done"));
    });
  await Promise.race([said("ready"), exit]);
  return {
    look: (now, idsToLive) => {
      const done = said("done");
      child.stdin.write(`${JSON.stringify({ now: now.toISOString(), idsToLive })}\n`);
      return Promise.race([done, exit]);
    },
    kill: () => child.kill("SIGKILL"),
    close: async () => {
      child.stdin.end();
      await exit;
    },
  };
};
