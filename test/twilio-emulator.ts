import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { createEmulator } from "emulate";

/** A phone that texts the number, by an emulator others have written. */
export interface TwilioPhone {
  text(words: string): Promise<void>;
  /** Calls, and gives back what the number's webhook answered. */
  call(): Promise<WebhookSeen | undefined>;
  /** All that has come to the phone. */
  shown(): Promise<readonly string[]>;
  /** Waits for the next text. */
  next(): Promise<string>;
}

/** What came of the emulator calling our webhook. */
export interface WebhookSeen {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface TwilioEmulator {
  /** Stands for Twilio's hosts, as `--api-root` takes it. */
  readonly apiRoot: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
  /** Where its webhooks have to go to reach a server. */
  readonly publicUrl: string;
  /** Behind which address the server is. */
  forwardTo(url: string): void;
  /** Every webhook it has called, and what was answered. */
  readonly webhooks: readonly WebhookSeen[];
  phone(number: string): TwilioPhone;
  /** What its API holds under a path. */
  look(path: string): Promise<unknown>;
  /** Has the last text to a phone become so, and tells its status callback. */
  settle(phone: string, status: string): Promise<void>;
  close(): Promise<void>;
}

/** Of the one number's messaging service. */
export const serviceSid = `MG${"2".repeat(32)}`;
const accountSid = `AC${"1".repeat(32)}`;
const authToken = "a".repeat(32);
const number = "+84901234567";

/**
 * An account with one number. Twilio refuses to send to who has said STOP until they say START; the
 * emulator does not, so what stands before it does.
 */
export const openTwilioEmulator = async (): Promise<TwilioEmulator> => {
  const emulator = await createEmulator({
    service: "twilio",
    port: await freePort(),
    seed: {
      twilio: {
        account: { sid: accountSid, auth_token: authToken, friendly_name: "Hoa Mai" },
        phone_numbers: [{ phone_number: number }],
        messaging_services: [{ sid: serviceSid, friendly_name: "Hoa Mai", phone_numbers: [] }],
      },
    },
  });
  const stopped = new Set<string>();
  const front = await openFront(emulator.url, stopped);
  const post = (path: string, form: Record<string, string>) =>
    ask(emulator.url, path, { method: "POST", body: new URLSearchParams(form) });
  return {
    ...{ accountSid, authToken, number, apiRoot: front.url, publicUrl: front.url },
    ...{ forwardTo: front.forwardTo, webhooks: front.webhooks },
    phone: (from) => openPhone(emulator.url, { from, stopped, post, webhooks: front.webhooks }),
    look: (path) => ask(emulator.url, path),
    settle: async (to, status) => {
      const [last] = await textsTo(emulator.url, to);
      await post("/_twilio/simulate/message-status", {
        ...{ MessageSid: last?.sid ?? "", Status: status },
      });
    },
    close: async () => {
      front.close();
      await emulator.close();
    },
  };
};

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;

const ask = async (url: string, path: string, init: RequestInit = {}): Promise<unknown> => {
  const answer = await fetch(new URL(path, url), { ...init, headers: { authorization } });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`the emulator answered ${answer.status}: ${body}`);
  return JSON.parse(body);
};

interface Text {
  readonly sid: string;
  readonly body: string;
}

/** Newest first. */
const textsTo = async (url: string, to: string): Promise<readonly Text[]> => {
  const query = new URLSearchParams({ To: to, PageSize: "1000" });
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json?${query}`;
  return ((await ask(url, path)) as { readonly messages: readonly Text[] }).messages;
};

interface Line {
  readonly from: string;
  readonly stopped: Set<string>;
  readonly post: (path: string, form: Record<string, string>) => Promise<unknown>;
  readonly webhooks: readonly WebhookSeen[];
}

const openPhone = (url: string, { from, stopped, post, webhooks }: Line): TwilioPhone => {
  const shown = async () => (await textsTo(url, from)).map(({ body }) => body).toReversed();
  let seen = 0;
  return {
    text: async (words) => {
      if (words === "STOP") stopped.add(from);
      if (words === "START") stopped.delete(from);
      const form = { To: number, From: from, Body: words };
      await post("/_twilio/simulate/inbound-message", form);
    },
    call: async () => {
      await post("/_twilio/simulate/inbound-call", { To: number, From: from });
      return webhooks.at(-1);
    },
    shown,
    next: async () => {
      const late = Date.now() + 30_000;
      for (;;) {
        const text = (await shown())[seen];
        if (text !== undefined) {
          seen += 1;
          return text;
        }
        if (Date.now() > late) throw new Error(`text ${seen + 1} has not come to ${from}`);
        await setTimeout(20);
      }
    },
  };
};

/** Stands before the emulator on both sides: its API and its webhooks. */
const openFront = async (api: string, stopped: ReadonlySet<string>) => {
  let target = "";
  const webhooks: WebhookSeen[] = [];
  const front = createServer(async (request, response) => {
    const body = await buffer(request);
    const { url = "", method = "", headers } = request;
    const isOurs = url.startsWith("/webhooks/") || url.startsWith("/voice/");
    const to = new URLSearchParams(body.toString()).get("To") ?? "";
    if (!isOurs && url.endsWith("/Messages.json") && stopped.has(to)) {
      const refusal = { code: 21610, status: 400, message: "unsubscribed recipient" };
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify(refusal));
      return;
    }
    const answer = await forward(new URL(url, isOurs ? target : api), { method, headers, body });
    const type = answer.headers.get("content-type") ?? "";
    const text = await answer.text();
    if (isOurs) webhooks.push({ status: answer.status, type, body: text });
    response.writeHead(answer.status, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    ...{ url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, webhooks },
    forwardTo: (url: string) => {
      target = url;
    },
    close: () => {
      front.closeAllConnections();
      front.close();
    },
  };
};

/** What a proxy hands on; the connection's own headers are its own. */
const kept = ["authorization", "content-type", "x-twilio-signature"];

const forward = (
  url: URL,
  {
    method,
    headers,
    body,
  }: { readonly method: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer },
) =>
  fetch(url, {
    method,
    headers: Object.fromEntries(kept.map((name) => [name, String(headers[name] ?? "")])),
    ...(method === "POST" && { body: new Uint8Array(body) }),
  });
