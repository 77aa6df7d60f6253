import type { Chat } from "./chat.ts";
import type { ChatMessage } from "./chat-state.ts";
import { LinkedText } from "./linked-text.tsx";
import type { Strings } from "./strings.ts";

interface Props {
  readonly chat: Chat;
  readonly messages: readonly ChatMessage[];
  readonly typing: boolean;
  readonly words: Strings;
}

/** What was said, as a log that screen readers follow. */
export const Messages = ({ chat, messages, typing, words }: Props) => {
  const offer = messages.findLast(({ from, choices }) => from !== "me" && choices.length > 0);
  return (
    <div class="log" role="log" aria-live="polite" aria-label={words.messages}>
      {messages.map((message, at) => (
        <Message
          key={message.key}
          {...{ chat, message, words }}
          chosen={message === offer ? choiceAfter(messages, at) : undefined}
        />
      ))}
      <div class={typing ? "typing on" : "typing"} role="status">
        {typing && <span class="hidden">{words.typing}</span>}
      </div>
    </div>
  );
};

/** Null while the choice is open; then what was pressed, or "" when something else was said. */
const choiceAfter = (messages: readonly ChatMessage[], at: number): string | null => {
  const answer = messages.slice(at + 1).find(({ from }) => from === "me");
  return answer === undefined ? null : (answer.choiceId ?? "");
};

interface MessageProps {
  readonly chat: Chat;
  readonly message: ChatMessage;
  readonly words: Strings;
  /** Undefined: its choices are history. Otherwise as `choiceAfter` says. */
  readonly chosen: string | null | undefined;
}

const Message = ({ chat, message, words, chosen }: MessageProps) => {
  const { from, text, key, delivery, choices } = message;
  const author = { me: words.you, ai: words.us, sales: words.team, system: "" }[from];
  return (
    <div class={`message ${from} ${delivery}`}>
      <span class={from === "sales" ? "author" : "hidden"}>{author}</span>
      <p>
        <LinkedText text={text} />
      </p>
      {delivery === "sending" && <small>{words.sending}</small>}
      {delivery === "failed" && (
        <small>
          {words.failed}{" "}
          <button type="button" onClick={() => chat.retry(key)}>
            {words.retry}
          </button>
        </small>
      )}
      {chosen !== undefined && (
        // `disabled` would take the focus, and Escape with it, from who pressed one by keyboard.
        <div class="choices">
          {choices.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              aria-disabled={chosen !== null}
              class={id === chosen ? "chosen" : ""}
              onClick={() => chosen ?? chat.send(label, id)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};
