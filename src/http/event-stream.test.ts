import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type EventStream, openEventStream } from "./event-stream.ts";

const mostWaiting = 64 * 1_024;

let server: Server;
let port = 0;
const opened: { readonly stream: EventStream; waiting(): number; closed: boolean }[] = [];
beforeAll(async () => {
  server = createServer((_request, response) => {
    const one = {
      stream: openEventStream(response, {
        ...{ mostWaiting, heartbeatMs: 20, lifeMs: 300 },
        onClose: () => {
          one.closed = true;
        },
      }),
      waiting: () => response.writableLength,
      closed: false,
    };
    opened.push(one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const dial = async () => {
  const before = opened.length;
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  await expect.poll(() => opened.length).toBe(before + 1);
  const mine = opened.at(-1);
  if (!mine) throw new Error("nothing was opened");
  return { socket, mine };
};

describe("a stream of events", () => {
  test("a client that does not read is let go of once its buffer is full, and not before", async () => {
    const { socket, mine } = await dial();
    socket.pause();
    const data = "x".repeat(32 * 1_024);
    let most = 0;
    for (let sent = 0; sent < 2_000 && !mine.closed; sent += 1) {
      mine.stream.send({ id: sent, name: "news", data });
      most = Math.max(most, mine.waiting());
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(mine.closed).toBe(true);
    expect(most).toBeLessThan(mostWaiting + 2 * data.length);
    mine.stream.send({ name: "news", data });
    mine.stream.end();
    socket.destroy();
  });

  test("beats while nothing happens, and ends when its time is over", async () => {
    const { socket, mine } = await dial();
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString();
    });
    mine.stream.send({ id: 7, name: "news", data: { words: "a\nb" } });
    await expect.poll(() => mine.closed, { timeout: 3_000 }).toBe(true);
    expect(heard).toContain('id: 7\nevent: news\ndata: {"words":"a\\nb"}\n\n');
    expect(heard.split(":\n\n").length).toBeGreaterThan(3);
    socket.destroy();
  });
});
