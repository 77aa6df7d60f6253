import { setTimeout } from "node:timers/promises";
import type { Client } from "whatsapp-web.js";

/** Whether the number can be written from. `logged_out`: somebody has to scan again. */
export type Connection = "connecting" | "ready" | "logged_out";

export interface Session {
  state(): Connection;
  /** The client that is ready; null while there is none. */
  client(): Client | null;
  /** Begins anew, as when the connection is lost. */
  restart(): void;
  close(): Promise<void>;
}

interface SessionDeps {
  /** A client with nothing started and every listener but the session's own. */
  readonly open: () => Client;
  /** Waits, or less when the session is closed. */
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly onReady: () => void;
  /** How a connection has ended, in a word. */
  readonly onEnd: (why: string) => void;
}

const firstMs = 5_000;
const mostMs = 5 * 60_000;

/** Keeps one browser connected, and none where it cannot be: each round ends with its browser. */
export const keepConnected = ({ open, sleep, onReady, onEnd }: SessionDeps): Session => {
  let state: Connection = "connecting";
  let ready: Client | null = null;
  let isClosed = false;
  let end: (why: string) => void = () => undefined;
  const round = async (): Promise<boolean> => {
    const client = open();
    let wasReady = false;
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    client.on("ready", () => {
      [state, ready, wasReady] = ["ready", client, true];
      onReady();
    });
    client.on("disconnected", (why) => end(String(why)));
    client.on("auth_failure", () => end("LOGOUT"));
    const starting = client.initialize();
    const failed = connect(client, starting, (why) => end(why));
    const why = await Promise.race([failed, ended]);
    ready = null;
    state = why === "LOGOUT" ? "logged_out" : "connecting";
    await dismiss(client, starting);
    onEnd(why);
    return wasReady;
  };
  const rounds = async (): Promise<void> => {
    let waitMs = firstMs;
    while (!isClosed) {
      waitMs = (await round()) ? firstMs : Math.min(2 * waitMs, mostMs);
      if (!isClosed) await sleep(waitMs);
    }
  };
  const running = rounds();
  return {
    state: () => state,
    client: () => ready,
    restart: () => end("LOST"),
    close: async () => {
      isClosed = true;
      end("CLOSED");
      await running;
    },
  };
};

/** Answers only when it fails, with a word for it; a connection that stands ends by its events. */
const connect = async (
  client: Client,
  starting: Promise<void>,
  onLost: (why: string) => void,
): Promise<string> => {
  try {
    await starting;
  } catch {
    return "UNREACHABLE";
  }
  // A browser that dies says nothing through the client.
  client.pupBrowser?.once("disconnected", () => onLost("BROWSER"));
  return new Promise<never>(() => undefined);
};

const lookMs = 200;
const mostLooks = 150;

/** `initialize` leaves its browser running when it fails, and may be about to start one. */
const dismiss = async (client: Client, starting: Promise<void>): Promise<void> => {
  const settled = starting.then(
    () => true,
    () => true,
  );
  for (let looks = 0; looks < mostLooks; looks += 1) {
    await sayGoodbye(client);
    const isOver = await Promise.race([settled, setTimeout(lookMs, false)]);
    if (isOver) break;
  }
  await sayGoodbye(client);
};

const longestGoodbyeMs = 10_000;

/** A browser that hangs does not close by being asked. */
const sayGoodbye = async (client: Client): Promise<void> => {
  const browser = client.pupBrowser?.process();
  const patience = new AbortController();
  const { signal } = patience;
  const late = setTimeout(longestGoodbyeMs, undefined, { signal }).catch(() => undefined);
  await Promise.race([client.destroy().catch(() => undefined), late]);
  patience.abort();
  const isGone = !browser || browser.exitCode !== null || browser.signalCode !== null;
  if (!isGone && browser.pid !== undefined) killGroup(browser.pid);
};

/** Its program may be a script that has started the browser proper: both are of one group. */
const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Gone meanwhile.
  }
};
