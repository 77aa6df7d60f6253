import { render } from "preact";

import { App } from "./app.tsx";
import { openChat } from "./chat.ts";
import type { ChatState } from "./chat-state.ts";
import type { Settings } from "./settings.ts";

// Who scrolled up further than this is reading, and is left there.
const NEAR_END_PX = 120;
const FAR_DOWN_PX = 1e9;

/** Opens the chat and draws it into `root`, again after every change of it. */
export const show = (settings: Settings, root: ShadowRoot): void => {
  let isOpen = settings.target !== null;
  // What was there when the page came is not news.
  let seen = "";

  const draw = (): void => {
    const ids = arrivals(chat.state());
    if (isOpen || !seen) seen = ids.at(-1) ?? "";
    const isAtEnd = isNearEnd(root.querySelector(".log"));
    render(
      <App
        {...{ chat, settings, isOpen }}
        unread={ids.filter((id) => id > seen).length}
        onOpen={() => {
          isOpen = true;
          // Only who opens the chat begins a conversation: looking at a page does not.
          chat.start();
          draw();
          root.querySelector("textarea")?.focus();
        }}
        onClose={() => {
          isOpen = false;
          draw();
          root.querySelector<HTMLElement>(".launcher")?.focus();
        }}
      />,
      root,
    );
    if (isAtEnd) root.querySelector(".log")?.scrollTo(0, FAR_DOWN_PX);
  };
  const chat = openChat(settings, draw);
  if (isOpen || chat.isReturning) chat.start();
  draw();
};

const isNearEnd = (log: Element | null): boolean =>
  log === null || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;

const arrivals = ({ messages }: ChatState): string[] =>
  messages.filter(({ from }) => from !== "me").map(({ id }) => id);
