import { Button, SegmentedControl, Textarea, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";

import { MessageAnswer } from "#src/http/contract/conversation.ts";
import { NoteAnswer } from "#src/http/contract/inbox.ts";
import { ask } from "../api/ask.ts";
import { cannedRepliesQuery, type Row } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { useKeys } from "../shell/use-keys.ts";
import { useNow } from "../shell/use-now.ts";
import { useHeldSends } from "../suggestion/held-sends.tsx";
import { useTexts } from "../texts/language.ts";
import { CannedReplies, chooseCanned } from "./canned-replies.tsx";
import classes from "./conversation.module.css";
import { conversationTexts } from "./conversation-texts.ts";
import { SaveCanned } from "./save-canned.tsx";

interface ComposerProps {
  readonly row: Row;
  readonly onTyping: (isTyping: boolean) => void;
}

/** A person's own words to the lead, or a note to colleagues. */
export const Composer = ({ row, onTyping }: ComposerProps) => {
  const texts = useTexts(conversationTexts);
  const [kind, setKind] = useState<"reply" | "note">("reply");
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  const { data: canned = [] } = useQuery(cannedRepliesQuery);
  const write = (words: string): void => {
    setText(words);
    onTyping(kind === "reply" && words.trim() !== "");
  };
  const send = useSend(row, kind, write);
  const offered = kind === "reply" ? chooseCanned(canned, text, row.language) : null;
  useKeys({ n: () => box.current?.focus() });
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") box.current?.blur();
    const first = offered?.[0];
    if (first && (event.key === "Tab" || event.key === "Enter")) {
      event.preventDefault();
      write(first.text);
      return;
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (text.trim()) send(text.trim());
  };
  return (
    <div className={classes.composer}>
      {offered && <CannedReplies replies={offered} choose={(words) => write(words)} />}
      <Textarea
        ref={box}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        maxLength={kind === "reply" ? 3_000 : 2_000}
        aria-label={kind === "reply" ? texts.reply : texts.note}
        placeholder={kind === "reply" ? texts.replyHint : texts.noteHint}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        onBlur={() => onTyping(false)}
        onKeyDown={press}
      />
      <div className={classes.composerFoot}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(next) => setKind(next === "note" ? "note" : "reply")}
          data={[
            { value: "reply", label: texts.reply },
            { value: "note", label: texts.note },
          ]}
        />
        <Hint row={row} isReply={kind === "reply"} isWritten={text !== ""} />
        {kind === "reply" && text.trim() !== "" && <SaveCanned text={text} row={row} />}
        <Tooltip label={texts.sendKey}>
          <Button
            size="xs"
            disabled={text.trim() === ""}
            onClick={() => send(text.trim())}
            leftSection={<Icon name={kind === "note" ? "note" : "send"} size={15} />}
          >
            {kind === "note" ? texts.addNote : texts.send}
          </Button>
        </Tooltip>
      </div>
    </div>
  );
};

interface HintProps {
  readonly row: Row;
  readonly isReply: boolean;
  readonly isWritten: boolean;
}

const Hint = ({ row, isReply, isWritten }: HintProps) => {
  const texts = useTexts(conversationTexts);
  const now = useNow();
  if (!isReply) return <span className={classes.hint} />;
  if (row.window_until && Date.parse(row.window_until) < now) {
    return (
      <span className={classes.hint} data-tone="bad" role="note">
        {texts.closed}
      </span>
    );
  }
  return (
    <span className={classes.hint}>{isWritten && row.owner !== "human" && texts.takesOver}</span>
  );
};

/** A reply is held for as long as it can be taken back; a note is not sent to anybody. */
const useSend = (row: Row, kind: "reply" | "note", write: (words: string) => void) => {
  const queries = useQueryClient();
  const held = useHeldSends();
  const id = row.conversation_id;
  const note = useMutation({
    mutationFn: (text: string) => ask(NoteAnswer, "POST", `/inbox/${id}/notes`, { body: { text } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["notes", id] }),
    onError: showProblem,
  });
  return (text: string): void => {
    write("");
    if (kind === "note") {
      note.mutate(text, { onError: () => write(text) });
      return;
    }
    const once = crypto.randomUUID();
    held.hold({
      conversationId: id,
      run: async () => {
        await ask(MessageAnswer, "POST", `/conversations/${id}/messages`, { body: { text }, once });
        await queries.invalidateQueries({ queryKey: ["messages", id] });
        await queries.invalidateQueries({ queryKey: ["row", id] });
      },
      undone: () => write(text),
    });
  };
};
