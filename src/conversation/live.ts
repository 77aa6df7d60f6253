import { type RawBuilder, sql } from "kysely";
import { z } from "zod";

import type { Db, Tx } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import type { LiveEvent } from "./channel.ts";
import { keepListening } from "./live-connection.ts";
import { readAnnouncement } from "./read-announcement.ts";

const TOPIC = "slotwise";

const Announcement = z.object({
  conversationId: z.string(),
  event: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("message"), seq: z.number() }),
    z.object({ kind: z.literal("typing"), on: z.boolean() }),
  ]),
});

type Announced = z.infer<typeof Announcement>["event"];
type Listener = (event: LiveEvent) => void;

/**
 * Tells every process about an event: when the transaction commits, and not at all when it does
 * not; at once when given the database.
 */
export const announce = async (
  db: Db | Tx,
  conversationId: string,
  event: Announced,
): Promise<void> => {
  await sql`select ${announcement(conversationId, event)}`.execute(db);
};

/** The announcement as an expression, for a statement that shares its round trip. */
export const announcement = (conversationId: string, event: Announced): RawBuilder<unknown> => {
  const payload: z.infer<typeof Announcement> = { conversationId, event };
  return sql`pg_notify(${TOPIC}, ${JSON.stringify(payload)})`;
};

/** What happens in conversations, in any process, as it happens. */
export interface Live {
  /** Calls back for every later event of a conversation; the returned function ends it. */
  subscribe(conversationId: string, listener: Listener): () => void;
  close(): Promise<void>;
}

/** Hears the announcements of all processes over one connection of its own. */
export const openLive = ({
  url,
  log,
}: {
  readonly url: string;
  readonly log: DatabaseLog;
}): Live => {
  const listeners = new Map<string, Set<Listener>>();
  const close = keepListening({
    url,
    topic: TOPIC,
    log,
    onPayload: (payload) => {
      const announced = readAnnouncement(Announcement, payload);
      if (announced === null) {
        log.warn({ length: payload.length }, "an announcement that is not ours was ignored");
        return;
      }
      const { conversationId, event } = announced;
      for (const listener of listeners.get(conversationId) ?? []) listener(event);
    },
    onGap: () => {
      for (const listener of [...listeners.values()].flatMap((some) => [...some])) {
        listener({ kind: "gap" });
      }
    },
  });
  return { subscribe: (id, listener) => subscribe(listeners, id, listener), close };
};

const subscribe = (
  listeners: Map<string, Set<Listener>>,
  conversationId: string,
  listener: Listener,
): (() => void) => {
  const some = listeners.get(conversationId) ?? new Set();
  listeners.set(conversationId, some.add(listener));
  return () => {
    some.delete(listener);
    if (some.size === 0 && listeners.get(conversationId) === some) listeners.delete(conversationId);
  };
};
