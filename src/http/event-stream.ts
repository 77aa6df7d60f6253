import type { ServerResponse } from "node:http";

/** Something to tell; with an id a client can go on from there. */
export interface StreamEvent {
  readonly id?: number;
  readonly name: string;
  readonly data: unknown;
}

/** An open stream of server-sent events (html.spec.whatwg.org/multipage/server-sent-events). */
export interface EventStream {
  /** Closes the stream of a client that does not keep up; it comes back and goes on from its last id. */
  send(event: StreamEvent): void;
  end(): void;
}

interface Settings {
  /** Bytes that may wait for a client. */
  readonly mostWaiting: number;
  /** Proxies close what is silent. */
  readonly heartbeatMs: number;
  /** After which the client comes back, and its right to hear is looked at again. */
  readonly lifeMs: number;
  readonly onClose: () => void;
}

/** Opens the stream on a response nothing was written to. */
export const openEventStream = (
  response: ServerResponse,
  { mostWaiting, heartbeatMs, lifeMs, onClose }: Settings,
): EventStream => {
  let open = true;
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // nginx would keep events back.
    "x-accel-buffering": "no",
  });
  const end = (): void => {
    if (open) response.end();
  };
  const write = (text: string): void => {
    if (!open) return;
    response.write(text);
    if (response.writableLength > mostWaiting) response.destroy();
  };
  const heartbeat = setInterval(() => write(":\n\n"), heartbeatMs);
  const life = setTimeout(end, lifeMs);
  response.once("close", () => {
    open = false;
    clearInterval(heartbeat);
    clearTimeout(life);
    onClose();
  });
  write("retry: 1000\n\n");
  return {
    send: ({ id, name, data }) =>
      write(
        `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`,
      ),
    end,
  };
};
