import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { FakeProvider } from "./describe-push-channel.ts";

/** What a provider with an HTTP API answers. */
export interface HttpAnswer {
  readonly status: number;
  /** Text is sent as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

interface Standing {
  /** A unix socket instead of a port. */
  readonly socket?: string;
  /** What it answers by itself at some paths, and forgets; null: it does as it is told. */
  readonly known?: (path: string, url: string) => unknown;
}

/** A provider with an HTTP API that answers everything alike. */
export const openHttpProvider = async ({
  socket,
  known = () => null,
}: Standing = {}): Promise<FakeProvider<HttpAnswer>> => {
  let next: HttpAnswer | null = null;
  let isHangingUp = false;
  let url = "";
  const requests: HttpRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    const own = known(path, url);
    if (own !== null) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(own));
      return;
    }
    const isJson = headers["content-type"]?.includes("json") && body !== "";
    requests.push({ method, path, headers, body: isJson ? JSON.parse(body) : body });
    if (isHangingUp) request.socket.destroy();
    if (isHangingUp || next === null) return;
    response.writeHead(next.status, { "content-type": "application/json", ...next.headers });
    response.end(typeof next.body === "string" ? next.body : JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) =>
    socket ? server.listen(socket, resolve) : server.listen(0, "127.0.0.1", resolve),
  );
  url = socket ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, requests },
    answer: (answer) => {
      next = answer;
      isHangingUp = false;
    },
    hangUp: () => {
      isHangingUp = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
