import type { FastifyBaseLogger } from "fastify";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { toActivitySet, typingActivity } from "./outbound-activity.ts";
import type { Bearer } from "./token.ts";

const BATCH = 100;
const KEEP_ALIVE_MS = 20_000;
// A client that does not read is cut off before it fills our memory; it comes back for the rest.
const MOST_UNSENT_BYTES = 1_000_000;
const INTERNAL_ERROR = 1011;

/** What is used here of the socket of the package `ws`. */
interface Socket {
  readonly readyState: number;
  readonly OPEN: number;
  readonly bufferedAmount: number;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "close" | "pong", listener: () => void): unknown;
  send(frame: string): void;
  ping(): void;
  close(code: number): void;
  terminate(): void;
}

interface Stream {
  readonly socket: Socket;
  readonly host: ChannelHost;
  readonly bearer: Bearer;
  readonly log: FastifyBaseLogger;
}

/**
 * Sends what is after `afterSeq`, then every later message, each once and in order, and typing as
 * it happens. Live events are hints: each one, and each keep-alive, reads the transcript on from
 * the last message sent, so an event that is lost or doubled changes nothing.
 */
export const streamActivities = (stream: Stream, afterSeq: number): void => {
  const { socket, host, bearer } = stream;
  const reader = readOn(stream, afterSeq);
  const unsubscribe = host.subscribe(bearer.conversationId, (event) => {
    if (event.kind !== "typing") reader.wake();
    else if (event.on) {
      const activities = [typingActivity(bearer.conversationId, host.now())];
      send(socket, JSON.stringify({ activities, watermark: String(reader.seq()) }));
    }
  });
  const stopKeepAlive = keepAlive(socket, reader.wake);
  socket.on("error", (err) => stream.log.info({ err }, "a web chat stream broke"));
  socket.on("close", () => {
    unsubscribe();
    stopKeepAlive();
  });
  reader.wake();
};

/** One read at a time: a wake during a read makes it read once more. */
const readOn = ({ socket, host, bearer, log }: Stream, afterSeq: number) => {
  let seq = afterSeq;
  let state: "idle" | "reading" | "woken" = "idle";

  const readAll = async (): Promise<void> => {
    do {
      state = "reading";
      const messages = await host.read(bearer.organizationId, bearer.conversationId, seq, BATCH);
      if (messages.length === 0) continue;
      send(socket, JSON.stringify(toActivitySet(messages, bearer, seq)));
      seq = messages.at(-1)?.seq ?? seq;
      if (messages.length === BATCH) state = "woken";
    } while (isWoken() && socket.readyState === socket.OPEN);
    state = "idle";
  };
  const isWoken = (): boolean => state === "woken";
  const wake = (): void => {
    if (state !== "idle") {
      state = "woken";
      return;
    }
    readAll().catch((err: unknown) => {
      log.error({ err, conversationId: bearer.conversationId }, "a web chat stream cannot read");
      socket.close(INTERNAL_ERROR);
    });
  };
  return { wake, seq: () => seq };
};

const send = (socket: Socket, frame: string): void => {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_UNSENT_BYTES) socket.terminate();
  else socket.send(frame);
};

/** An empty frame is the protocol's keep-alive; a client that answers no ping is gone. */
const keepAlive = (socket: Socket, wake: () => void): (() => void) => {
  let answered = true;
  socket.on("pong", () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    send(socket, "");
    wake();
  }, KEEP_ALIVE_MS);
  return () => clearInterval(timer);
};
