import { Button, Center, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useEffect, useRef, useState } from "react";

import { sayProblem } from "../api/ask.ts";
import {
  type Message,
  messagesQuery,
  messagesShown,
  notesQuery,
  type Row,
} from "../api/queries.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayDay, sayHour } from "../texts/say-time.ts";
import classes from "./conversation.module.css";
import { conversationTexts } from "./conversation-texts.ts";

type Entry =
  | { readonly kind: "message"; readonly at: string; readonly message: Message }
  | { readonly kind: "note"; readonly at: string; readonly id: string; by: string; text: string };

/** What was said and noted, in order; it stays at its end while nobody has scrolled away. */
export const Thread = ({ row }: { readonly row: Row }) => {
  const texts = useTexts(conversationTexts);
  const language = useLanguage();
  const id = row.conversation_id;
  const [after, setAfter] = useState(Math.max(0, row.last_seq - messagesShown));
  const messages = useQuery(messagesQuery(id, after));
  const notes = useQuery(notesQuery(id));
  const entries = inOrder(messages.data ?? [], notes.data ?? [], after > 0);
  const box = useStickyEnd(entries.length);
  if (messages.isError) {
    return (
      <Center className={classes.scroll} role="alert">
        {sayProblem(messages.error)}
      </Center>
    );
  }
  return (
    <div
      ref={box}
      className={classes.scroll}
      role="log"
      aria-label={texts.messages}
      aria-live="polite"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {messages.isPending && (
        <Center h="100%">
          <Loader size="sm" />
        </Center>
      )}
      {after > 0 && (
        <Center>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => setAfter(Math.max(0, after - messagesShown))}
          >
            {texts.earlier}
          </Button>
        </Center>
      )}
      {entries.map((entry, index) => {
        const day = sayDay(language, entry.at);
        const before = entries[index - 1];
        const isNewDay = !before || sayDay(language, before.at) !== day;
        return (
          <Fragment key={entry.kind === "note" ? entry.id : entry.message.message_id}>
            {isNewDay && <div className={classes.day}>{day}</div>}
            {entry.kind === "note" ? (
              <div className={classes.note}>
                <b>
                  {texts.note} · {entry.by} · {sayHour(language, entry.at)}
                </b>
                <br />
                {entry.text}
              </div>
            ) : (
              <Bubble message={entry.message} />
            )}
          </Fragment>
        );
      })}
    </div>
  );
};

const Bubble = ({ message }: { readonly message: Message }) => {
  const texts = useTexts(conversationTexts);
  const language = useLanguage();
  const { author, text, choices, at, choice_id, reactions } = message;
  return (
    <div
      className={classes.message}
      data-author={author}
      data-own={author === "ai" || author === "sales"}
    >
      <div className={classes.bubble}>
        {text}
        {choices.length > 0 && (
          <div className={classes.choices}>
            {choices.map(({ id, label }) => (
              <span key={id} className={classes.choice}>
                {label}
              </span>
            ))}
          </div>
        )}
      </div>
      <div className={classes.meta}>
        {texts.authors[author]} · {sayHour(language, at)}
        {choice_id && ` · ${texts.pressed}`}
        {Object.values(reactions).map((reaction) => ` ${reaction}`)}
      </div>
    </div>
  );
};

/** Notes of before what is shown would stand where they do not belong. */
const inOrder = (
  messages: readonly Message[],
  notes: readonly { note_id: string; text: string; by: string; at: string }[],
  isCut: boolean,
): readonly Entry[] => {
  const start = isCut ? (messages[0]?.at ?? "") : "";
  return [
    ...messages.map((message) => ({ kind: "message" as const, at: message.at, message })),
    ...notes
      .filter(({ at }) => at >= start)
      .map(({ note_id, ...note }) => ({ kind: "note" as const, id: note_id, ...note })),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
};

const nearEnd = 120;

const useStickyEnd = (count: number) => {
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  useEffect(() => {
    const place = box.current;
    if (!place || count === seen.current) return;
    const wasAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < nearEnd * 4;
    if (seen.current === 0 || wasAtEnd) place.scrollTop = place.scrollHeight;
    seen.current = count;
  }, [count]);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    let height = place.clientHeight;
    // What opens below must not cover what was said last.
    const watch = new ResizeObserver(() => {
      const lost = height - place.clientHeight;
      height = place.clientHeight;
      if (lost > 0) place.scrollTop += lost;
    });
    watch.observe(place);
    return () => watch.disconnect();
  }, []);
  return box;
};
