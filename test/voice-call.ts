import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout } from "node:timers/promises";

/** What the relay is told to do. */
export type Order = Readonly<Record<string, unknown>> & { readonly type: string };

/** Twilio's side of a call: what it sends, and what it is told to say. */
export interface VoiceCall {
  /** The caller says something, in parts as they are recognised. */
  says(...parts: string[]): void;
  presses(digit: string): void;
  /** The caller begins to speak over us. */
  interrupts(): void;
  /** Sends a frame as it is. */
  send(frame: string): void;
  /** Waits for all that is said, until enough has been or it ends. */
  hears(enough?: RegExp): Promise<string>;
  /** Waits for one order that is no text. */
  ordered(): Promise<Order>;
  /** Everything that came. */
  readonly orders: readonly Order[];
  hangUp(): void;
}

/** Signs as twilio.com/docs/usage/security says. */
export const signatureOf = (
  authToken: string,
  url: string,
  fields: Readonly<Record<string, string>> = {},
): string => {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = url + sorted.flat().join("");
  return createHmac("sha1", authToken).update(signed).digest("base64");
};

/** The status with which a socket is refused; 101 when it opens. */
export const knock = async (url: string, headers: Record<string, string>): Promise<number> => {
  const upgrade = {
    ...{ connection: "upgrade", upgrade: "websocket", "sec-websocket-version": "13" },
    "sec-websocket-key": Buffer.alloc(16).toString("base64"),
  };
  const asked = request(url.replace(/^ws/u, "http"), { headers: { ...headers, ...upgrade } });
  asked.end();
  const opened = once(asked, "upgrade").then(([, socket]) => socket.destroy() && 101);
  const refused = once(asked, "response").then(([response]) => response.statusCode);
  return Promise.race([opened, refused]);
};

/** Node's own takes headers; the types are those of browsers, which do not. */
const openSocket = (url: string, headers: Record<string, string>): WebSocket =>
  new WebSocket(url, { headers } as unknown as string[]);

interface Caller {
  readonly callSid: string;
  readonly from: string;
  readonly signature: string;
}

/** Opens the socket at `url` and introduces the call. */
export const openCall = async (
  url: string,
  { callSid, from, signature }: Caller,
): Promise<VoiceCall> => {
  const socket = openSocket(url, { "x-twilio-signature": signature });
  const orders: Order[] = [];
  socket.addEventListener("message", ({ data }) => void orders.push(JSON.parse(String(data))));
  await once(socket, "open");
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const sessionId = `VX${callSid.slice(2)}`;
  const about = { accountSid: `AC${"1".repeat(32)}`, to: "+84901234567", direction: "inbound" };
  send({ type: "setup", sessionId, callSid, from, ...about, callStatus: "RINGING" });
  let seen = 0;
  const next = async (): Promise<Order> => {
    for (const late = Date.now() + 15_000; Date.now() < late; await setTimeout(5)) {
      const order = orders[seen];
      if (!order) continue;
      seen += 1;
      return order;
    }
    throw new Error(`nothing is said after ${JSON.stringify(orders)}`);
  };
  return {
    orders,
    says: (...parts) => {
      for (const [at, voicePrompt] of parts.entries()) {
        send({ type: "prompt", voicePrompt, lang: "vi-VN", last: at === parts.length - 1 });
      }
    },
    presses: (digit) => send({ type: "dtmf", digit }),
    interrupts: () =>
      send({ type: "interrupt", utteranceUntilInterrupt: "Dạ", durationUntilInterruptMs: 460 }),
    send: (frame) => socket.send(frame),
    hears: async (enough) => {
      let said = "";
      for (;;) {
        const { type, token, last } = await next();
        if (type !== "text") throw new Error(`told to ${type} after "${said}"`);
        said += String(token);
        if (last === true || enough?.test(said)) return said;
      }
    },
    ordered: async () => {
      for (;;) {
        const order = await next();
        if (order.type !== "text") return order;
      }
    },
    hangUp: () => socket.close(),
  };
};
