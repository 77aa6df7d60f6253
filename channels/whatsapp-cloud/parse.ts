import type {
  ChannelAccount,
  DeliveryReport,
  Echo,
  InboundDelivery,
  InboundEvent,
} from "../../src/conversation/push-channel.ts";
import { codeOf } from "./failure.ts";
import { ownNumberOf, type Person, personOf } from "./person.ts";
import {
  type Contact,
  type Content,
  type Message,
  type MessageEcho,
  type Status,
  Value,
  Webhook,
} from "./webhook.ts";

/** `messages` tells what people say and what became of our words, the others what the house typed itself. */
const fieldsRead: readonly string[] = ["messages", "smb_message_echoes", "message_echoes"];

/**
 * All that a request tells of this number: an app has one callback address for all of its numbers, and
 * one request can carry many messages. Groups are none of our business.
 */
export const parse = (
  body: unknown,
  { account }: Pick<ChannelAccount, "account">,
): readonly InboundEvent[] =>
  Webhook.parse(body)
    .entry.flatMap(({ changes }) => changes)
    .filter(({ field }) => fieldsRead.includes(field))
    .map(({ value }) => Value.parse(value))
    .filter(({ metadata }) => metadata.phone_number_id === account)
    .flatMap(({ messages, statuses, message_echoes, contacts }) => [
      ...messages.flatMap((message) => readMessage(message, contacts) ?? []),
      ...statuses.flatMap((status) => readStatus(status) ?? []),
      ...message_echoes.flatMap((echo) => readEcho(echo, contacts) ?? []),
    ]);

/** Nothing a person has said: a number that changed hands, words that were taken back. */
const unsaid: readonly string[] = ["system", "revoke"];

const readMessage = (message: Message, contacts: readonly Contact[]): InboundEvent | null => {
  const { id, type, group_id, reaction } = message;
  const person = personOf(message, contacts);
  if (!person || group_id !== undefined || unsaid.includes(type)) return null;
  const { address } = person;
  if (reaction) {
    const { message_id: of, emoji } = reaction;
    return { kind: "reaction", deliveryId: id, address, of, emoji };
  }
  if (type === "edit") return readEdit(message, person);
  return { ...person, ...plain, deliveryId: id, providerMessageId: id, ...contentOf(message) };
};

const plain = { choiceRef: null, acknowledgement: null } as const;

/** Its id may be that of the message it changes, so it is not enough to know it again by. */
const editId = ({ id, timestamp = "" }: Pick<Message, "id" | "timestamp">): string =>
  `${id}.edit.${timestamp}`;

const readEdit = (message: Message, person: Person): InboundDelivery | null => {
  const { edit } = message;
  const text = edit ? wordsOf(edit.message) : "";
  if (!edit || text === "") return null;
  const ids = { deliveryId: editId(message), providerMessageId: message.id };
  return { ...person, ...plain, ...ids, kind: "edit", text, edits: edit.original_message_id };
};

type Said = Pick<InboundDelivery, "kind" | "text"> &
  Partial<Pick<InboundDelivery, "choiceRef" | "recording">>;

const contentOf = (message: Message): Said => {
  const { type, interactive, button, contacts, order } = message;
  const pressed = interactive?.button_reply ?? interactive?.list_reply;
  if (pressed) return { kind: "press", text: pressed.title, choiceRef: pressed.id };
  if (button) return { kind: "press", text: button.text, choiceRef: button.payload };
  if (type === "request_welcome") return { kind: "start", text: "" };
  const number = contacts && ownNumberOf(message);
  if (number) return { kind: "contact", text: number };
  const text = wordsOf(message) || (order?.text ?? "");
  return text === "" ? unreadable(message) : { kind: "text", text };
};

/** Nothing to read: recordings can be listened to, everything else is declined. */
const unreadable = ({ audio, voice, image }: Message): Said => {
  const recorded = audio ?? voice;
  if (!recorded) return { kind: image ? "photo" : "other", text: "" };
  const { id, mime_type: mediaType } = recorded;
  return { kind: "voice", text: "", recording: { id, mediaType } };
};

const wordsOf = ({ text, image, video, document }: Content): string =>
  text?.body ?? image?.caption ?? video?.caption ?? document?.caption ?? "";

const readStatus = ({ id, status, errors }: Status): DeliveryReport | null => {
  switch (status) {
    case "delivered":
    case "read":
      return { kind: "report", providerId: id, status, code: null };
    case "failed": {
      const [error] = errors ?? [];
      return { kind: "report", providerId: id, status, code: codeOfReport(error?.code) };
    }
    // `sent`: `send` knows; `played`, `deleted`: nothing follows from them.
    default:
      return null;
  }
};

const codeOfReport = (code: number | undefined): string =>
  code === undefined ? "whatsapp_failed" : codeOf(code);

/** What the house typed in the WhatsApp Business app; a picture without words counts: somebody is there. */
const readEcho = (echo: MessageEcho, contacts: readonly Contact[]): Echo | null => {
  const { id, type, to, to_user_id, group_id, edit } = echo;
  const contact = contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === to);
  const address = to_user_id ?? contact?.user_id ?? to;
  if (address === undefined || group_id !== undefined || unsaid.includes(type)) return null;
  return {
    ...{ kind: "echo", address, providerMessageId: id },
    deliveryId: type === "edit" ? editId(echo) : id,
    text: wordsOf(edit?.message ?? echo),
  };
};
