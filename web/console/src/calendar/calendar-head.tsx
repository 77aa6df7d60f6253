import { ActionIcon, Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./calendar.module.css";
import type { CalendarShown } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { addDays, mondayOf, sayDate } from "./clock.ts";
import { holdersOf, type View, type Whose } from "./columns.ts";

/** What of the calendar is looked at. Empty strings narrow nothing. */
export interface Look {
  readonly view: View;
  readonly whose: Whose;
  readonly date: string;
  readonly locationId: string;
  /** Whose week. */
  readonly holderId: string;
}

interface HeadProps {
  readonly look: Look;
  readonly change: (part: Partial<Look>) => void;
  readonly shown: CalendarShown | undefined;
  readonly today: string;
  readonly children: ReactNode;
}

export const CalendarHead = ({ look, change, shown, today, children }: HeadProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const { view, date } = look;
  const step = view === "week" ? 7 : 1;
  const monday = mondayOf(date);
  const short = { day: "numeric", month: "numeric" } as const;
  const range =
    view === "day"
      ? sayDate(language, date, { weekday: "long", day: "numeric", month: "long" })
      : `${sayDate(language, monday, short)} – ${sayDate(language, addDays(monday, 6), short)}`;
  return (
    <header className={classes.head}>
      <h1>{texts.title}</h1>
      <Button size="xs" variant="default" onClick={() => change({ date: today })}>
        {texts.today}
      </Button>
      <ActionIcon.Group>
        <ActionIcon
          size={30}
          variant="default"
          aria-label={texts.earlier[view]}
          onClick={() => change({ date: addDays(date, -step) })}
        >
          <Icon name="chevron" size={16} style={{ rotate: "90deg" }} />
        </ActionIcon>
        <ActionIcon
          size={30}
          variant="default"
          aria-label={texts.later[view]}
          onClick={() => change({ date: addDays(date, step) })}
        >
          <Icon name="chevron" size={16} style={{ rotate: "-90deg" }} />
        </ActionIcon>
      </ActionIcon.Group>
      <TextInput
        size="xs"
        type="date"
        aria-label={texts.date}
        value={date}
        onChange={({ currentTarget }) =>
          currentTarget.value && change({ date: currentTarget.value })
        }
      />
      <span className={classes.range} aria-live="polite">
        {range}
      </span>
      <span className={classes.grow} />
      <Choices look={look} change={change} shown={shown} />
      {children}
    </header>
  );
};

const Choices = ({ look, change, shown }: Omit<HeadProps, "today" | "children">) => {
  const texts = useTexts(calendarTexts);
  const { view, whose, locationId, holderId } = look;
  const holders = shown ? holdersOf(shown, whose) : [];
  const places = shown?.locations ?? [];
  return (
    <>
      {(places.length > 1 || locationId) && (
        <Select
          size="xs"
          w={132}
          clearable
          aria-label={texts.location}
          placeholder={texts.everywhere}
          value={locationId || null}
          onChange={(id) => change({ locationId: id ?? "" })}
          data={places.map(({ location_id, name }) => ({ value: location_id, label: name }))}
        />
      )}
      {view === "week" && holders.length > 1 && (
        <Select
          size="xs"
          w={164}
          allowDeselect={false}
          aria-label={texts.who}
          value={(holders.find(({ id }) => id === holderId) ?? holders[0])?.id ?? null}
          onChange={(id) => change({ holderId: id ?? "" })}
          data={holders.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {(shown?.resources.length ?? 0) > 0 && (
        <SegmentedControl
          size="xs"
          aria-label={texts.whose}
          value={whose}
          onChange={(value) => change({ whose: value === "resources" ? "resources" : "providers" })}
          data={[
            { value: "providers", label: texts.providers },
            { value: "resources", label: texts.resources },
          ]}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={texts.view}
        value={view}
        onChange={(value) => change({ view: value === "week" ? "week" : "day" })}
        data={[
          { value: "day", label: texts.day },
          { value: "week", label: texts.week },
        ]}
      />
    </>
  );
};
