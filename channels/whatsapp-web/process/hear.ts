import type { Client, Message } from "whatsapp-web.js";
import { z } from "zod";

import type { Heard } from "../heard.ts";
import type { OwnWords } from "./own-words.ts";

/** Hands on what a client hears, in its order; `null` is nothing after all. */
export type Tell = (heard: () => Promise<Heard | null>) => void;

/** What the library keeps of WhatsApp's own model beside its own fields. */
const Raw = z.object({
  mimetype: z.string().nullish(),
  notifyName: z.string().nullish(),
  latestEditSenderTimestampMs: z.number().nullish(),
});

/** How the library writes ids, where its types say `MessageId`. */
const Key = z.object({ _serialized: z.string(), fromMe: z.boolean(), remote: z.unknown() });
const Remote = z.union([z.string(), z.object({ _serialized: z.string() })]);

/** Makes plain bodies of what the library emits. Acks of `Message` carry the new one beside it. */
export const hear = (client: Client, ownWords: OwnWords, tell: Tell): void => {
  client.on("message", (message) =>
    tell(async () => ({ event: "message", message: await withPhone(client, bodyOf(message)) })),
  );
  client.on("message_create", (message) => {
    if (!message.fromMe) return;
    const body = bodyOf(message);
    tell(async () => ((await ownWords.has(body.id)) ? null : { event: "message", message: body }));
  });
  client.on("message_edit", (message) =>
    tell(async () => ({ event: "edit", message: await withPhone(client, bodyOf(message)) })),
  );
  client.on("message_reaction", ({ id, msgId, reaction, timestamp }) =>
    tell(async () => {
      const { _serialized, fromMe, remote } = Key.parse(id);
      const of = Key.parse(msgId)._serialized;
      const chat = addressOf(Remote.parse(remote));
      const ids = { id: _serialized, isOurs: fromMe, chat, of };
      return { event: "reaction", ...ids, emoji: reaction, at: timestamp };
    }),
  );
  client.on("message_ack", (message, ack) => {
    const { id, chat, isOurs } = bodyOf(message);
    tell(async () => ({ event: "ack", id, chat, isOurs, ack }));
  });
};

const addressOf = (wid: z.output<typeof Remote>): string =>
  typeof wid === "string" ? wid : wid._serialized;

type Body = Extract<Heard, { readonly event: "message" }>["message"];

const bodyOf = (message: Message): Body => {
  const raw = Raw.safeParse(message.rawData).data;
  return {
    id: message.id._serialized,
    chat: message.fromMe ? message.to : message.from,
    ...{ isOurs: message.fromMe, type: message.type, body: message.body },
    ...{ mediaType: raw?.mimetype ?? null, name: raw?.notifyName ?? null },
    ...{ isStatus: message.isStatus, editedAt: raw?.latestEditSenderTimestampMs ?? null },
  };
};

const longestLookMs = 3_000;

/** Some chats are known by an id that hides the number, which WhatsApp may tell all the same. */
const withPhone = async (client: Client, body: Body): Promise<Body> => {
  if (!body.chat.endsWith("@lid")) return body;
  const late = new Promise<never>((_, reject) => setTimeout(reject, longestLookMs).unref());
  try {
    const [found] = await Promise.race([client.getContactLidAndPhone([body.chat]), late]);
    return { ...body, phone: /^\d+/u.exec(found?.pn ?? "")?.[0] ?? null };
  } catch {
    return body;
  }
};
