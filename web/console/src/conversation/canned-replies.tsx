import type { z } from "zod";

import type { CannedReplyRecord } from "#src/http/contract/inbox.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./conversation.module.css";
import { conversationTexts } from "./conversation-texts.ts";

type Reply = z.output<typeof CannedReplyRecord>;
const mostShown = 8;

/** Those a text that begins with / calls up, the lead's language first; null: it calls none. */
export const chooseCanned = (
  replies: readonly Reply[],
  text: string,
  language: Reply["language"],
): readonly Reply[] | null => {
  const called = /^\/(\S*)$/u.exec(text)?.[1]?.toLowerCase();
  if (called === undefined) return null;
  const isOwn = (reply: Reply): number => (reply.language === language ? 0 : 1);
  return replies
    .filter((one) => `${one.shortcut} ${one.text}`.toLowerCase().includes(called))
    .toSorted((one, other) => isOwn(one) - isOwn(other))
    .slice(0, mostShown);
};

interface CannedRepliesProps {
  readonly replies: readonly Reply[];
  readonly choose: (text: string) => void;
}

export const CannedReplies = ({ replies, choose }: CannedRepliesProps) => {
  const texts = useTexts(conversationTexts);
  return (
    <ul className={classes.canned} aria-label={texts.canned}>
      {replies.length === 0 && <li className={classes.hint}>{texts.noCanned}</li>}
      {replies.map(({ reply_id, shortcut, text }, index) => (
        <li key={reply_id}>
          <button
            type="button"
            className={classes.cannedItem}
            data-chosen={index === 0}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(text)}
          >
            <b>/{shortcut}</b>
            <span>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
