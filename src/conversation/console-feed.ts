import { sql } from "kysely";
import { z } from "zod";

import type { Db } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { listConsoleEvents, numberEvents } from "#src/db/queries/console-events.ts";
import { keepListening } from "./live-connection.ts";
import { readAnnouncement } from "./read-announcement.ts";

const TOPIC = "slotwise_console";

/** Who looks at a conversation now, or writes in it. */
const Presence = z.object({
  conversation_id: z.string(),
  member_id: z.string(),
  name: z.string(),
  doing: z.enum(["viewing", "typing", "gone"]),
});
export type Presence = z.infer<typeof Presence>;

const Announcement = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("news"), organizationId: z.string() }),
  z.object({ kind: z.literal("presence"), organizationId: z.string(), presence: Presence }),
]);

/**
 * What a follower hears. `ready`: where the feed stands when they come. `reset`: what they missed is
 * too much, or is not kept any more; they read everything afresh and go on from there.
 */
export type FeedEvent =
  | { readonly kind: "news"; readonly seq: number; readonly name: string; readonly data: unknown }
  | { readonly kind: "ready" | "reset"; readonly seq: number }
  | { readonly kind: "presence"; readonly presence: Presence };

/** News of one organization, from where somebody left off. */
export interface ConsoleFeed {
  /** Null: from now on. Rejects when the feed cannot be read. The returned function ends it. */
  follow(
    organizationId: string,
    since: number | null,
    hear: (event: FeedEvent) => void,
  ): Promise<() => void>;
  close(): Promise<void>;
}

/** More than this is faster read afresh than told. */
const mostReplayed = 500;
const retryMs = 1_000;

interface Follower {
  /** The last number heard. */
  position: number;
  readonly hear: (event: FeedEvent) => void;
}

interface Room {
  readonly followers: Set<Follower>;
  reading: Promise<void> | null;
  /** Something came while it was read. */
  again: boolean;
}

interface FeedDeps {
  readonly db: Db;
  /** A direct connection: a pooler in transaction mode loses LISTEN. */
  readonly url: string;
  readonly log: DatabaseLog;
}

/** Tells every console of the organization, in any process; nothing of it is kept. */
export const announcePresence = async (
  db: Db,
  organizationId: string,
  presence: Presence,
): Promise<void> => {
  const payload: z.infer<typeof Announcement> = { kind: "presence", organizationId, presence };
  await sql`select pg_notify(${TOPIC}, ${JSON.stringify(payload)})`.execute(db);
};

/** One connection listens for all consoles of this process, and each piece of news is read once. */
export const openConsoleFeed = ({ db, url, log }: FeedDeps): ConsoleFeed => {
  const rooms = new Map<string, Room>();
  let closed = false;

  const look = (organizationId: string): void => {
    const room = rooms.get(organizationId);
    if (!room || closed) return;
    if (room.reading) {
      room.again = true;
      return;
    }
    room.again = false;
    room.reading = tellRoom(db, organizationId, room)
      .catch((err: unknown) => {
        log.warn({ err, organizationId }, "news could not be read; it is read again");
        setTimeout(() => look(organizationId), retryMs).unref();
      })
      .finally(() => {
        room.reading = null;
        if (room.again) look(organizationId);
      });
  };

  const close = keepListening({
    ...{ url, topic: TOPIC, log },
    onPayload: (payload) => {
      const heard = readAnnouncement(Announcement, payload);
      if (heard?.kind === "news") look(heard.organizationId);
      if (heard?.kind !== "presence") return;
      const { organizationId, presence } = heard;
      for (const { hear } of rooms.get(organizationId)?.followers ?? []) {
        hear({ kind: "presence", presence });
      }
    },
    onGap: () => [...rooms.keys()].forEach(look),
  });

  return {
    follow: async (organizationId, since, hear) => {
      const follower = await catchUp(db, organizationId, since, hear);
      const room = rooms.get(organizationId) ?? {
        followers: new Set(),
        reading: null,
        again: false,
      };
      rooms.set(organizationId, room);
      room.followers.add(follower);
      // What came between the reading and the joining.
      look(organizationId);
      return () => {
        room.followers.delete(follower);
        if (room.followers.size === 0) rooms.delete(organizationId);
      };
    },
    close: async () => {
      closed = true;
      await close();
      await Promise.all([...rooms.values()].map(({ reading }) => reading));
    },
  };
};

const catchUp = async (
  db: Db,
  organizationId: string,
  since: number | null,
  hear: (event: FeedEvent) => void,
): Promise<Follower> => {
  const { last_seq: last, forgotten_seq: forgotten } = await numberEvents(db, organizationId);
  const isLost =
    since !== null && (since < forgotten || since > last || last - since > mostReplayed);
  if (since !== null && !isLost) {
    const missed = { after: since, upTo: last, limit: mostReplayed };
    for (const { seq, kind, data } of await listConsoleEvents(db, organizationId, missed)) {
      hear({ kind: "news", seq, name: kind, data });
    }
  }
  hear({ kind: isLost ? "reset" : "ready", seq: last });
  return { position: last, hear };
};

/** Reads what the slowest follower has not heard; each hears only what is new to them. */
const tellRoom = async (db: Db, organizationId: string, room: Room): Promise<void> => {
  const { last_seq: upTo } = await numberEvents(db, organizationId);
  // Who joins meanwhile may be further behind: they are looked after next time.
  const followers = [...room.followers];
  const after = Math.min(...followers.map(({ position }) => position));
  if (!(after < upTo)) return;
  const events = await listConsoleEvents(db, organizationId, { after, upTo, limit: mostReplayed });
  for (const follower of followers) {
    for (const { seq, kind, data } of events) {
      if (seq > follower.position) follower.hear({ kind: "news", seq, name: kind, data });
    }
    follower.position = Math.max(follower.position, events.at(-1)?.seq ?? upTo);
  }
  room.again ||= events.length === mostReplayed;
};
