import type {
  DeliveryReport,
  Echo,
  InboundDelivery,
  InboundEvent,
} from "../../src/conversation/push-channel.ts";
import { Heard, type HeardMessage } from "./heard.ts";

/** Chats between two; groups, channels and status updates are none of our business. */
const between = /^(\d+)@(?:c\.us|lid)$/u;
/** Of these the first part is a number; of `lid` it is an id that hides it. */
const numbered = /^([1-9]\d{6,14})@c\.us$/u;

/** At most one event of what the process has heard. */
export const parse = (body: unknown): readonly InboundEvent[] => {
  const event = eventOf(Heard.parse(body));
  return event ? [event] : [];
};

const eventOf = (heard: ReturnType<typeof Heard.parse>): InboundEvent | null => {
  const chat =
    heard.event === "message" || heard.event === "edit" ? heard.message.chat : heard.chat;
  if (!between.test(chat)) return null;
  switch (heard.event) {
    case "message":
      return heard.message.isOurs ? echoOf(heard.message) : deliveryOf(heard.message);
    case "edit":
      return heard.message.isOurs ? null : editOf(heard.message);
    case "reaction": {
      const { id, isOurs, of, emoji, at } = heard;
      const deliveryId = `${id}.${at}`;
      return isOurs ? null : { kind: "reaction", deliveryId, address: chat, of, emoji };
    }
    case "ack":
      return heard.isOurs ? reportOf(heard.id, heard.ack) : null;
  }
};

/** What people send each other; everything else are notes of WhatsApp's own. */
const said: Readonly<Record<string, InboundDelivery["kind"]>> = {
  ...{ chat: "text", image: "photo", ptt: "voice", audio: "voice", video: "other" },
  ...{ document: "other", sticker: "other", location: "other", vcard: "other" },
  ...{ multi_vcard: "other", order: "other", product: "other", poll_creation: "other" },
};

/** Of these the body is words; of others it may be a thumbnail or a card. */
const worded: readonly string[] = ["chat", "image", "video", "document"];

const wordsOf = ({ type, body }: HeardMessage): string => (worded.includes(type) ? body : "");

const personOf = ({ chat, name, phone }: HeardMessage) => {
  const [, number = phone] = numbered.exec(chat) ?? [];
  return {
    ...{ address: chat, displayName: name?.slice(0, 120) || null, language: null },
    ...{ choiceRef: null, acknowledgement: null },
    ...(number && { proven: { kind: "phone" as const, value: `+${number}` } }),
  };
};

const deliveryOf = (message: HeardMessage): InboundDelivery | null => {
  const { id, type, mediaType, isStatus } = message;
  const kind = said[type];
  if (!kind || isStatus) return null;
  const text = wordsOf(message);
  return {
    ...{ ...personOf(message), deliveryId: id, providerMessageId: id },
    ...{ kind: text === "" ? kind : "text", text },
    ...(kind === "voice" && { recording: { id, mediaType: mediaType ?? "audio/ogg" } }),
  };
};

/** Without a time it is no edit: bodies also change while WhatsApp Web loads them. */
const editOf = (message: HeardMessage): InboundDelivery | null => {
  const { id, editedAt } = message;
  const text = wordsOf(message);
  if (editedAt === null || text === "") return null;
  const deliveryId = `${id}.edit.${editedAt}`;
  const ids = { deliveryId, providerMessageId: id, edits: id };
  return { ...personOf(message), ...ids, kind: "edit", text };
};

/** What a person of the house typed on the phone; what we sent does not come this far. */
const echoOf = (message: HeardMessage): Echo | null => {
  const { id, chat, type } = message;
  if (!said[type]) return null;
  const ids = { deliveryId: id, providerMessageId: id };
  return { kind: "echo", ...ids, address: chat, text: wordsOf(message) };
};

/** Source: `MessageAck` of whatsapp-web.js: -1 error, 2 on a device, 3 read, 4 played. */
const reportOf = (providerId: string, ack: number): DeliveryReport | null => {
  if (ack === -1) {
    return { kind: "report", providerId, status: "failed", code: "whatsapp_web_not_sent" };
  }
  if (ack < 2) return null;
  return { kind: "report", providerId, status: ack === 2 ? "delivered" : "read", code: null };
};
