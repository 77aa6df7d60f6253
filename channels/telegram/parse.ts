import type {
  InboundDelivery,
  InboundEvent,
  Reaction,
} from "../../src/conversation/push-channel.ts";
import { messageName } from "./message-name.ts";
import {
  type CallbackQuery,
  type Message,
  type ReactionChange,
  Update,
  type User,
} from "./update.ts";

/**
 * One update, one event at most. Groups are none of our business: a booking is between two, and a
 * bot that speaks into a group because somebody added it is a nuisance.
 */
export const parse = (body: unknown): readonly InboundEvent[] => {
  const { update_id, message, edited_message, callback_query, message_reaction } =
    Update.parse(body);
  const event =
    (message && readMessage(message)) ??
    (edited_message && readEdit(edited_message)) ??
    (callback_query && readPress(callback_query)) ??
    (message_reaction && readReaction(message_reaction));
  return event ? [{ deliveryId: String(update_id), ...event }] : [];
};

type Said = Omit<InboundDelivery, "deliveryId"> | null;

const readMessage = (message: Message): Said => {
  if (message.chat.type !== "private") return null;
  const { from, chat, message_id } = message;
  return {
    ...{ ...personOf(from, chat.id), ...nothingPressed, ...contentOf(message) },
    providerMessageId: messageName(chat.id, message_id),
  };
};

/** What was said anew is a new message: what was answered stands, and corrections are understood. */
const readEdit = (message: Message): Said => {
  const said = readMessage(message);
  if (!said?.text) return null;
  const { providerMessageId: edits, ...anew } = said;
  return { ...anew, kind: "edit", ...(edits && { edits }) };
};

const readReaction = ({
  chat,
  message_id,
  new_reaction,
}: ReactionChange): Omit<Reaction, "deliveryId"> | null =>
  chat.type === "private"
    ? {
        ...{ kind: "reaction", address: String(chat.id), of: messageName(chat.id, message_id) },
        // A custom emoji has no character of its own.
        emoji: new_reaction.map(({ emoji = "⭐" }) => emoji).join(""),
      }
    : null;

const readPress = ({ id, from, message, data }: CallbackQuery): Said => {
  if (message && message.chat.type !== "private") return null;
  return {
    ...personOf(from, message?.chat.id ?? from.id),
    ...{ kind: "press", text: "", choiceRef: data ?? null, acknowledgement: id },
  };
};

const nothingPressed = { choiceRef: null, acknowledgement: null };

const personOf = (from: User | undefined, chatId: number) => ({
  address: String(chatId),
  displayName: [from?.first_name, from?.last_name].filter(Boolean).join(" ").slice(0, 120) || null,
  language: languageOf(from?.language_code),
});

const languageOf = (code: string | undefined): InboundDelivery["language"] => {
  const [language] = code?.toLowerCase().split("-") ?? [];
  return language === "vi" || language === "en" ? language : null;
};

type Content = Pick<InboundDelivery, "kind" | "text" | "proven" | "recording">;

const contentOf = (message: Message): Content => {
  const { contact, from, text = message.caption ?? "" } = message;
  // Anybody's card can be forwarded; only one's own number proves something.
  if (contact && contact.user_id !== undefined && contact.user_id === from?.id) {
    const value = `+${contact.phone_number.replace(/\D/gu, "")}`;
    return { kind: "contact", text: value, proven: { kind: "phone", value } };
  }
  if (text.split(/[\s@]/u, 1)[0] === "/start") return { kind: "start", text };
  if (text !== "") return { kind: "text", text };
  const recorded = message.voice ?? message.audio;
  if (recorded) {
    const recording = { id: recorded.file_id, mediaType: recorded.mime_type };
    return { kind: "voice", text, recording };
  }
  if (message.video_note) return { kind: "voice", text };
  if (message.photo) return { kind: "photo", text };
  return { kind: "other", text };
};
