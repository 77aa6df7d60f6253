import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { CalendarAnswer, QuestionList } from "#src/http/contract/calendar.ts";
import { LeadList } from "#src/http/contract/lead.ts";
import { ask } from "../api/ask.ts";

export type CalendarShown = z.output<typeof CalendarAnswer>;
export type Entry = CalendarShown["entries"][number];
export type Away = CalendarShown["time_off"][number];

/** What the stream does not tell of (time off, hours) is looked for this often. */
const lookAgainMs = 60_000;

export const calendarQuery = (asked: {
  readonly from: string;
  readonly to: string;
  readonly locationId: string;
}) =>
  queryOptions({
    queryKey: ["calendar", asked],
    queryFn: ({ signal }) => {
      const { from, to, locationId } = asked;
      const query = new URLSearchParams({ from, to, ...(locationId && { locationId }) });
      return ask(CalendarAnswer, "GET", `/calendar?${query}`, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });

export const leadsQuery = (words: string) =>
  queryOptions({
    queryKey: ["leads", words],
    queryFn: async ({ signal }) =>
      (await ask(LeadList, "GET", `/leads?limit=8&q=${encodeURIComponent(words)}`, { signal }))
        .leads,
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });

export const questionsQuery = (serviceId: string) =>
  queryOptions({
    queryKey: ["questions", serviceId],
    queryFn: async ({ signal }) =>
      (await ask(QuestionList, "GET", `/services/${serviceId}/questions`, { signal })).questions,
    enabled: serviceId !== "",
    staleTime: 60_000,
  });
