import "@mantine/dates/styles.css";
import "dayjs/locale/vi";

import { SegmentedControl, Select } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { locationsQuery, type Shown } from "../api/analytics.ts";
import { servicesQuery } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { sayDate } from "./say-figures.ts";

const dayMs = 86_400_000;
/** First and last day, counted from today. */
const presets = {
  week: [-6, 0],
  month: [-29, 0],
  quarter: [-89, 0],
  year: [-364, 0],
  ahead: [0, 29],
} as const;
type Preset = keyof typeof presets;
const isPreset = (name: string): name is Preset => name in presets;

/** Today's date on the clock of a zone. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date());

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

export const periodOf = (preset: Preset, today: string): Pick<Shown, "from" | "to"> => ({
  from: daysAfter(today, presets[preset][0]),
  to: daysAfter(today, presets[preset][1]),
});

const presetOf = ({ from, to }: Shown, today: string): string =>
  Object.entries(presets).find(
    ([, [first, last]]) => from === daysAfter(today, first) && to === daysAfter(today, last),
  )?.[0] ?? "";

interface PeriodPickerProps {
  readonly shown: Shown;
  readonly today: string;
  readonly change: (shown: Partial<Shown>) => void;
}

/** Which days, and whose. */
export const PeriodPicker = ({ shown, today, change }: PeriodPickerProps) => {
  const texts = useTexts(analyticsTexts);
  const locations = useQuery(locationsQuery);
  const services = useQuery(servicesQuery);
  return (
    <div className={classes.picker}>
      <SegmentedControl
        aria-label={texts.presets}
        value={presetOf(shown, today)}
        onChange={(preset) => isPreset(preset) && change(periodOf(preset, today))}
        data={(["week", "month", "quarter", "year", "ahead"] as const).map((value) => ({
          value,
          label: texts[value],
        }))}
      />
      <Range shown={shown} today={today} change={change} />
      <Select
        aria-label={texts.location}
        placeholder={texts.allLocations}
        clearable
        value={shown.locationId || null}
        onChange={(id) => change({ locationId: id ?? "" })}
        data={(locations.data ?? []).map((one) => ({ value: one.location_id, label: one.name }))}
      />
      <Select
        aria-label={texts.service}
        placeholder={texts.allServices}
        clearable
        searchable
        value={shown.serviceId || null}
        onChange={(id) => change({ serviceId: id ?? "" })}
        data={(services.data ?? []).map((one) => ({ value: one.service_id, label: one.name }))}
      />
    </div>
  );
};

/** A range counts once both of its ends are chosen. */
const Range = ({ shown, today, change }: PeriodPickerProps) => {
  const texts = useTexts(analyticsTexts);
  const language = useLanguage();
  const [half, setHalf] = useState<string | null>(null);
  return (
    <DatePickerInput
      type="range"
      aria-label={`${texts.period}: ${sayDate(shown.from, "full")} – ${sayDate(shown.to, "full")}`}
      locale={language}
      valueFormat="DD/MM/YYYY"
      firstDayOfWeek={1}
      maxDate={daysAfter(today, 365)}
      allowSingleDateInRange
      leftSection={<Icon name="calendar" size={16} />}
      value={half === null ? [shown.from, shown.to] : [half, null]}
      onChange={([from, to]) => {
        if (from !== null && to !== null) {
          setHalf(null);
          change({ from, to });
        } else {
          setHalf(from);
        }
      }}
    />
  );
};
