import {
  formatLocalDate,
  type LocalDay,
  parseLocalDate,
  weekdayOf,
} from "#src/domain/availability/local-date.ts";

export type Grain = "day" | "week" | "month";

/** Whole local days, both included. */
export interface Period {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

const mostBars = { day: 31, week: 26 * 7 };

/** As coarse as a chart needs to stay readable. */
export const grainOf = ({ from, to }: Period): Grain => {
  const days = to - from + 1;
  if (days <= mostBars.day) return "day";
  return days <= mostBars.week ? "week" : "month";
};

/** The same number of days, directly before. */
export const periodBefore = ({ from, to }: Period): Period => ({
  from: from - (to - from + 1),
  to: from - 1,
});

const startOf = (day: LocalDay, grain: Grain): LocalDay => {
  if (grain === "day") return day;
  if (grain === "week") return day - weekdayOf(day) + 1;
  return parseLocalDate(`${formatLocalDate(day).slice(0, 7)}-01`);
};

/** First days of all steps that touch a period, ascending, as dates. */
export const stepsOf = ({ from, to }: Period, grain: Grain): string[] => {
  const steps = new Set<LocalDay>();
  for (let day = from; day <= to; day += 1) steps.add(startOf(day, grain));
  return [...steps].map(formatLocalDate);
};
