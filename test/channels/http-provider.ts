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

/** A provider with an HTTP API that answers everything alike; on a unix socket where one is named. */
export const openHttpProvider = async (socket?: string): Promise<FakeProvider<HttpAnswer>> => {
  let next: HttpAnswer | null = null;
  const requests: HttpRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    const isJson = headers["content-type"]?.includes("json") && body !== "";
    requests.push({ method, path, headers, body: isJson ? JSON.parse(body) : body });
    if (next === null) return;
    response.writeHead(next.status, { "content-type": "application/json", ...next.headers });
    response.end(typeof next.body === "string" ? next.body : JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) =>
    socket ? server.listen(socket, resolve) : server.listen(0, "127.0.0.1", resolve),
  );
  return {
    url: socket ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (answer) => {
      next = answer;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
