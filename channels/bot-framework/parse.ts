import type {
  InboundDelivery,
  InboundEvent,
  Reaction,
} from "../../src/conversation/push-channel.ts";
import { Activity } from "./activity.ts";
import { addressOf } from "./address.ts";

/** One activity, one event at most. Groups are none of our business: a booking is between two. */
export const parse = (body: unknown): readonly InboundEvent[] => {
  const activity = Activity.parse(body);
  if (activity.conversation.isGroup) return [];
  const event = readers[activity.type]?.(activity) ?? null;
  return event ? [event] : [];
};

/** What is typed, ended, deleted or asked of a bot alone tells us nothing. */
const readers: Readonly<Record<string, (activity: Activity) => InboundEvent | null>> = {
  message: (activity) => ({ ...about(activity), ...contentOf(activity) }),
  messageUpdate: (activity) => readEdit(activity),
  messageReaction: (activity) => readReaction(activity),
  conversationUpdate: (activity) => readArrival(activity),
};

/** Ids of activities are unique in their conversation only. */
const deliveryOf = ({ conversation, id, timestamp, type }: Activity): string =>
  [conversation.id, id ?? `${type} ${timestamp ?? ""}`].join("/");

const about = (
  activity: Activity,
  userId = activity.from.id,
): Omit<InboundDelivery, "kind" | "text"> => ({
  deliveryId: deliveryOf(activity),
  address: addressOf(activity, userId),
  displayName: activity.from.name?.slice(0, 120) || null,
  language: languageOf(activity.locale),
  ...{ choiceRef: null, acknowledgement: null },
  ...(activity.id !== undefined && { providerMessageId: activity.id }),
});

const languageOf = (locale: string | null | undefined): InboundDelivery["language"] => {
  const [language] = locale?.toLowerCase().split("-") ?? [];
  return language === "vi" || language === "en" ? language : null;
};

const REF = /^c\d{1,9}\.\d{1,3}$/u;

/** What a pressed button carries; channels that cannot carry it send its label as words. */
const refOf = (value: unknown): string | null =>
  typeof value === "string" && REF.test(value) ? value : null;

const contentOf = ({
  text,
  value,
  attachments,
}: Activity): Pick<InboundDelivery, "kind" | "text" | "choiceRef"> => {
  const words = text ?? "";
  const choiceRef = refOf(value) ?? refOf(text);
  if (choiceRef) return { kind: "press", text: words === choiceRef ? "" : words, choiceRef };
  if (words !== "") return { kind: "text", text: words, choiceRef: null };
  const types = (attachments ?? []).map(({ contentType }) => contentType.split("/", 1)[0]);
  const kind = types.includes("audio") ? "voice" : types.includes("image") ? "photo" : "other";
  return { kind, text: "", choiceRef: null };
};

const readEdit = (activity: Activity): InboundDelivery | null => {
  const { id, text, timestamp = "" } = activity;
  if (id === undefined || !text) return null;
  const deliveryId = `${deliveryOf(activity)}/${timestamp}`;
  return { ...about(activity), kind: "edit", text, deliveryId, edits: id };
};

/** As Teams names them. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
const feelings: Readonly<Record<string, string>> = {
  ...{ like: "👍", heart: "❤️", laugh: "😆", surprised: "😮", sad: "😢", angry: "😠" },
};

const readReaction = (activity: Activity): Reaction | null => {
  const { replyToId, reactionsAdded, reactionsRemoved, from } = activity;
  const type = reactionsAdded?.at(-1)?.type ?? (reactionsRemoved?.length ? "" : null);
  if (!replyToId || type === null) return null;
  const address = addressOf(activity, from.id);
  const emoji = feelings[type] ?? type;
  return { kind: "reaction", deliveryId: deliveryOf(activity), address, of: replyToId, emoji };
};

/** The person has come in; the bot itself comes in, too, and is not greeted. */
const readArrival = (activity: Activity): InboundDelivery | null => {
  const person = activity.membersAdded?.find(({ id }) => id !== activity.recipient.id);
  return person ? { ...about(activity, person.id), kind: "start", text: "" } : null;
};
