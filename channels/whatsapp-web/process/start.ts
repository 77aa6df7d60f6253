import { once } from "node:events";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import qrcode from "qrcode-terminal";
import type { Client } from "whatsapp-web.js";

import { askProcess } from "../ask-process.ts";
import type { Heard } from "../heard.ts";
import { answerRequests } from "./answer.ts";
import { hear } from "./hear.ts";
import { inOrder } from "./in-order.ts";
import { keepConnected, type Session } from "./keep-connected.ts";
import { openClient } from "./open-client.ts";
import { rememberOwnWords } from "./own-words.ts";

/** What the house lends to the process of one number. */
export interface NumberHouse {
  /** Of the account; letters, digits and dashes. */
  readonly name: string;
  /** Holds the profile, the socket, and the code to scan while there is one: `<name>.qr`. */
  readonly folder: string;
  /** Where the server asks. */
  readonly socket: string;
  readonly browser: string;
  /** Stores what was heard; throws when it could not. */
  readonly take: (body: unknown) => Promise<void>;
  /** The number can be written from; safe to repeat. */
  readonly onReady: () => Promise<void>;
  readonly say: (line: string) => void;
  /** `kind` names an error, which may quote people otherwise. */
  readonly warn: (what: string, kind: string) => void;
}

/** Longest address of a unix socket that every system takes, in bytes. */
const mostSocketBytes = 103;

/** Runs one number: its browser, what it hears, and the socket by which the server speaks through it. */
export const startWhatsAppWeb = async (house: NumberHouse): Promise<{ close(): Promise<void> }> => {
  await prepare(house);
  const closing = new AbortController();
  const sleep = (ms: number) => setTimeout(ms, undefined, { signal: closing.signal });
  const warn = (what: string, error: unknown) => house.warn(what, kindOf(error));
  const ownWords = rememberOwnWords();
  const tell = inOrder({ take: (heard: Heard) => house.take(heard), sleep, warn });
  let current: Session | null = null;
  const server = answerRequests({
    ownWords,
    session: {
      state: () => current?.state() ?? "connecting",
      client: () => current?.client() ?? null,
    },
  });
  server.listen(house.socket);
  await once(server, "listening");
  await chmod(house.socket, 0o600);
  // Last, so that whoever started this can end it before there is a browser.
  const session = keepConnected({
    open: () => {
      const client = openClient({ ...house, program: house.browser });
      hear(client, ownWords, tell);
      showCode(client, house);
      return client;
    },
    sleep: (ms) => sleep(ms).catch(() => undefined),
    onReady: () => {
      house.say("WhatsApp Web is connected.");
      house.onReady().catch((error: unknown) => warn("the account could not be renewed", error));
    },
    onEnd: (why) => house.say(`WhatsApp Web is not connected (${why}).`),
  });
  current = session;
  // The library rejects in listeners of its own where nobody can catch it.
  const lost = (error: unknown) => {
    warn("the browser's page failed", error);
    session.restart();
  };
  process.on("unhandledRejection", lost);
  return {
    close: async () => {
      server.close();
      server.closeAllConnections();
      closing.abort();
      await session.close();
      process.off("unhandledRejection", lost);
      await rm(codeFile(house), { force: true });
    },
  };
};

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const prepare = async ({ folder, socket, name }: NumberHouse): Promise<void> => {
  if (Buffer.byteLength(socket) > mostSocketBytes) {
    throw new Error(
      `DATA_DIR is too long: the socket ${socket} may have ${mostSocketBytes} characters.`,
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const signal = AbortSignal.timeout(2_000);
  if ((await askProcess(socket, { path: "/", signal })) !== "not_running") {
    throw new Error(`The number of ${name} is running already: one process holds its browser.`);
  }
  // What a killed process left.
  await rm(socket, { force: true });
};

const codeFile = ({ folder, name }: Pick<NumberHouse, "folder" | "name">): string =>
  path.join(folder, `${name}.qr`);

/** Who scans the code has the number's chats: it is shown, kept for the console's eyes, never logged. */
const showCode = (client: Client, house: NumberHouse): void => {
  const file = codeFile(house);
  const forget = () => void rm(file, { force: true });
  client.on("qr", (code) => {
    qrcode.generate(code, { small: true }, (drawn) =>
      house.say(`Scan with WhatsApp > Linked devices:\n${drawn}`),
    );
    writeFile(file, code, { mode: 0o600 }).catch((error: unknown) =>
      house.warn("the code could not be kept", kindOf(error)),
    );
  });
  client.on("authenticated", forget);
};
