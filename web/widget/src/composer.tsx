import { SendIcon } from "./icons.tsx";
import type { Strings } from "./strings.ts";

// What the server takes of one message.
const MOST_CHARS = 20_000;

interface Props {
  readonly words: Strings;
  readonly onSend: (text: string) => void;
}

/** Enter sends, Shift+Enter begins a line; Enter that ends a Vietnamese syllable does neither. */
export const Composer = ({ words, onSend }: Props) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      const field = event.currentTarget.querySelector("textarea");
      if (field?.value.trim()) {
        onSend(field.value.trim());
        field.value = "";
        grow(field);
        field.focus();
      }
    }}
  >
    <textarea
      rows={1}
      maxLength={MOST_CHARS}
      placeholder={words.placeholder}
      aria-label={words.placeholder}
      onInput={({ currentTarget }) => grow(currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
    <button type="submit" aria-label={words.send}>
      <SendIcon />
    </button>
  </form>
);

/** As high as its text; the style sheet sets the limit. */
const grow = (field: HTMLTextAreaElement): void => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
};
