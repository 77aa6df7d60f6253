import { Button, Center, Drawer, Loader } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { ConversationAnswer } from "#src/http/contract/conversation.ts";
import { InboxAnswer } from "#src/http/contract/inbox.ts";
import { ask, sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { type Row, rowQuery } from "../api/queries.ts";
import { BookingPanel } from "../booking-panel/booking-panel.tsx";
import { useColleagues, useShownPresence } from "../live/presence.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useKeys } from "../shell/use-keys.ts";
import { SuggestionPlace } from "../suggestion/suggestion-place.tsx";
import { useTexts } from "../texts/language.ts";
import { Composer } from "./composer.tsx";
import classes from "./conversation.module.css";
import { ConversationHead } from "./conversation-head.tsx";
import { conversationTexts } from "./conversation-texts.ts";
import { Thread } from "./thread.tsx";

interface ConversationProps {
  readonly id: string;
  readonly leave: () => void;
}

/** One conversation: what was said, what waits, what can be said, and the booking beside it. */
export const Conversation = ({ id, leave }: ConversationProps) => {
  const texts = useTexts(conversationTexts);
  const row = useQuery(rowQuery(id));
  if (row.data) return <Talk row={row.data} leave={leave} />;
  return (
    <Center h="100%">
      {row.isError ? (
        <div role="alert">
          <strong>{texts.failed}</strong>
          <p>{sayProblem(row.error)}</p>
          <Button onClick={() => void row.refetch()}>{texts.again}</Button>
        </div>
      ) : (
        <Loader size="sm" />
      )}
    </Center>
  );
};

const Talk = ({ row, leave }: { readonly row: Row; readonly leave: () => void }) => {
  const texts = useTexts(conversationTexts);
  const id = row.conversation_id;
  const [isTyping, setTyping] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [move, setMove] = useState<string | null>(null);
  useShownPresence(id, isTyping);
  useMarkedRead(row);
  const owner = useOwner(id);
  useKeys({
    t: row.owner === "human" ? undefined : () => owner.mutate("take-over"),
    h: row.owner === "ai" ? undefined : () => owner.mutate("hand-back"),
  });
  const openMove = (to: string): void => {
    setMove(to);
    setPanelOpen(true);
  };
  const panel = <BookingPanel row={row} move={move} chooseMove={setMove} />;
  return (
    <div className={classes.conversation}>
      <div className={classes.talk}>
        <ConversationHead
          row={row}
          leave={leave}
          openPanel={() => setPanelOpen(true)}
          isBusy={owner.isPending}
          change={owner.mutate}
        />
        <Others id={id} />
        <Thread row={row} />
        <div className={classes.below}>
          <SuggestionPlace row={row} onMove={openMove} onTyping={setTyping} />
          <Composer row={row} onTyping={setTyping} />
        </div>
      </div>
      <aside className={classes.panel} aria-label={texts.panel}>
        {panel}
      </aside>
      <Drawer
        opened={isPanelOpen && window.matchMedia("(max-width: 1320px)").matches}
        onClose={() => setPanelOpen(false)}
        position="right"
        size="min(400px, 100%)"
        padding={0}
        title={texts.panel}
        closeButtonProps={{ "aria-label": texts.close }}
        styles={{ header: { padding: "8px 16px" } }}
      >
        {panel}
      </Drawer>
    </div>
  );
};

/** Who speaks here: taking it over, or giving it back. */
const useOwner = (id: string) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: "take-over" | "hand-back") =>
      ask(ConversationAnswer, "POST", `/conversations/${id}/${how}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["row", id] }),
    onError: showProblem,
  });
};

/** What is looked at is read. */
const useMarkedRead = ({ conversation_id: id, last_seq, unread }: Row): void => {
  const queries = useQueryClient();
  useEffect(() => {
    if (unread === 0 || document.visibilityState !== "visible") return;
    ask(InboxAnswer, "PUT", `/inbox/${id}/read`, { body: { seq: last_seq } })
      .then(({ conversation }) => {
        queries.setQueryData(["row", id], conversation);
        return queries.invalidateQueries({ queryKey: ["inbox"] });
      })
      // It stays unread, which is no harm.
      .catch(() => undefined);
  }, [id, last_seq, unread, queries]);
};

const Others = ({ id }: { readonly id: string }) => {
  const texts = useTexts(conversationTexts);
  const { data: me } = useQuery(meQuery);
  const others = useColleagues().filter(
    (one) => one.conversation_id === id && one.member_id !== me?.member_id,
  );
  return (
    <div aria-live="polite">
      {others.map(({ member_id, name, doing }) => (
        <div key={member_id} className={classes.colleague}>
          {doing === "typing" ? texts.typing(name) : texts.viewing(name)}
        </div>
      ))}
    </div>
  );
};
