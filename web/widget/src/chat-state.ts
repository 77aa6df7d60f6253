import type { Activity, Choice } from "./activity.ts";

/** Sorts behind the ids of the server, which begin with a letter or a digit. */
export const UNSENT = "~";

export interface ChatMessage {
  /** The same before and after it was sent. */
  readonly key: string;
  /** Ids sort as the messages do: `UNSENT`, until the server has it, comes after all others. */
  readonly id: string;
  readonly from: "me" | "ai" | "sales" | "system";
  readonly text: string;
  readonly choiceId: string | null;
  readonly choices: readonly Choice[];
  readonly delivery: "sent" | "sending" | "failed";
}

export type Connection = "idle" | "connecting" | "online" | "offline";

export interface ChatState {
  readonly messages: readonly ChatMessage[];
  readonly typing: boolean;
  readonly connection: Connection;
}

export type ChatEvent =
  | { readonly kind: "arrived"; readonly activities: readonly Activity[] }
  | {
      readonly kind: "sending";
      readonly key: string;
      readonly text: string;
      readonly choiceId: string | null;
    }
  | { readonly kind: "delivery"; readonly key: string; readonly delivery: ChatMessage["delivery"] }
  | { readonly kind: "changed"; readonly to: Partial<ChatState> };

export const emptyChat: ChatState = { messages: [], typing: false, connection: "idle" };

/** The chat after an event. Messages that come twice, or back from the server, are there once. */
export const nextState = (state: ChatState, event: ChatEvent): ChatState => {
  switch (event.kind) {
    case "arrived":
      return event.activities.reduce(arrive, state);
    case "sending": {
      const { key, text, choiceId } = event;
      const message = { key, id: UNSENT, from: "me", text, choiceId, choices: [] } as const;
      return { ...state, messages: [...state.messages, { ...message, delivery: "sending" }] };
    }
    case "delivery":
      return {
        ...state,
        messages: state.messages.map((message) =>
          message.key === event.key && message.id === UNSENT
            ? { ...message, delivery: event.delivery }
            : message,
        ),
      };
    case "changed":
      return { ...state, ...event.to };
  }
};

const arrive = (state: ChatState, activity: Activity): ChatState => {
  if (activity.type === "typing") return { ...state, typing: true };
  if (activity.type !== "message") return state;
  const message = toMessage(activity);
  const others = state.messages.filter(({ key, id }) => key !== message.key && id !== message.id);
  return {
    ...state,
    messages: [...others, message].sort(byPlace),
    typing: state.typing && message.from === "me",
  };
};

const toMessage = (activity: Activity): ChatMessage => {
  const actions = activity.suggestedActions?.actions ?? [];
  return {
    key: activity.channelData?.clientActivityID ?? activity.id,
    id: activity.id,
    from: activity.from.role === "user" ? "me" : authorOf(activity.from.id),
    text: activity.text ?? "",
    choiceId: activity.value?.choiceId ?? null,
    choices: actions.map(({ title, value }) => ({ id: value.choiceId, label: title })),
    delivery: "sent",
  };
};

const authorOf = (id: string): "ai" | "sales" | "system" =>
  id === "sales" || id === "system" ? id : "ai";

const byPlace = (a: ChatMessage, b: ChatMessage): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);
