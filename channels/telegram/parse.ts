import type { InboundDelivery } from "../../src/conversation/push-channel.ts";
import { type CallbackQuery, type Message, Update, type User } from "./update.ts";

/**
 * One update, one delivery at most. Groups are none of our business: a booking is between two, and a
 * bot that speaks into a group because somebody added it is a nuisance.
 */
export const parse = (body: unknown): readonly InboundDelivery[] => {
  const { update_id, message, edited_message, callback_query } = Update.parse(body);
  const said =
    (message && readMessage(message)) ??
    (edited_message && readEdit(edited_message)) ??
    (callback_query && readPress(callback_query));
  return said ? [{ deliveryId: String(update_id), ...said }] : [];
};

type Said = Omit<InboundDelivery, "deliveryId"> | null;

const readMessage = (message: Message): Said => {
  if (message.chat.type !== "private") return null;
  const { from, chat } = message;
  return { ...personOf(from, chat.id), ...nothingPressed, ...contentOf(message) };
};

/** What was said anew is a new message: what was answered stands, and corrections are understood. */
const readEdit = (message: Message): Said => {
  const said = readMessage(message);
  return said?.text ? { ...said, kind: "edit" } : null;
};

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

const contentOf = (message: Message): Pick<InboundDelivery, "kind" | "text"> => {
  const { contact, from, text = message.caption ?? "" } = message;
  // Anybody's card can be forwarded; only one's own number proves something.
  if (contact && contact.user_id !== undefined && contact.user_id === from?.id) {
    return { kind: "contact", text: `+${contact.phone_number.replace(/\D/gu, "")}` };
  }
  if (text.split(/[\s@]/u, 1)[0] === "/start") return { kind: "start", text };
  if (text !== "") return { kind: "text", text };
  if (message.voice || message.audio || message.video_note) return { kind: "voice", text };
  if (message.photo) return { kind: "photo", text };
  return { kind: "other", text };
};
