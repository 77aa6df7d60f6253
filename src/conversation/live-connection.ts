import { Client } from "pg";

import type { DatabaseLog } from "#src/db/database-log.ts";

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

interface Listening {
  /** A direct connection: a pooler in transaction mode loses LISTEN. */
  readonly url: string;
  /** A lower-case SQL name. */
  readonly topic: string;
  readonly log: DatabaseLog;
  onPayload(payload: string): void;
  /** Called when the connection is up, first and again: what was sent before is lost. */
  onGap(): void;
}

/**
 * Listens on one connection of its own and dials again, ever slower, when it is lost. Never
 * throws: without a database there is nothing to hear, and the log says so. The returned function
 * ends it.
 */
export const keepListening = (listening: Listening): (() => Promise<void>) => {
  const { log } = listening;
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;

  const lose = (lost: Client, err?: Error): void => {
    if (closed || client !== lost) return;
    client = undefined;
    log.warn({ err, retryMs }, "the connection for live events was lost");
    retry = setTimeout(dial, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    lost.end().catch((error: unknown) => log.info({ err: error }, "it had ended already"));
  };
  const dial = (): void => {
    const next = new Client({ connectionString: listening.url, keepAlive: true });
    client = next;
    next.on("error", (err) => lose(next, err));
    next.on("end", () => lose(next));
    next.on("notification", ({ payload }) => listening.onPayload(payload ?? ""));
    start(next, listening.topic).then(
      () => {
        retryMs = FIRST_RETRY_MS;
        listening.onGap();
      },
      (err: unknown) => lose(next, err instanceof Error ? err : new Error(String(err))),
    );
  };
  dial();
  return async () => {
    closed = true;
    clearTimeout(retry);
    await client?.end();
  };
};

const start = async (client: Client, topic: string): Promise<void> => {
  await client.connect();
  await client.query(`LISTEN ${client.escapeIdentifier(topic)}`);
};
