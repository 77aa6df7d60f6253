import {
  type ChatEvent,
  type ChatMessage,
  type ChatState,
  emptyChat,
  nextState,
  UNSENT,
} from "./chat-state.ts";
import { follow } from "./direct-line.ts";
import { DirectLineError, openHttp } from "./direct-line-http.ts";
import { openSavedSession } from "./saved-session.ts";
import type { Settings } from "./settings.ts";

// A turn that takes longer has failed: the dots must not stay for ever.
const TYPING_MS = 30_000;

/** The visitor's side of the conversation. */
export interface Chat {
  state(): ChatState;
  /** Begins to follow the conversation, and opens one when there is none. Safe to repeat. */
  start(): void;
  /** Whether this browser has a conversation already. */
  readonly isReturning: boolean;
  send(text: string, choiceId: string | null): void;
  retry(key: string): void;
}

/** `onChange` is called after every change of the state. */
export const openChat = (settings: Settings, onChange: () => void): Chat => {
  const saved = openSavedSession(`${settings.origin}:${settings.organization}`);
  const http = openHttp(settings, saved);
  let state = emptyChat;
  let typing: ReturnType<typeof setTimeout>;
  let queue = Promise.resolve();

  const happen = (event: ChatEvent): void => {
    state = nextState(state, event);
    onChange();
  };
  const deliver = (key: string, delivery: ChatMessage["delivery"]): void =>
    happen({ kind: "delivery", key, delivery });
  const post = async (key: string): Promise<void> => {
    const message = state.messages.find((some) => some.key === key);
    if (message?.id !== UNSENT) return;
    const { text, choiceId } = message;
    try {
      await http.call("/activities", {
        type: "message",
        text,
        // The server stores one activity however often it is sent under this name.
        channelData: { clientActivityID: key },
        value: choiceId === null ? undefined : { choiceId },
      });
      deliver(key, "sent");
    } catch (error) {
      deliver(key, "failed");
      if (!(error instanceof DirectLineError)) throw error;
    }
  };
  const enqueue = (key: string): void => {
    queue = queue.then(() => post(key));
  };
  const retry = (key: string): void => {
    deliver(key, "sending");
    enqueue(key);
  };
  const retryFailed = (): void => {
    for (const { key, delivery } of state.messages) if (delivery === "failed") retry(key);
  };

  return {
    state: () => state,
    isReturning: saved.read() !== null,
    start: () => {
      if (state.connection !== "idle") return;
      happen({ kind: "changed", to: { connection: "connecting" } });
      void follow(http, {
        onActivities: (activities) => {
          happen({ kind: "arrived", activities });
          clearTimeout(typing);
          typing = setTimeout(() => happen({ kind: "changed", to: { typing: false } }), TYPING_MS);
        },
        onConnection: (connection) => {
          const isBack = connection === "online" && state.connection === "offline";
          if (connection !== state.connection) happen({ kind: "changed", to: { connection } });
          if (isBack) retryFailed();
        },
      });
    },
    send: (text, choiceId) => {
      const key = newKey();
      happen({ kind: "sending", key, text, choiceId });
      enqueue(key);
    },
    retry,
  };
};

// It need only be unique in this conversation, and `randomUUID` is missing without https.
const newKey = (): string => `${Date.now()}-${Math.random()}`;
