import type { AddressInfo, Socket } from "node:net";
import rateLimit from "@fastify/rate-limit";
import websocket from "@fastify/websocket";
import fastify from "fastify";

import { webChat } from "../channels/web-chat/index.ts";
import type { WebChatWorld } from "./web-chat-world.ts";

export interface WebChatServer {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly directLine: string;
  /** Cuts every open connection, as a crash of the server would. */
  cutConnections(): void;
  /** Lines of the log. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

interface Options {
  /** Any free one by default. */
  readonly port?: number;
  /** Whether it counts calls, as the real server does. */
  readonly limited?: boolean;
  /** Bodies by path. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** The channel alone on a server, with pages to stand on. */
export const openWebChatServer = async (
  world: WebChatWorld,
  { port = 0, limited = false, pages = {} }: Options = {},
): Promise<WebChatServer> => {
  const log: string[] = [];
  const http = fastify({ logger: { stream: { write: (line) => void log.push(line) } } });
  const sockets = new Set<Socket>();
  http.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  if (limited) await http.register(rateLimit, { global: false });
  await http.register(websocket);
  await webChat.mount(http, world.host);
  for (const [path, body] of Object.entries(pages)) {
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    http.get(path, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(body));
  }
  await http.listen({ host: "127.0.0.1", port });
  const address = http.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${address.port}`;
  const cutConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin,
    directLine: `${origin}/v3/directline`,
    cutConnections,
    log,
    close: async () => {
      cutConnections();
      await http.close();
    },
  };
};
