import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { announcePresence, type FeedEvent } from "#src/conversation/console-feed.ts";
import { desk, isOpenTo } from "../access.ts";
import { failed, ok, send } from "../answer.ts";
import { requireCall } from "../auth.ts";
import { Id } from "../contract/formats.ts";
import { Done } from "../contract/inbox.ts";
import { ReadStream, ShowPresence } from "../contract/stream.ts";
import { deskMember } from "../desk-member.ts";
import { type EventStream, openEventStream, type StreamEvent } from "../event-stream.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Live";
const mostWaiting = 256 * 1_024;
const heartbeatMs = 15_000;
const LastEventId = z.coerce.number().int().min(0);

/** What happens in the organization, as it happens, and who looks at what. */
export const mountStream = (
  http: FastifyInstance,
  { consoleFeed, db, settings }: ServerDeps,
): void => {
  const streams = new Set<EventStream>();
  // A stream never ends by itself: without this the server would wait for every open console.
  http.addHook("preClose", async () => {
    for (const stream of streams) stream.end();
  });

  http.route({
    method: "GET",
    url: "/stream",
    schema: {
      tags: [tag],
      summary:
        "Server-sent events of the organization; with Last-Event-ID those that were missed first",
      querystring: ReadStream,
      ...{ "x-access": desk },
    },
    config: { access: desk },
    onRequest: async (request, reply) => {
      const { caller, language } = requireCall(request);
      if (!isOpenTo(desk, caller.role)) return send(reply, failed("NOT_PERMITTED", language));
    },
    handler: async (request, reply) => {
      const { organization } = requireCall(request);
      const query = request.query as z.output<typeof ReadStream>;
      const named = LastEventId.safeParse(request.headers["last-event-id"]).data;
      const since = named ?? query.last_event_id ?? null;
      let leave: (() => void) | null = null;
      let isGone = false;
      const waiting: FeedEvent[] = [];
      let stream: EventStream | null = null;
      const hear = (event: FeedEvent): void => {
        if (stream) stream.send(toStreamEvent(event));
        else waiting.push(event);
      };
      // What cannot be read is answered as an error, before the stream is begun.
      leave = await consoleFeed.follow(organization.id, since, hear);
      reply.hijack();
      const opened = openEventStream(reply.raw, {
        ...{ mostWaiting, heartbeatMs, lifeMs: settings.streamLifeMs },
        onClose: () => {
          isGone = true;
          streams.delete(opened);
          leave?.();
        },
      });
      stream = opened;
      for (const event of waiting) opened.send(toStreamEvent(event));
      if (isGone) leave();
      else streams.add(opened);
    },
  });

  mountRoute(http, {
    access: desk,
    method: "POST",
    url: "/conversations/:id/presence",
    tag,
    summary: "Tell the others that you look at a conversation, or write in it",
    params: z.object({ id: Id }),
    body: ShowPresence,
    answers: { 200: Done },
    run: async ({ call, params: { id }, body: { doing } }) => {
      const { id: memberId, name } = deskMember(call);
      const presence = { conversation_id: id, member_id: memberId, name, doing };
      await announcePresence(db, call.organization.id, presence);
      return ok({ success: true });
    },
  });
};

const toStreamEvent = (event: FeedEvent): StreamEvent => {
  if (event.kind === "presence") return { name: "presence", data: event.presence };
  if (event.kind === "news") return { id: event.seq, name: event.name, data: event.data };
  return { id: event.seq, name: event.kind, data: {} };
};
