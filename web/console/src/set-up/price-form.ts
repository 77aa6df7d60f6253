import { useQuery } from "@tanstack/react-query";

import { useLanguage, useTexts } from "../texts/language.ts";
import { placesQuery, servicesQuery } from "./catalog-queries.ts";
import type { Field, FieldValues } from "./field.ts";
import { minuteOf } from "./minute-of-day.ts";
import { priceTexts } from "./price-texts.ts";
import { useMoney } from "./use-organization.ts";

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const isKind =
  (wanted: string) =>
  ({ kind }: FieldValues): boolean =>
    kind === wanted;

/** The fields of a price rule; of its condition, those of its kind. */
export const usePriceFields = (): Field[] => [
  ...useNames(),
  ...useConditions(),
  ...useChanges(),
  ...useReach(),
];

const useNames = (): Field[] => {
  const texts = useTexts(priceTexts);
  return [
    { name: "vi", kind: "text", label: texts.inVi, hint: texts.nameHint, needed: true },
    { name: "en", kind: "text", label: texts.inEn, hint: texts.nameHint, needed: true },
  ];
};

const useConditions = (): Field[] => {
  const texts = useTexts(priceTexts);
  const weekdays = useWeekdays();
  const offPeak = { when: isKind("off_peak") };
  const fill = { when: isKind("fill_rate") };
  const volume = { when: isKind("volume") };
  return [
    {
      ...{ name: "kind", kind: "choice", label: texts.kind, needed: true, wide: true },
      ...{ group: texts.condition, options: optionsOf(texts.kinds) },
    },
    {
      ...{ name: "weekdays", kind: "choices", label: texts.weekdays, hint: texts.weekdaysHint },
      ...{ wide: true, options: weekdays, ...offPeak },
    },
    { name: "fromMinute", kind: "time", label: texts.from, needed: true, ...offPeak },
    { name: "toMinute", kind: "time", label: texts.to, needed: true, ...offPeak },
    {
      ...{ name: "dayOf", kind: "choice", label: texts.dayOf, needed: true, wide: true },
      ...{ options: optionsOf(texts.daysOf), ...fill },
    },
    { name: "atLeast", kind: "number", label: texts.atLeast, suffix: "%", ...fill },
    { name: "atMost", kind: "number", label: texts.atMost, suffix: "%", ...fill },
    {
      ...{ name: "visitsOf", kind: "choice", label: texts.visitsOf, needed: true },
      ...{ options: optionsOf(texts.visits), ...volume },
    },
    { name: "from", kind: "number", label: texts.fromVisit, needed: true, ...volume },
    {
      ...{ name: "withinDays", kind: "number", label: texts.within, hint: texts.withinHint },
      when: ({ kind, visitsOf }) =>
        kind === "fill_rate" || (kind === "volume" && visitsOf === "lead"),
    },
  ];
};

/** 1 = Monday; the first of January 2024 was one. */
const useWeekdays = () => {
  const day = new Intl.DateTimeFormat(useLanguage(), { weekday: "long", timeZone: "UTC" });
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    value: String(weekday),
    label: day.format(new Date(Date.UTC(2024, 0, weekday))),
  }));
};

const useChanges = (): Field[] => {
  const texts = useTexts(priceTexts);
  const { currency, times } = useMoney();
  const money = { kind: "number", suffix: currency, times, orNull: true } as const;
  return [
    {
      ...{ name: "by", kind: "choice", label: texts.by, needed: true, group: texts.change },
      options: optionsOf(texts.bys),
    },
    {
      ...{ name: "percent", kind: "number", label: texts.percent, hint: texts.changeHint },
      ...{ suffix: "%", orNull: true, needed: true, when: ({ by }) => by === "percent" },
    },
    {
      ...{ name: "amountMinor", ...money, label: texts.amount, hint: texts.changeHint },
      ...{ needed: true, when: ({ by }) => by !== "percent" },
    },
    { name: "floorMinor", ...money, label: texts.floor },
    { name: "ceilingMinor", ...money, label: texts.ceiling },
  ];
};

const useReach = (): Field[] => {
  const texts = useTexts(priceTexts);
  const services = useQuery(servicesQuery).data?.services ?? [];
  const places = useQuery(placesQuery).data?.locations ?? [];
  const choice = { kind: "choice", orNull: true } as const;
  return [
    {
      ...{ name: "serviceId", ...choice, label: texts.service, hint: texts.everyService },
      group: texts.reach,
      options: services.map(({ service_id, name }) => ({ value: service_id, label: name })),
    },
    {
      ...{ name: "locationId", ...choice, label: texts.place, hint: texts.everyPlace },
      options: places.map(({ location_id, name }) => ({ value: location_id, label: name })),
    },
    { name: "priority", kind: "number", label: texts.priority, hint: texts.priorityHint },
    { name: "combines", kind: "switch", label: texts.combines, hint: texts.combinesHint },
  ];
};

type Values = Readonly<Record<string, unknown>>;

/** All values of the form as the API takes them. */
export const bodyOfPriceRule = (values: Values): Record<string, unknown> => {
  const { vi, en, by, percent, amountMinor, priority, combines } = values;
  const { floorMinor, ceilingMinor, serviceId, locationId } = values;
  return {
    name: { vi, en },
    condition: conditionIn(values),
    percent: by === "percent" ? percent : null,
    amountMinor: by === "percent" ? null : amountMinor,
    ...{ floorMinor, ceilingMinor, serviceId, locationId, combines },
    priority: priority ?? 0,
  };
};

const conditionIn = (values: Values): Values => {
  const { kind, dayOf, visitsOf, atLeast, atMost, from, withinDays } = values;
  switch (kind) {
    case "fill_rate":
      return { kind, of: dayOf, atLeast, atMost, withinDays };
    case "volume":
      return { kind, of: visitsOf, from, ...(visitsOf === "lead" && { withinDays }) };
    default:
      return { kind, times: [stretchIn(values)] };
  }
};

const stretchIn = ({ weekdays, fromMinute, toMinute }: Values): Values => {
  const days = Array.isArray(weekdays) ? weekdays.map(Number) : [];
  const end = minuteOf(toMinute);
  return {
    ...(days.length > 0 && { weekdays: days.toSorted((a, b) => a - b) }),
    fromMinute: minuteOf(fromMinute) ?? undefined,
    // Midnight ends a day.
    toMinute: end === 0 ? 24 * 60 : (end ?? undefined),
  };
};
