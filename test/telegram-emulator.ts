import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";

/** What a bot's chat shows. */
export interface ShownMessage {
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
}

/** A person in Telegram, by an emulator others have written. */
export interface TelegramChat {
  say(text: string): Promise<void>;
  command(text: string): Promise<void>;
  /** Sends a message with these fields, such as `voice`. */
  send(text: string, fields: object): Promise<void>;
  /** Presses a button of the bot's last message by a part of its label. */
  press(label: string): Promise<void>;
  shown(): readonly ShownMessage[];
  /** Waits for the bot's next message. */
  next(): Promise<ShownMessage>;
}

type Fault = { readonly retryAfter: number } | "answer lost";

export interface TelegramEmulator {
  readonly apiRoot: string;
  readonly token: string;
  /**
   * What becomes of the next message sent to it: refused for so many seconds, or taken with the answer
   * lost, as when the connection or the sender dies.
   */
  faultNext(fault: Fault): void;
  /**
   * Where its webhooks have to go to reach a server: what stands here adds the secret token that
   * Telegram sends and the emulator leaves out.
   */
  readonly publicUrl: string;
  /** What its webhooks are signed with; undefined while none is set. */
  webhookSecret(): string | undefined;
  /** Behind which address the server is. */
  forwardTo(url: string): void;
  chat(id: number): TelegramChat;
  close(): Promise<void>;
}

const token = `666:${"a".repeat(35)}`;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe: Server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

export const openTelegramEmulator = async (): Promise<TelegramEmulator> => {
  const port = await freePort();
  const server = new TelegramServer({ port, host: "127.0.0.1" });
  await server.start();
  const front = await openFront(server, `http://127.0.0.1:${port}`);
  return {
    apiRoot: front.url,
    faultNext: front.faultNext,
    token,
    publicUrl: front.url,
    webhookSecret: () => webhookSecretOf(server),
    forwardTo: front.forwardTo,
    chat: (id) => openChat(server, id),
    close: async () => {
      front.close();
      await server.stop();
    },
  };
};

interface Webhooks {
  readonly webhooks: Readonly<Record<string, { readonly secret_token?: string }>>;
}

/** The emulator keeps what setWebhook was given, and to itself. */
const webhookSecretOf = (emulator: TelegramServer): string | undefined =>
  (emulator as unknown as Webhooks).webhooks[token]?.secret_token;

/** Stands before the emulator on both sides: its Bot API and its webhooks. */
const openFront = async (emulator: TelegramServer, api: string) => {
  let target = "";
  let fault: Fault | null = null;
  const hook = (url: string, body: Buffer) => {
    const secret = webhookSecretOf(emulator) ?? "";
    return forward(new URL(url, target), body, { "x-telegram-bot-api-secret-token": secret });
  };
  const front = createServer(async (request, response) => {
    const body = await buffer(request);
    const url = request.url ?? "";
    const met = url.endsWith("/sendMessage") ? fault : null;
    if (met) fault = null;
    if (met && met !== "answer lost") {
      const parameters = { retry_after: met.retryAfter };
      const refusal = { ok: false, error_code: 429, description: "Too Many Requests", parameters };
      response.writeHead(429).end(JSON.stringify(refusal));
      return;
    }
    const answer = await (url.startsWith("/bot")
      ? forward(new URL(url, api), body)
      : hook(url, body));
    const text = await answer.text();
    if (met === null) response.writeHead(answer.status).end(text);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faultNext: (next: Fault) => {
      fault = next;
    },
    forwardTo: (url: string) => {
      target = url;
    },
    close: () => {
      front.closeAllConnections();
      front.close();
    },
  };
};

const forward = (url: URL, body: Buffer, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: new Uint8Array(body),
  });

interface BotMessage {
  readonly chat_id: number | string;
  readonly text: string;
  readonly reply_markup?: {
    readonly inline_keyboard?: readonly (readonly {
      readonly text: string;
      readonly callback_data: string;
    }[])[];
  };
}

const openChat = (server: TelegramServer, id: number): TelegramChat => {
  const client = server.getClient(token, { userId: id, chatId: id, firstName: "Lan" });
  const shown = (): readonly ShownMessage[] =>
    server.storage.botMessages
      .map(({ message }) => message as unknown as BotMessage)
      .filter(({ chat_id }) => String(chat_id) === String(id))
      .map(({ text, reply_markup }) => ({
        text,
        buttons: (reply_markup?.inline_keyboard ?? [])
          .flat()
          .map((button) => ({ text: button.text, data: button.callback_data })),
      }));
  let seen = 0;
  const next = async (): Promise<ShownMessage> => {
    const late = Date.now() + 30_000;
    for (;;) {
      const message = shown()[seen];
      if (message) {
        seen += 1;
        return message;
      }
      if (Date.now() > late) throw new Error(`message ${seen + 1} has not come to chat ${id}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    say: async (text) => void (await client.sendMessage(client.makeMessage(text))),
    command: async (text) => void (await client.sendCommand(client.makeCommand(text))),
    send: async (text, fields) => void (await client.sendMessage(client.makeMessage(text, fields))),
    press: async (label) => {
      const buttons = shown().at(-1)?.buttons ?? [];
      const button = buttons.find(({ text }) => text.includes(label));
      if (!button) throw new Error(`no button ${label} in ${JSON.stringify(buttons)}`);
      await client.sendCallback(client.makeCallbackQuery(button.data));
    },
    shown,
    next,
  };
};
