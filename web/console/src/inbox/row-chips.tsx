import type { ReactNode } from "react";

import type { Row } from "../api/queries.ts";
import { Icon, type IconName } from "../shell/icons.tsx";
import { useNow } from "../shell/use-now.ts";
import { useTexts } from "../texts/language.ts";
import { sayLength } from "../texts/say-time.ts";
import { channelName } from "./channel-names.ts";
import classes from "./inbox.module.css";
import { inboxTexts } from "./inbox-texts.ts";

const minuteMs = 60_000;
/** Minutes after which a wait is worrying, and bad. */
const [lateAfter, badAfter] = [5, 15];
const windowWarnMs = 4 * 60 * minuteMs;

interface ChipProps {
  readonly tone?: "warn" | "bad" | "good" | "ai" | undefined;
  readonly icon?: IconName;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

export const Chip = ({ tone, icon, title, children }: ChipProps) => (
  <span className={classes.chip} data-tone={tone} title={title}>
    {icon && <Icon name={icon} size={12} />}
    {children}
  </span>
);

/** Who answers, how long the lead has waited, how long the channel stays open, what is risky. */
export const RowChips = ({ row }: { readonly row: Row }) => {
  const texts = useTexts(inboxTexts);
  return (
    <div className={classes.bottom}>
      <OwnerChip row={row} />
      <WaitChip since={row.waiting_since} />
      {row.risks.map((risk) => (
        <Chip key={risk} tone={risk === "review" ? "ai" : "bad"} icon="warning">
          {texts.risks[risk]}
        </Chip>
      ))}
      <WindowChip until={row.window_until} />
      <Chip>{channelName(row.channel)}</Chip>
      {row.labels.map(({ label_id, name }) => (
        <Chip key={label_id} icon="tag">
          {name}
        </Chip>
      ))}
    </div>
  );
};

const OwnerChip = ({ row: { owner, assignee } }: { readonly row: Row }) => {
  const texts = useTexts(inboxTexts);
  if (owner === "ai") {
    return (
      <Chip tone="ai" icon="robot">
        {texts.owners.ai}
      </Chip>
    );
  }
  return owner === "waiting" ? (
    <Chip tone="warn" icon="hand">
      {texts.owners.waiting}
    </Chip>
  ) : (
    <Chip tone="good" icon="person" title={assignee ? texts.assignedTo(assignee.name) : undefined}>
      {assignee?.name ?? texts.owners.human}
    </Chip>
  );
};

export const WaitChip = ({ since }: { readonly since: string | null }) => {
  const texts = useTexts(inboxTexts);
  const now = useNow();
  if (!since) return null;
  const waited = now - Date.parse(since);
  const minutes = waited / minuteMs;
  const tone = minutes >= badAfter ? "bad" : minutes >= lateAfter ? "warn" : undefined;
  const length = sayLength(waited);
  return (
    <Chip tone={tone} icon="clock" title={texts.waits(length)}>
      {length}
    </Chip>
  );
};

export const WindowChip = ({ until }: { readonly until: string | null }) => {
  const texts = useTexts(inboxTexts);
  const now = useNow();
  if (!until) return null;
  const left = Date.parse(until) - now;
  if (left <= 0) {
    return (
      <Chip tone="bad" title={texts.windowClosed}>
        24h ✕
      </Chip>
    );
  }
  return (
    <Chip tone={left < windowWarnMs ? "warn" : undefined} title={texts.windowLeft(sayLength(left))}>
      24h · {sayLength(left)}
    </Chip>
  );
};
