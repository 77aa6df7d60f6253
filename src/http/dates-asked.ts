import type { z } from "zod";

import { formatLocalDate, parseLocalDate } from "#src/domain/availability/local-date.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import { type ErrorReply, invalid } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { DatesQuery } from "./contract/overrides.ts";
import { editRefused } from "./edit-catalog.ts";
import { rangeOfDate } from "./local-time.ts";

const MOST_DAYS = 366;

type Dates =
  | { readonly ok: true; readonly from: string; readonly to: string }
  | { readonly ok: false; readonly answer: ErrorReply };

/** The dates a list is asked for: a year from today on the organization's calendar by itself. */
export const datesAsked = (
  { from, to }: z.output<typeof DatesQuery>,
  call: ApiCall,
  now: Date,
): Dates => {
  for (const [field, date] of Object.entries({ from, to })) {
    if (date !== undefined && rangeOfDate("UTC", date) === null) {
      const refusal = { ok: false, code: "impossible_date", field } as const;
      return { ok: false, answer: editRefused(refusal, call) };
    }
  }
  const zone = call.organization.timezone;
  const first = from === undefined ? localDayOf(zone, now.getTime()) : parseLocalDate(from);
  const last = to === undefined ? first + MOST_DAYS : parseLocalDate(to);
  if (last < first || last - first > MOST_DAYS) {
    return { ok: false, answer: invalid("to", "listRange", call.language) };
  }
  return { ok: true, from: formatLocalDate(first), to: formatLocalDate(last) };
};
