import { connect, type Db } from "#src/db/connect.ts";
import { insist, openWebLead, type WebLead } from "../direct-line.ts";
import {
  findDatabase,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from "../server.ts";

/** A data folder whose server is started again whenever it dies, as a service manager does. */
export interface FaultHouse {
  readonly dataDir: string;
  /** Of the tests alone, never the server's. */
  readonly db: Db;
  server(): ServerProcess;
  /** Ends this server and lets the next ones die, one after another, of these preloaded modules. */
  dieOf(preloads: readonly string[]): Promise<void>;
  /** What the servers since then have died of; the last one lives. */
  deaths(): readonly string[];
  lead(): Promise<WebLead>;
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

export const openFaultHouse = async (
  env: Readonly<Record<string, string>> = {},
): Promise<FaultHouse> => {
  const dataDir = await makeDataDir();
  let server = await startServer({ dataDir, env });
  let isOpen = true;
  let preloads: string[] = [];
  let deaths: string[] = [];
  // Work that waits is taken up before a start is over, so a server may die of its module while starting.
  const startAgain = async (): Promise<ServerProcess> => {
    for (;;) {
      try {
        return await startServer({ dataDir, env, preload: preloads.splice(0, 1) });
      } catch (error) {
        const death = /dies .*/u.exec(String(error))?.[0];
        if (death === undefined) throw error;
        deaths.push(death);
      }
    }
  };
  const supervise = async (): Promise<void> => {
    while (isOpen) {
      await server.ended;
      deaths.push(/dies .*/u.exec(server.output())?.[0] ?? "of a signal");
      if (isOpen) server = await startAgain();
    }
  };
  const supervised = supervise();
  const db = connect({ url: (await findDatabase(dataDir)).url, max: 2, log: silent });
  return {
    dataDir,
    db,
    server: () => server,
    dieOf: async (next) => {
      preloads = [...next];
      deaths = [];
      await server.kill("SIGKILL");
    },
    deaths: () => deaths.slice(1),
    lead: () => openWebLead(() => server.url, "nha-khoa-hoa-mai"),
    close: async () => {
      isOpen = false;
      await server.kill("SIGKILL");
      await supervised;
      await db.destroy();
      await removeDataDir(dataDir);
    },
  };
};

/** Waits for the answer to the lead's last words: its text. */
export const answerTo = (lead: WebLead): Promise<string> =>
  insist("an answer", async () => {
    const last = (await lead.read()).at(-1);
    return last?.author === "house" ? last.text : undefined;
  });
