import type { Chat } from "./chat.ts";
import { ChatIcon } from "./icons.tsx";
import { Panel } from "./panel.tsx";
import type { Settings } from "./settings.ts";
import { strings } from "./strings.ts";

interface Props {
  readonly chat: Chat;
  readonly settings: Settings;
  readonly isOpen: boolean;
  /** How many messages came while it was closed. */
  readonly unread: number;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The panel in the page, or a button in the corner that opens it. */
export const App = ({ chat, settings, isOpen, unread, onOpen, onClose }: Props) => {
  const words = strings[settings.language];
  const isInline = settings.target !== null;
  const label = isOpen ? words.close : words.open;
  return (
    <>
      {isOpen && (
        <Panel
          {...{ chat, words }}
          title={settings.title ?? words.title}
          onClose={isInline ? null : onClose}
        />
      )}
      {!isInline && (
        <button
          type="button"
          class="launcher"
          aria-expanded={isOpen}
          aria-label={unread > 0 ? `${label}, ${words.unread(unread)}` : label}
          onClick={isOpen ? onClose : onOpen}
        >
          <ChatIcon />
          {unread > 0 && <b aria-hidden="true">{unread}</b>}
        </button>
      )}
    </>
  );
};
