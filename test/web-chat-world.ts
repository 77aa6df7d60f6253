import { randomUUID } from "node:crypto";

import type { ChannelHost } from "#src/conversation/channel.ts";
import { openChannelHost } from "#src/conversation/channel-host.ts";
import { type Live, openLive } from "#src/conversation/live.ts";
import { appendReply } from "#src/conversation/transcript.ts";
import type { Db } from "#src/db/connect.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

/** The secret key of the organization with the slug `nha-khoa`. */
export const API_KEY = "key-of-nha-khoa";

/** Two organizations, a real database and a channel host over it. */
export interface WebChatWorld {
  readonly database: TestDatabase;
  readonly live: Live;
  readonly host: ChannelHost;
  readonly organizationId: string;
  /** Sets the clock of the host forward. */
  wait(ms: number): void;
  close(): Promise<void>;
}

export const openWebChatWorld = async (): Promise<WebChatWorld> => {
  const database = await openTestDatabase();
  const log = { info: () => undefined, warn: () => undefined };
  const live = openLive({ url: database.url, log });
  const organizationId = await addOrganization(database.db, "nha-khoa", "vi");
  await addOrganization(database.db, "med-spa", "en");
  let skippedMs = 0;
  const host = openChannelHost(database.db, {
    channel: "web-chat",
    account: "site",
    findAccount: async () => null,
    live,
    greet: async ({ language }) => ({
      text: language === "vi" ? "Xin chào!" : "Hello!",
      choices: [{ id: "book", label: language === "vi" ? "Đặt lịch" : "Book" }],
    }),
    organizationOfApiKey: async (key) =>
      key === API_KEY ? { id: organizationId, slug: "nha-khoa" } : null,
    now: () => new Date(Date.now() + skippedMs),
    newId: randomUUID,
    signingKey: Buffer.alloc(32, 7),
  });
  return {
    database,
    live,
    host,
    organizationId,
    wait: (ms) => {
      skippedMs += ms;
    },
    close: async () => {
      await live.close();
      await database.close();
    },
  };
};

/** What stands for a turn: repeats the last message. */
export const echoOf = async (
  { host, organizationId, database }: WebChatWorld,
  conversationId: string,
): Promise<void> => {
  const last = (await host.read(organizationId, conversationId, 0, 1_000)).at(-1);
  await database.db.transaction().execute((tx) =>
    appendReply(
      tx,
      { organizationId, conversationId },
      {
        author: "ai",
        text: `Bạn nói: ${last?.text}`,
        choices: [{ id: "again", label: "Nữa đi" }],
        messageId: randomUUID(),
        turnId: null,
        afterSeq: last?.seq ?? null,
        now: new Date(),
      },
    ),
  );
};

const addOrganization = async (db: Db, slug: string, locale: "vi" | "en"): Promise<string> => {
  const id = randomUUID();
  await db
    .insertInto("organizations")
    .values({
      id,
      slug,
      name: slug,
      locale,
      timezone: "Asia/Ho_Chi_Minh",
      currency: "VND",
      created_at: new Date(),
    })
    .execute();
  return id;
};
