import { Button, Loader } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";

import { sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { inboxQuery, type Row, type Wish } from "../api/queries.ts";
import { Conversation } from "../conversation/conversation.tsx";
import { useColleagues } from "../live/presence.ts";
import { useKeys } from "../shell/use-keys.ts";
import { HeldSends } from "../suggestion/held-sends.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./inbox.module.css";
import { inboxTexts } from "./inbox-texts.ts";
import { KeyHelp } from "./key-help.tsx";
import { narrows, noWish, QueueHead } from "./queue-head.tsx";
import { QueueRow } from "./queue-row.tsx";

/** The queue of conversations and the one that is open. */
export const Inbox = () => {
  const { id } = useParams();
  const [, go] = useLocation();
  const texts = useTexts(inboxTexts);
  const [wish, setWish] = useState<Wish>(noWish);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const queue = useInfiniteQuery(inboxQuery(wish));
  const rows = queue.data?.pages.flatMap(({ conversations }) => conversations) ?? [];

  const change = useCallback((part: Partial<Wish>) => setWish((now) => ({ ...now, ...part })), []);
  const step = (by: 1 | -1): void => {
    const at = rows.findIndex(({ conversation_id }) => conversation_id === id);
    const next = at === -1 ? rows[0] : rows[at + by];
    if (next) go(`/inbox/${next.conversation_id}`);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    "?": () => setHelpOpen(true),
    f: () => searchBox.current?.focus(),
  });

  return (
    <HeldSends>
      <div className={classes.inbox} data-open={id !== undefined}>
        <section className={classes.queue} aria-label={texts.queue}>
          <QueueHead wish={wish} change={change} searchBox={searchBox} />
          {queue.isError ? (
            <div className={classes.empty} role="alert">
              <strong>{texts.failed}</strong>
              <span>{sayProblem(queue.error)}</span>
              <Button size="xs" onClick={() => void queue.refetch()}>
                {texts.again}
              </Button>
            </div>
          ) : (
            <Rows rows={rows} openId={id} isPending={queue.isPending} wish={wish}>
              {queue.hasNextPage && (
                <li className={classes.more}>
                  <Button
                    variant="subtle"
                    size="xs"
                    loading={queue.isFetchingNextPage}
                    onClick={() => void queue.fetchNextPage()}
                  >
                    {texts.more}
                  </Button>
                </li>
              )}
            </Rows>
          )}
        </section>
        <section className={classes.talk}>
          {id ? (
            <Conversation key={id} id={id} leave={() => go("/inbox")} />
          ) : (
            <div className={classes.empty}>
              <strong>{texts.chooseTitle}</strong>
              <span>{texts.choose}</span>
            </div>
          )}
        </section>
      </div>
      <KeyHelp isOpen={isHelpOpen} close={() => setHelpOpen(false)} />
    </HeldSends>
  );
};

interface RowsProps {
  readonly rows: readonly Row[];
  readonly openId: string | undefined;
  readonly isPending: boolean;
  readonly wish: Wish;
  readonly children: React.ReactNode;
}

const Rows = ({ rows, openId, isPending, wish, children }: RowsProps) => {
  const texts = useTexts(inboxTexts);
  const colleagues = useColleagues();
  const { data: me } = useQuery(meQuery);
  if (isPending) {
    return (
      <div className={classes.empty}>
        <Loader size="sm" />
      </div>
    );
  }
  if (rows.length === 0) return <EmptyQueue wish={wish} />;
  return (
    <ul className={classes.rows} aria-label={texts.queue}>
      {rows.map((row) => (
        <QueueRow
          key={row.conversation_id}
          row={row}
          isOpen={row.conversation_id === openId}
          colleague={colleagues.find(
            (one) => one.conversation_id === row.conversation_id && one.member_id !== me?.member_id,
          )}
        />
      ))}
      {children}
    </ul>
  );
};

const EmptyQueue = ({ wish }: { readonly wish: Wish }) => {
  const texts = useTexts(inboxTexts);
  const isNarrowed = wish.q !== "" || narrows(wish) > 0;
  const [title, words] = isNarrowed
    ? [texts.emptyFoundTitle, texts.emptyFound]
    : wish.view === "all"
      ? [texts.emptyAllTitle, texts.emptyAll]
      : [texts.emptyNeedsTitle, texts.emptyNeeds];
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      <span>{words}</span>
    </div>
  );
};
