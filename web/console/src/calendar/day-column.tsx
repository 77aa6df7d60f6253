import { type PointerEvent as ReactPointerEvent, useState } from "react";

import { stateTexts } from "../inbox/state-texts.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./calendar.module.css";
import type { Away, Entry } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { sayMinutes, wallOf } from "./clock.ts";
import { type Column, minutesOf, type Placed, type Stretch } from "./columns.ts";
import type { Dialog } from "./dialogs.tsx";
import { isMovable, toneOf } from "./entry-tone.ts";
import { type Drag, snap } from "./use-drag.ts";

interface ColumnProps {
  readonly column: Column;
  readonly zone: string;
  readonly hours: Stretch;
  readonly pixelsPerMinute: number;
  readonly now: number | null;
  readonly drag: Drag | null;
  readonly mayWrite: boolean;
  readonly open: (dialog: Dialog) => void;
  readonly begin: (event: ReactPointerEvent<HTMLElement>, entry: Entry) => void;
  readonly endsDrag: () => boolean;
}

/** One person or thing on one date: when they work, what is taken, and where a click books. */
export const DayColumn = (props: ColumnProps) => {
  const { column, hours, pixelsPerMinute, now, drag } = props;
  const texts = useTexts(calendarTexts);
  const top = (minutes: number) => (minutes - hours.start) * pixelsPerMinute;
  const height = ({ start, end }: Stretch) => (end - start) * pixelsPerMinute;
  const ghost = drag?.columnKey === column.key ? drag : null;
  return (
    <div className={classes.column} data-column={column.key}>
      {column.open.map((stretch) => (
        <div
          key={stretch.start}
          className={classes.open}
          style={{ top: top(stretch.start), height: height(stretch) }}
        />
      ))}
      {props.mayWrite && <FreeTime {...props} />}
      {column.away.map((away) => (
        <AwayBlock key={away.what.time_off_id} {...props} placed={away} top={top} />
      ))}
      {column.entries.map((entry) => (
        <EntryBlock key={entry.what.entry_id} {...props} placed={entry} top={top} />
      ))}
      {ghost && (
        <div
          className={classes.ghost}
          style={{
            ...{ top: top(ghost.start), insetInline: 3 },
            height: minutesOf(ghost.entry) * pixelsPerMinute,
          }}
        >
          <strong>{ghost.entry.lead_name ?? texts.someone}</strong>
          {texts.from(sayMinutes(ghost.start), sayMinutes(ghost.start + minutesOf(ghost.entry)))}
        </div>
      )}
      {now !== null && now >= hours.start && now < hours.end && (
        <div className={classes.nowLine} style={{ top: top(now) }} />
      )}
    </div>
  );
};

/** For the mouse; the keyboard has the button that opens the same form. */
const FreeTime = ({ column, hours, pixelsPerMinute, open }: ColumnProps) => {
  const texts = useTexts(calendarTexts);
  const [at, setAt] = useState<number | null>(null);
  const minutesAt = (event: { clientY: number; currentTarget: HTMLElement }): number =>
    hours.start +
    Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / pixelsPerMinute);
  const start = at === null ? null : snap(at - 7);
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={classes.slot}
        aria-label={`${texts.book}: ${column.name}`}
        onPointerMove={(event) => setAt(minutesAt(event))}
        onPointerLeave={() => setAt(null)}
        onClick={(event) => {
          const { holderId, whose, date } = column;
          const spot = { holderId, whose, date, start: snap(minutesAt(event) - 7) };
          open({ kind: "book", spot });
        }}
      />
      {start !== null && (
        <div
          className={classes.hover}
          style={{ top: (start - hours.start) * pixelsPerMinute, height: 30 * pixelsPerMinute }}
        >
          {sayMinutes(start)}
        </div>
      )}
    </>
  );
};

interface BlockProps<What> extends ColumnProps {
  readonly placed: Placed<What>;
  readonly top: (minutes: number) => number;
}

const placeOf = <What,>({ placed, top, pixelsPerMinute, hours }: BlockProps<What>) => {
  const start = Math.max(placed.start, hours.start);
  return {
    top: top(start) + 1,
    height: Math.max(18, (Math.min(placed.end, hours.end) - start) * pixelsPerMinute - 2),
    left: `calc(${(100 * placed.lane) / placed.lanes}% + 3px)`,
    width: `calc(${100 / placed.lanes}% - 6px)`,
  };
};

const AwayBlock = (props: BlockProps<Away>) => {
  const texts = useTexts(calendarTexts);
  const { placed, mayWrite, open } = props;
  const { reason } = placed.what;
  return (
    <button
      type="button"
      className={classes.away}
      style={placeOf(props)}
      disabled={!mayWrite}
      onClick={() => open({ kind: "away", away: placed.what })}
    >
      {texts.away}
      {reason && `: ${reason}`}
    </button>
  );
};

const EntryBlock = (props: BlockProps<Entry>) => {
  const texts = useTexts(calendarTexts);
  const states = stateTexts[useLanguage()];
  const { placed, zone, drag, mayWrite, open, begin, endsDrag } = props;
  const entry = placed.what;
  const mayDrag = mayWrite && isMovable(entry);
  const hours = texts.from(
    sayMinutes(wallOf(zone, entry.starts_at).minutes),
    sayMinutes(wallOf(zone, entry.ends_at).minutes),
  );
  const standing =
    entry.kind === "hold"
      ? texts.holdUntil(sayMinutes(wallOf(zone, entry.expires_at ?? entry.ends_at).minutes))
      : entry.state && states[entry.state];
  return (
    <button
      type="button"
      className={classes.entry}
      style={placeOf(props)}
      data-tone={toneOf(entry)}
      data-movable={mayDrag}
      data-dragged={drag?.entry.entry_id === entry.entry_id}
      onPointerDown={(event) => mayDrag && begin(event, entry)}
      onClick={() => {
        if (!endsDrag()) open({ kind: "entry", entry });
      }}
    >
      <strong>{entry.kind === "block" ? texts.blocked : (entry.lead_name ?? texts.someone)}</strong>
      {hours} {entry.service_name}
      {standing && <span className={classes.quiet}> · {standing}</span>}
    </button>
  );
};
