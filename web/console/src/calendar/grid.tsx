import { type CSSProperties, useEffect, useRef } from "react";

import { useNow } from "../shell/use-now.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./calendar.module.css";
import type { CalendarShown } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { sayDate, sayMinutes, wallOf } from "./clock.ts";
import { type Column, hoursOf, type View } from "./columns.ts";
import { DayColumn } from "./day-column.tsx";
import type { Dialog } from "./dialogs.tsx";
import { type Drag, useDrag } from "./use-drag.ts";

/** Half an hour has room for two lines of text. */
const pixelsPerMinute = 1.5;

interface GridProps {
  readonly shown: CalendarShown;
  readonly columns: readonly Column[];
  readonly view: View;
  readonly mayWrite: boolean;
  /** The move that is being decided about. */
  readonly moving: Drag | null;
  readonly open: (dialog: Dialog) => void;
}

/** The hours downwards, people or days beside each other. */
export const Grid = (props: GridProps) => {
  const texts = useTexts(calendarTexts);
  return (
    <>
      {!props.shown.complete && <div className={classes.note}>{texts.tooMany}</div>}
      {props.columns.length === 0 ? (
        <div className={classes.empty}>{texts.nobody}</div>
      ) : (
        <Hours {...props} />
      )}
    </>
  );
};

const Hours = ({ shown, columns, view, mayWrite, moving, open }: GridProps) => {
  const { timezone: zone } = shown;
  const texts = useTexts(calendarTexts);
  const now = wallOf(zone, useNow());
  const hours = hoursOf(columns);
  const { drag, begin, endsDrag } = useDrag({ first: hours.start, pixelsPerMinute }, (dropped) =>
    open({ kind: "move", entry: dropped.entry, drag: dropped }),
  );
  const isTodayShown = columns.some(({ date }) => date === now.date);
  const dates = `${columns[0]?.date} ${view}`;
  const box = useScrolledTo(dates, isTodayShown ? now.minutes : null, hours.start);
  const height = (hours.end - hours.start) * pixelsPerMinute;
  const lines = Array.from({ length: (hours.end - hours.start) / 60 }, (_, at) => at);
  const variables = {
    "--columns": columns.length,
    "--hour-height": `${60 * pixelsPerMinute}px`,
  } as CSSProperties;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} ref={box} aria-label={texts.grid} tabIndex={0}>
      <div className={classes.grid} style={variables}>
        <div className={classes.corner} />
        {columns.map((column) => (
          <ColumnHead key={column.key} {...{ column, view }} isToday={column.date === now.date} />
        ))}
        <div className={classes.hours} style={{ height }} aria-hidden="true">
          {lines.map((line) => (
            <span key={line} className={classes.hour} style={{ top: line * 60 * pixelsPerMinute }}>
              {sayMinutes(hours.start + line * 60)}
            </span>
          ))}
        </div>
        {columns.map((column) => (
          <DayColumn
            key={column.key}
            {...{ column, zone, hours, pixelsPerMinute, mayWrite, open, begin, endsDrag }}
            now={column.date === now.date ? now.minutes : null}
            drag={drag ?? moving}
          />
        ))}
      </div>
    </section>
  );
};

interface HeadProps {
  readonly column: Column;
  readonly view: View;
  readonly isToday: boolean;
}

const ColumnHead = ({ column, view, isToday }: HeadProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const short = { weekday: "short", day: "numeric", month: "numeric" } as const;
  return (
    <div className={classes.columnHead} data-today={view === "week" && isToday}>
      {view === "day" ? column.name : sayDate(language, column.date, short)}
      {column.isOverridden && <span className={classes.quiet}>{texts.overridden}</span>}
      {!column.isOverridden && column.open.length === 0 && (
        <span className={classes.quiet}>{texts.closed}</span>
      )}
    </div>
  );
};

/** To what comes next where today is shown, else to the first hour. */
const useScrolledTo = (shown: string, now: number | null, first: number) => {
  const box = useRef<HTMLElement>(null);
  const top = useRef(0);
  useEffect(() => {
    top.current = now === null ? 0 : (now - first - 60) * pixelsPerMinute;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock alone must not scroll
  useEffect(() => {
    box.current?.scrollTo({ top: Math.max(0, top.current) });
  }, [shown]);
  return box;
};
