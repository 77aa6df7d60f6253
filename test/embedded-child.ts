import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";

interface Options {
  readonly dataDir: string;
  readonly packageFolder?: string;
  readonly systemDir?: string;
  /** The ordinary user the process becomes. */
  readonly uid?: number;
}

interface ChildServer {
  readonly url: string;
  readonly adopted: boolean;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Ends it as an administrator would; nothing to do after `kill`. */
  stop(): Promise<void>;
}

const PROGRAM = path.join(import.meta.dirname, "embedded-program.ts");

/** Starts the embedded server in another process and waits until it is up. */
export const startInChild = async (options: Options): Promise<ChildServer> => {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  if (child.exitCode !== null) throw new Error(`The child ended with ${child.exitCode}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    ...JSON.parse(String(line[0])),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
};
