import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import type { Client } from "whatsapp-web.js";
import { z } from "zod";

import type { Session } from "./keep-connected.ts";
import type { OwnWords } from "./own-words.ts";

interface AnswerDeps {
  readonly session: Pick<Session, "state" | "client">;
  readonly ownWords: OwnWords;
}

interface Answer {
  readonly status: number;
  readonly body: object | Buffer;
}

const Send = z.object({ to: z.string(), text: z.string() });
const Typing = z.object({ to: z.string() });

const refuse = (status: number, code: string): Answer => ({ status, body: { code } });

/** Does what the server asks of the number: `POST /messages`, `POST /typing`, `GET /media/<message>`. */
export const answerRequests = (deps: AnswerDeps): Server =>
  createServer((request, response) => void answer(deps, request, response));

const answer = async (
  deps: AnswerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // What the page throws may quote the message.
  const given = await handle(deps, request).catch(() => refuse(500, "whatsapp_web_failed"));
  write(response, given);
};

const write = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status);
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
};

const handle = async (deps: AnswerDeps, request: IncomingMessage): Promise<Answer> => {
  const client = deps.session.client();
  if (!client) {
    return deps.session.state() === "logged_out"
      ? refuse(409, "whatsapp_web_logged_out")
      : refuse(503, "whatsapp_web_not_connected");
  }
  const { method, url = "" } = request;
  const [, thing, id] = url.split("/");
  if (method === "GET" && thing === "media") return media(client, decodeURIComponent(id ?? ""));
  const body: unknown = await json(request);
  if (thing === "messages") return send(client, deps.ownWords, Send.parse(body));
  if (thing === "typing") return typing(client, Typing.parse(body));
  return refuse(404, "whatsapp_web_unknown_request");
};

/** What the page says of a number that is not on WhatsApp. */
const noSuchChat = /no lid for user|invalid wid|wid error/iu;

const send = async (
  client: Client,
  ownWords: OwnWords,
  { to, text }: z.output<typeof Send>,
): Promise<Answer> => {
  try {
    const id = await ownWords.send(async () => {
      const sent = await client.sendMessage(to, text, { linkPreview: false });
      // Where there is no such chat the library answers nothing, whatever its types say.
      return (sent as typeof sent | undefined)?.id._serialized ?? null;
    });
    return id === null ? refuse(422, "whatsapp_web_no_such_chat") : { status: 200, body: { id } };
  } catch (error) {
    if (!(error instanceof Error && noSuchChat.test(error.message))) throw error;
    return refuse(422, "whatsapp_web_no_such_chat");
  }
};

const typing = async (client: Client, { to }: z.output<typeof Typing>): Promise<Answer> => {
  const chat = await client.getChatById(to);
  await chat.sendStateTyping();
  return { status: 200, body: {} };
};

const media = async (client: Client, id: string): Promise<Answer> => {
  const message = await client.getMessageById(id);
  const file = await (message as typeof message | null)?.downloadMedia();
  return file
    ? { status: 200, body: Buffer.from(file.data, "base64") }
    : refuse(404, "whatsapp_web_gone");
};
