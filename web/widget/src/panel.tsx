import type { Chat } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { CloseIcon } from "./icons.tsx";
import { Messages } from "./messages.tsx";
import type { Strings } from "./strings.ts";

interface Props {
  readonly chat: Chat;
  readonly title: string;
  readonly words: Strings;
  /** Null: the panel stands in the page and cannot be closed. */
  readonly onClose: (() => void) | null;
}

/** The chat itself: who, what was said, what to say. */
export const Panel = ({ chat, title, words, onClose }: Props) => {
  const { connection, messages, typing } = chat.state();
  return (
    <section
      class="panel"
      role={onClose ? "dialog" : "region"}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose?.();
      }}
    >
      <header>
        <h2>{title}</h2>
        {onClose && (
          <button type="button" aria-label={words.close} onClick={onClose}>
            <CloseIcon />
          </button>
        )}
      </header>
      <div class="connection" role="status">
        {(connection === "offline" || connection === "connecting") && (
          <span>{words[connection]}</span>
        )}
      </div>
      <Messages {...{ chat, words, messages, typing }} />
      <Composer words={words} onSend={(text) => chat.send(text, null)} />
    </section>
  );
};
