import { Button, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { useNow } from "../shell/use-now.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./calendar.module.css";
import { CalendarHead, type Look } from "./calendar-head.tsx";
import { calendarQuery } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { addDays, mondayOf, wallOf } from "./clock.ts";
import { columnsOf } from "./columns.ts";
import { type Dialog, Dialogs } from "./dialogs.tsx";
import { Grid } from "./grid.tsx";

/** Who is where when: by day everybody beside each other, by week the days of one. */
export const Calendar = () => {
  const texts = useTexts(calendarTexts);
  const { data: me } = useQuery(meQuery);
  const zone = me?.organization.timezone ?? "UTC";
  const now = useNow();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [look, setLook] = useState<Look>(() => ({
    ...{ view: "day", whose: "providers", locationId: "", holderId: "" },
    date: wallOf(zone, Date.now()).date,
  }));
  const first = look.view === "week" ? mondayOf(look.date) : look.date;
  const to = look.view === "week" ? addDays(first, 6) : first;
  const calendar = useQuery(calendarQuery({ from: first, to, locationId: look.locationId }));
  const shown = calendar.data;
  const isDesk = me !== undefined && me.role !== "provider";
  const columns = shown ? columnsOf(shown, { ...look, first }) : [];
  return (
    <div className={classes.screen}>
      <CalendarHead
        look={look}
        change={(part) => setLook((was) => ({ ...was, ...part }))}
        shown={shown}
        today={wallOf(shown?.timezone ?? zone, now).date}
      >
        {isDesk && (
          <>
            <Button
              size="xs"
              variant="default"
              onClick={() => setDialog({ kind: "block", spot: null })}
            >
              {texts.block}
            </Button>
            <Button size="xs" onClick={() => setDialog({ kind: "book", spot: null })}>
              {texts.book}
            </Button>
          </>
        )}
      </CalendarHead>
      {shown ? (
        <Grid
          shown={shown}
          columns={columns}
          view={look.view}
          mayWrite={isDesk}
          moving={dialog?.kind === "move" ? dialog.drag : null}
          open={setDialog}
        />
      ) : (
        <NotYet error={calendar.error} again={() => void calendar.refetch()} />
      )}
      {shown && (
        <Dialogs
          dialog={dialog}
          show={setDialog}
          shown={shown}
          columns={columns}
          mayWrite={isDesk}
          date={look.date}
        />
      )}
    </div>
  );
};

interface NotYetProps {
  /** Null while it is on its way. */
  readonly error: Error | null;
  readonly again: () => void;
}

const NotYet = ({ error, again }: NotYetProps) => {
  const texts = useTexts(calendarTexts);
  if (error === null) {
    return (
      <div className={classes.empty}>
        <Loader aria-label={texts.title} />
      </div>
    );
  }
  return (
    <div className={classes.empty} role="alert">
      <strong>{texts.failed}</strong>
      <span>{sayProblem(error)}</span>
      <Button size="xs" onClick={again}>
        {texts.again}
      </Button>
    </div>
  );
};
