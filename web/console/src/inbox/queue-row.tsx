import { Avatar } from "@mantine/core";
import { Link } from "wouter";

import type { Row } from "../api/queries.ts";
import type { Colleague } from "../live/presence.ts";
import { Icon } from "../shell/icons.tsx";
import { useNow } from "../shell/use-now.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayBriefly } from "../texts/say-time.ts";
import classes from "./inbox.module.css";
import { inboxTexts } from "./inbox-texts.ts";
import { RowChips } from "./row-chips.tsx";

interface QueueRowProps {
  readonly row: Row;
  readonly isOpen: boolean;
  /** Somebody else who is there now. */
  readonly colleague: Colleague | undefined;
}

/** One conversation of the queue: who, what was said last, who answers, and what is urgent. */
export const QueueRow = ({ row, isOpen, colleague }: QueueRowProps) => {
  const texts = useTexts(inboxTexts);
  const language = useLanguage();
  const now = useNow();
  const name = row.lead_name ?? row.lead_phone ?? texts.nameless;
  return (
    <li>
      <Link
        className={classes.row}
        href={`/inbox/${row.conversation_id}`}
        aria-current={isOpen ? "true" : undefined}
        data-unread={row.unread > 0}
      >
        <Avatar
          name={row.lead_name ?? "?"}
          color="initials"
          size={36}
          radius="xl"
          styles={{ placeholder: { color: "var(--strong)" } }}
        />
        <div>
          <div className={classes.top}>
            <span className={classes.name}>{name}</span>
            <time className={classes.at} dateTime={row.last_message_at}>
              {sayBriefly(language, row.last_message_at, now)}
            </time>
          </div>
          <div className={classes.middle}>
            {colleague ? (
              <span className={`${classes.excerpt} ${classes.colleague}`}>
                <Icon name={colleague.doing === "typing" ? "edit" : "person"} size={12} />{" "}
                {colleague.doing === "typing"
                  ? texts.typing(colleague.name)
                  : texts.viewing(colleague.name)}
              </span>
            ) : (
              <span className={classes.excerpt}>
                {row.last_message
                  ? `${texts.authors[row.last_message.author]}${row.last_message.text}`
                  : ""}
              </span>
            )}
            {row.unread > 0 && (
              <span className={classes.unread} title={texts.unread(row.unread)}>
                {row.unread}
                <span className="visually-hidden">{texts.unread(row.unread)}</span>
              </span>
            )}
          </div>
          <RowChips row={row} />
        </div>
      </Link>
    </li>
  );
};
