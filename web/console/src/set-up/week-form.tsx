import { Button, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { z } from "zod";

import type { LocationHoursAnswer } from "#src/http/contract/hours.ts";
import { useTexts } from "../texts/language.ts";
import { FormFoot } from "./form-foot.tsx";
import { hoursTexts } from "./hours-texts.ts";
import { ProblemBox } from "./problem-box.tsx";
import classes from "./set-up.module.css";
import { useUnsaved } from "./use-unsaved.ts";

export type Week = z.output<typeof LocationHoursAnswer>["hours"];
type Day = Week[number];
type Span = Day["open"][number];

interface WeekFormProps {
  readonly told: Week;
  readonly send: (week: Week) => Promise<void>;
}

const usual: Span = { start: "08:00", end: "17:00", overnight: false };
const lunch: Span = { start: "12:00", end: "13:00", overnight: false };

const toDays = (week: Week): Day[] =>
  [1, 2, 3, 4, 5, 6, 7].map(
    (weekday) => week.find((day) => day.weekday === weekday) ?? { weekday, open: [], breaks: [] },
  );

/** Seven days, each with when it is open and its breaks. */
export const WeekForm = ({ told, send }: WeekFormProps) => {
  const [days, setDays] = useState(() => toDays(told));
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isDirty = JSON.stringify(days) !== JSON.stringify(toDays(told));
  useUnsaved(isDirty);
  const change = (next: Day): void =>
    setDays(days.map((day) => (day.weekday === next.weekday ? next : day)));
  const toAll = ({ open, breaks }: Day): void =>
    setDays(days.map(({ weekday }) => ({ weekday, open, breaks })));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    setBusy(true);
    try {
      await send(days.filter(({ open }) => open.length > 0));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemBox error={problem} />
      <div className={classes.card}>
        {days.map((day) => (
          <DayFields key={day.weekday} {...{ day, change }} toAll={() => toAll(day)} />
        ))}
      </div>
      <FormFoot {...{ busy, isDirty }} onlyDirty />
    </form>
  );
};

interface DayFieldsProps {
  readonly day: Day;
  readonly change: (day: Day) => void;
  readonly toAll: () => void;
}

const DayFields = ({ day, change, toAll }: DayFieldsProps) => {
  const texts = useTexts(hoursTexts);
  const name = texts.days[day.weekday - 1] ?? "";
  const isOpen = day.open.length > 0;
  const listOf = (key: "open" | "breaks") => {
    const spans = day[key];
    const set = (next: Span[]): void =>
      change({ ...day, [key]: next, ...(key === "open" && next.length === 0 && { breaks: [] }) });
    return spans.map((span, at) => (
      <SpanFields
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place.
        key={`${key} ${at}`}
        span={span}
        name={key === "open" ? name : `${name}, ${texts.breakLabel}`}
        lead={key === "open" ? null : texts.breakLabel}
        change={(next) => set(spans.with(at, next))}
        drop={() => set(spans.toSpliced(at, 1))}
      />
    ));
  };
  return (
    <fieldset className={classes.day}>
      <Text fw={600} component="legend" className="visually-hidden">
        {name}
      </Text>
      <Text fw={600} aria-hidden>
        {name}
      </Text>
      <div className={classes.spans}>
        {!isOpen && <Text c="var(--quiet)">{texts.closed}</Text>}
        {listOf("open")}
        {listOf("breaks")}
        <div className={classes.rowMoves}>
          <SmallMove
            label={texts.addSpan}
            name={name}
            act={() => change({ ...day, open: [...day.open, usual] })}
          />
          {isOpen && (
            <>
              <SmallMove
                label={texts.addBreak}
                name={name}
                act={() => change({ ...day, breaks: [...day.breaks, lunch] })}
              />
              <SmallMove label={texts.toAll} name={name} act={toAll} />
            </>
          )}
        </div>
      </div>
    </fieldset>
  );
};

interface SmallMoveProps {
  readonly label: string;
  readonly name: string;
  readonly act: () => void;
}

const SmallMove = ({ label, name, act }: SmallMoveProps) => (
  <Button size="compact-xs" variant="subtle" onClick={act} aria-label={`${label}: ${name}`}>
    {label}
  </Button>
);

interface SpanFieldsProps {
  readonly span: Span;
  readonly name: string;
  readonly lead: string | null;
  readonly change: (span: Span) => void;
  readonly drop: () => void;
}

const SpanFields = ({ span, name, lead, change, drop }: SpanFieldsProps) => {
  const texts = useTexts(hoursTexts);
  // An end that is not after its start is meant of the next day.
  const put = (next: Pick<Span, "start" | "end">): void =>
    change({ ...next, overnight: next.end <= next.start });
  return (
    <div className={classes.span}>
      {lead && (
        <Text size="sm" c="var(--quiet)">
          {lead}
        </Text>
      )}
      <TextInput
        type={span.start === "24:00" ? "text" : "time"}
        aria-label={`${texts.from}: ${name}`}
        value={span.start}
        onChange={({ currentTarget }) => put({ ...span, start: currentTarget.value })}
      />
      –
      <TextInput
        type={span.end === "24:00" ? "text" : "time"}
        aria-label={`${texts.to}: ${name}`}
        value={span.end}
        onChange={({ currentTarget }) => put({ ...span, end: currentTarget.value })}
      />
      {span.overnight && (
        <Text size="sm" c="var(--warn)">
          {texts.nextDay}
        </Text>
      )}
      <SmallMove label={texts.drop} name={`${name} ${span.start}–${span.end}`} act={drop} />
    </div>
  );
};
